"""Lost and found: the shelf, one thing, how it leaves."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from houqin.discipline import actions
from houqin.discipline.forms.found import ClaimForm, DisposeForm, ShelveForm
from houqin.discipline.gates.found import may_dispose
from houqin.discipline.models import FoundThing, Outcome
from houqin.discipline.permissions import DISPOSE_FOUND, RECORD_FOUND, SEE_NAMES, SEE_REST
from houqin.discipline.selectors.keeping import kept_until
from houqin.discipline.views.parts import day, home, joined, may, open_places, page
from houqin.journal.models import Entry
from houqin.kernel.permissions import authorise
from houqin.tenancy.asking import ask, crumb, sent

ON_A_PAGE = 50


def _trail(*further):
    return home(crumb(_("Lost and found"), "discipline:found"), *further)


@require_safe
def found(request):
    school = request.school
    authorise(request.user, SEE_REST, school=school, at=request.now)
    text, gone = request.GET.get("q", "").strip()[:60], request.GET.get("state") == "gone"
    rows = FoundThing.objects.of(school).select_related("place", "outcome")
    waiting = rows.waiting().count()
    if text:
        rows = rows.filter(Q(what__icontains=text) | Q(code__iexact=text))
    elif gone:
        rows = rows.exclude(outcome=None)
    else:
        rows = rows.waiting()
    pager = Paginator(rows.order_by("-happened_at", "-pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    lines = [
        {"label": one.what, "quiet": joined(one.code, day(one.happened_at), one.place and one.place.name, one.where),
         "url": one.get_absolute_url(), "end": _out(one).get_kind_display() if _out(one) else one.shelf,
         "state": "done" if _out(one) else "waiting"}
        for one in pager
    ]  # fmt: skip
    said = ngettext("{number} thing waits for its owner.", "{number} things wait for their owners.", waiting)
    verbs = [
        {"label": _("Still waiting") if gone else _("Gone"), "icon": "filter", "href": "?" if gone else "?state=gone"}
    ]
    if may(request, RECORD_FOUND):
        href = reverse("discipline:shelve")
        verbs.append({"label": _("Shelve a thing"), "icon": "plus", "href": href, "primary": True})
    return page(
        request, title=_("Lost and found"), verbs=verbs, pager=pager,
        sentence=said.format(number=waiting) if waiting else _("Nothing waits for its owner."),
        sections=[{"title": _("Gone") if gone else _("On the shelf"), "lines": lines, "empty": _("Nothing here.")}],
    )  # fmt: skip


def _out(thing) -> Outcome | None:
    return getattr(thing, "outcome", None)


def one_thing(request, pk: int) -> FoundThing:
    rows = FoundThing.objects.visible_to(request.user).select_related(
        "school__bureau", "place", "photo", "recorded_by", "outcome__by", "outcome__pupil"
    )
    thing = get_object_or_404(rows, pk=pk)
    authorise(request.user, SEE_REST, school=thing.school, at=request.now)
    return thing


@require_safe
def thing(request, pk):
    thing = one_thing(request, pk)
    today = thing.school.localdate(request.now)
    until, out = kept_until(thing, on=today), _out(thing)
    verbs, blocked = [], []
    if not out and may(request, RECORD_FOUND):
        href = reverse("discipline:claim", args=[thing.pk])
        verbs.append({"label": _("Give to its owner"), "icon": "user-check", "href": href, "primary": True})
    if not out and may(request, DISPOSE_FOUND):
        refusals = list(may_dispose(thing, kept_until=until, today=today, is_out=False))
        offer = {"label": _("Dispose of it"), "icon": "trash", "id": "dispose", "refusals": refusals}
        href = reverse("discipline:dispose", args=[thing.pk])
        (blocked if refusals else verbs).append(offer | {"href": href})
    facts = [
        (_("Found at"), thing.happened_at), (_("Where"), joined(thing.place and thing.place.name, thing.where)),
        (_("Found by"), thing.found_by), (_("Shelf"), thing.shelf),
        (_("Kept until"), "" if out else f"{until:%Y-%m-%d}"),
        (_("Recorded by"), thing.recorded_by.name),
    ]  # fmt: skip
    sections = [{"title": _("The thing"), "facts": facts, "papers": [thing.photo] if thing.photo else []}]
    sentence = _("{what} waits on {shelf}.").format(what=thing.what, shelf=thing.shelf)
    if out:
        whose = out.who
        if out.pupil:
            whose = out.pupil.name if may(request, SEE_NAMES) else _("A pupil")
        left = [(_("How"), out.get_kind_display()), (_("Owner"), whose), (_("In words"), out.how), (_("At"), out.at),
                (_("By"), out.by.name)]  # fmt: skip
        sections.insert(0, {"title": _("How it left"), "facts": left})
        sentence = f"{thing.what}{_(': ')}{out.get_kind_display()}"
    return page(
        request, title=thing.code, sentence=sentence, sections=sections, crumbs=_trail(), verbs=verbs, blocked=blocked,
        history=Entry.objects.about(thing)[:20],
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def shelve(request):
    school = request.school
    more = {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}
    form = ShelveForm(places=open_places(school, school.localdate(request.now)), **more)
    return ask(
        request, form, actions.shelve_found, needs=RECORD_FOUND, school=school, title=_("Shelve a found thing"),
        submit=_("Shelve it"), back=reverse("discipline:found"), crumbs=_trail(), offline=True,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def claim(request, pk):
    thing = one_thing(request, pk)
    form = ClaimForm(sent(request), school=thing.school, on=thing.school.localdate(request.now))
    return ask(
        request, form, actions.give_to_owner, needs=RECORD_FOUND, thing=thing, about=[thing],
        title=_("Give {code} to its owner").format(code=thing.code), submit=_("Give to its owner"),
        back=thing.get_absolute_url(), crumbs=_trail((thing.code, thing.get_absolute_url())),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def dispose(request, pk):
    thing = one_thing(request, pk)
    return ask(
        request, DisposeForm(sent(request)), actions.dispose_found, needs=DISPOSE_FOUND, thing=thing, about=[thing],
        title=_("Dispose of {code}").format(code=thing.code), submit=_("Approve and dispose"),
        back=thing.get_absolute_url(), crumbs=_trail((thing.code, thing.get_absolute_url())),
    )  # fmt: skip
