"""The page of one line at the door: its papers, photos, checklist and what is taken of it."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houqin.journal.used_before import mark_used_before
from houqin.kernel.http import go, show
from houqin.supply import actions
from houqin.supply.actions.open_deliveries import last_day
from houqin.supply.forms.receiving import DecideForm, FactsForm, PaperForm, PhotoForm
from houqin.supply.forms.suppliers import WhyForm
from houqin.supply.gates.receiving import delivery_is_open
from houqin.supply.goods_classes import document_kinds
from houqin.supply.models import DeliveryLine, Paper
from houqin.supply.permissions import INSPECT_GOODS, RECEIVE_GOODS
from houqin.supply.selectors.deliveries import look_at_one, wanted_papers
from houqin.supply.views.pages import bound, may, press, verb_page
from houqin.supply.views.seeing import thing
from houqin.tenancy.parameters import parameters_of


def _line(request, pk) -> DeliveryLine:
    rows = DeliveryLine.objects.select_related("article", "delivery__supplier", "delivery__school")
    return thing(request, rows.prefetch_related("papers__attachment", "photos"), pk)


def _forms(line: DeliveryLine) -> dict:
    """One form for each verb of the page, by the name in its address."""
    on = line.school.localdate(line.delivery.arrived_at)
    computed = last_day(line, on=on, parameters=parameters_of(line.school, on=on))
    return {
        "facts": (FactsForm, {"line": line, "computed": computed}, actions.change_line_facts, _("Saved.")),
        "decide": (DecideForm, {"line": line}, actions.decide_line, _("Decided.")),
        "paper": (PaperForm, {}, actions.add_paper, _("Kept.")),
        "photo": (PhotoForm, {}, actions.add_photos, _("Kept.")),
    }


@require_safe
def line(request, pk):
    return _page(request, _line(request, pk))


def _page(request, line, name="", form=None):
    looked = look_at_one(line, at=request.now)
    wanted = wanted_papers(looked, line.papers.all())
    forms = {}
    for one, (kind, arguments, _verb, _done) in _forms(line).items():
        more = arguments | ({"wanted": wanted} if one == "paper" else {})
        forms[one] = form if one == name else kind(auto_id=f"{one}_%s", **more)
    papers = [
        {"row": paper, "title": document_kinds()[paper.kind].title, "state": _paper_state(paper)}
        for paper in line.papers.all()
    ]
    return show(
        request, "supply/line.html", line=line, looked=looked, delivery=line.delivery, forms=forms, papers=papers,
        form=form, photos=mark_used_before(line.photos.all(), actor=request.user), opened=name,
        is_open=not list(delivery_is_open(line.delivery)),
        may_receive=may(request, RECEIVE_GOODS), may_inspect=may(request, INSPECT_GOODS),
        missing=[document_kinds()[code].title for code in wanted],
    )  # fmt: skip


def _paper_state(paper: Paper) -> str:
    if paper.withdrawn_at:
        return "waiting"
    return "missed" if paper.passed is False else "done"


@require_POST
def act(request, pk, name):
    """One verb on one line. Refused or incomplete, the page comes back with that form open."""
    line = _line(request, pk)
    kind, arguments, verb, _done = _forms(line)[name]
    form = kind(**bound(request), auto_id=f"{name}_%s", **arguments)
    if form.submit(request, verb, about=[line.delivery, line], line=line) is None:
        return _page(request, line, name, form)
    return go(f"{line.get_absolute_url()}#{name}") if name in ("paper", "photo", "facts") else go(line.delivery)


@require_POST
def give_back(request, pk):
    """The whole line goes back, for the reason the page proposed."""
    line = _line(request, pk)
    return _all_of(request, line, returned=line.amount, done=_("Returned."))


@require_POST
def set_aside(request, pk):
    line = _line(request, pk)
    return _all_of(request, line, quarantined=line.amount, done=_("Set aside."))


def _all_of(request, line, *, done, **parts):
    return press(
        request, actions.decide_line, back=line.delivery, done=done, about=[line.delivery, line], line=line,
        accepted=0, reject_reason=request.POST.get("reject_reason", ""), **parts,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_paper(request, pk):
    paper = thing(request, Paper.objects.select_related("line__delivery", "line__article"), pk)
    return verb_page(
        request, WhyForm(**bound(request)), actions.withdraw_paper, title=_("Withdraw a paper"),
        submit=_("Mark as withdrawn"), back=paper.line, done=_("Withdrawn."), about=[paper.line.delivery, paper.line],
        paper=paper, over=document_kinds()[paper.kind].title, refusals=delivery_is_open(paper.line.delivery),
    )  # fmt: skip
