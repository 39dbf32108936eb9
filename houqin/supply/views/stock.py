"""The store at a glance, and what goes out of it for other purposes than a meal."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from houqin.journal.models import Entry
from houqin.kernel.http import go, show
from houqin.kernel.permissions import authorise
from houqin.kernel.quantities import BaseUnit, major_unit, to_base
from houqin.kernel.refusals import Refused
from houqin.kernel.shown import shown
from houqin.supply.actions import issue_lots, open_stock, return_to_store
from houqin.supply.actions.issues import still_out
from houqin.supply.forms.store import IssueForm, OfferedLot, OpenStockForm, ReturnForm
from houqin.supply.models import Article, Issue, Movement
from houqin.supply.permissions import COUNT_STOCK, ISSUE_STOCK, OPEN_STOCK, PREPARE_LOTS
from houqin.supply.selectors.choosing import articles_in_stock, lots_to_take
from houqin.supply.selectors.stock import FILTERS, StockRow, stock_page, stock_sentence
from houqin.supply.views.seeing import may_see_store, thing, whole
from houqin.supply.views.words import SHAPES, state_word

ISSUES_ON_A_PAGE = 50


@require_safe
def stock(request, state: str = ""):
    """What is there, first expired first; the counters are the filters."""
    school = may_see_store(request)
    asked = request.GET.get("q", "").strip()[:60]
    page = stock_page(
        school, state or request.GET.get("state", ""), request.GET.get("page", 1),
        on=school.localdate(request.now), text=asked,
    )  # fmt: skip
    return show(
        request,
        "supply/stock.html",
        stock=page,
        sentence=stock_sentence(page),
        counters=_counters(page),
        lines=[_line(row) for row in page.rows],
        empty=_("Nothing like that is in the store.") if asked else _("Nothing here. That is good."),
        may=_may(request, school),
    )


def _may(request, school) -> dict[str, bool]:
    named = {"issue": ISSUE_STOCK, "count": COUNT_STOCK, "prepare": PREPARE_LOTS, "open": OPEN_STOCK}
    return {name: request.user.may(permission, school=school, at=request.now) for name, permission in named.items()}


def _counters(page) -> list[dict]:
    labels = {
        "stock": (_("In the store"), ""),
        "near": (_("Near expiry"), "late"),
        "expired": (_("Expired"), "missed"),
        "stopped": (_("Out of use"), "held"),
    }
    return [
        {
            "value": page.counts[name],
            "label": labels[name][0],
            "state": labels[name][1] if page.counts[name] else "",
            "url": f"{reverse('supply:stock')}?state={name}",
            "current": page.filter == name,
        }
        for name in FILTERS
    ]


def days_left(days: int) -> str:
    """How long it may be used, said so that nobody subtracts."""
    if days < 0:
        return ngettext("{days} day past", "{days} days past", -days).format(days=-days)
    if days == 0:
        return _("last day today")
    return ngettext("{days} day left", "{days} days left", days).format(days=days)


def _line(row: StockRow) -> dict:
    lot = row.lot
    facts = [_("expires {day}").format(day=f"{lot.expiration_date:%Y-%m-%d}"), days_left(row.days_left)]
    if row.state != "usable":
        facts.insert(0, state_word(row.state))
    if row.made_from:
        facts.append(_("made from {code}").format(code=row.made_from))
    if lot.space:
        facts.append(lot.space.name)
    return {
        "label": f"{lot.article.name} {lot.code}",
        "url": lot.get_absolute_url(),
        "quiet": _(", ").join(facts),
        "end": row.quantity,
        "state": SHAPES[row.state],
        "icon": "tag",
    }


@require_safe
def issues(request):
    school = may_see_store(request)
    rows = Issue.objects.of(school).select_related("issued_by").order_by("-issued_at", "-pk")
    page = Paginator(rows, ISSUES_ON_A_PAGE).get_page(request.GET.get("page", 1))
    lines = [
        {
            "label": f"{one.code} {one.purpose}",
            "url": one.get_absolute_url(),
            "quiet": f"{shown(one.issued_at)} {one.issued_by.name}",
        }
        for one in page.object_list
    ]
    return show(request, "supply/issues.html", page=page, lines=lines, may=_may(request, school))


@require_http_methods(["GET", "HEAD", "POST"])
def issue(request, pk):
    """One hand-out: what went, what is still out, and the form that takes it back."""
    issue = thing(request, Issue.objects.select_related("issued_by"), pk)
    if request.method == "POST":
        authorise(request.user, ISSUE_STOCK, school=issue.school, at=request.now)
    movements = list(Movement.objects.filter(issue=issue).select_related("lot__article", "moved_by").order_by("pk"))
    out = still_out(issue)
    lots = {one.lot_id: one.lot for one in movements}
    open_lots = [(lot, out[pk]) for pk, lot in lots.items() if out.get(pk, 0) > 0]
    may = request.user.may(ISSUE_STOCK, school=issue.school, at=request.now)
    form = ReturnForm(request.POST or None, lots=open_lots) if may and open_lots else None
    if request.method == "POST" and form and form.submit(request, return_to_store, about=[issue], issue=issue):
        return go(issue)
    return show(
        request, "supply/issue.html", form=form, issue=issue, movements=movements, open_lots=open_lots,
        history=list(Entry.objects.about(issue)),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def new_issue(request):
    """Two steps on one page: say what is wanted, then take what is suggested or say why not."""
    school = may_see_store(request)
    wanted, mistakes = wanted_articles(request, school)
    offers, missing = offered(request, school, wanted)
    form = IssueForm(request.POST or None, offers=offers)
    if request.method == "POST":
        made = form.submit(request, issue_lots, about=[offer.lot for offer in offers], school=school)
        if made:
            return go(made)
    return show(
        request, "supply/new_issue.html", form=form, missing=missing, mistakes=mistakes,
        wanted=[(article, article.quantity(amount)) for article, amount in wanted],
        articles=articles_in_stock(school),
        kept_pairs=kept_pairs(request),
    )  # fmt: skip


def kept_pairs(request) -> list[tuple[str, str]]:
    """What the address already asks for, to be sent along by the form that adds one more."""
    return [(name, value) for name in ("make", "lot", "article", "amount") for value in request.GET.getlist(name)]


def wanted_articles(request, school) -> tuple[list[tuple[Article, int]], list[str]]:
    """`?article=3&amount=12.5`, any number of pairs, amounts in kg, L or pieces. Mistakes come as sentences."""
    pairs = list(zip(request.GET.getlist("article"), request.GET.getlist("amount"), strict=False))[:40]
    articles = Article.objects.of(school).in_bulk([pk for text, _amount in pairs if (pk := whole(text))])
    wanted: dict[int, int] = {}
    mistakes = []
    for text, amount in pairs:
        article = articles.get(whole(text))
        if article is None:
            continue
        unit = str(major_unit(BaseUnit(article.base_unit)).value)
        try:
            base = to_base(amount, unit, base=article.base_unit, article=article.name)
            wanted[article.pk] = wanted.get(article.pk, 0) + base
        except Refused as refused:
            mistakes += [f"{article.name}: {refusal.sentence}" for refusal in refused.refusals]
    return [(articles[pk], amount) for pk, amount in wanted.items()], mistakes


def offered(request, school, wanted) -> tuple[list[OfferedLot], list]:
    """Lots to choose from, the suggested ones filled in; those posted or named in the address are among them."""
    asked = {whole(text) for text in request.GET.getlist("lot")[:20]}
    posted = {whole(name.removeprefix("amount_")) for name in request.POST if name.startswith("amount_")}
    suggested, rest, missing = lots_to_take(
        school, {article.pk: amount for article, amount in wanted}, school.localdate(request.now),
        also=[pk for pk in asked | posted if pk],
    )  # fmt: skip
    offers = [OfferedLot(one.lot, one.amount, one.why) for one in suggested]
    return offers + [OfferedLot(lot, is_asked=lot.pk in asked) for lot in rest], missing


@require_http_methods(["GET", "HEAD", "POST"])
def opening(request):
    """Book what was in the store before: choose the article, then its dates and amount."""
    school = may_see_store(request)
    articles = Article.objects.of(school).in_use().order_by("name", "pk")
    article = get_object_or_404(articles, pk=pk) if (pk := whole(request.GET.get("article"))) else None
    form = OpenStockForm(request.POST or None, article=article) if article else None
    if request.method == "POST" and form:
        lot = form.submit(request, open_stock, article=article)
        if lot:
            return go(lot)
    return show(request, "supply/opening.html", form=form, article=article, articles=articles)
