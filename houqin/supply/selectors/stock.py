"""What is in the store, and what to take from it first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from houqin.kernel.prepared import Prepared
from houqin.kernel.shown import shown
from houqin.supply.models import Article, Certificate, Delivery, Lot, Order
from houqin.supply.selectors.lots import balances, held_ancestors, made_here
from houqin.supply.shelf_life import is_usable
from houqin.tenancy.schools import School

PAGE_LOTS = 50


@dataclass(frozen=True)
class Suggestion:
    """Take `amount` of `lot`, of which `left` are there; or, with no lot, `amount` is what the store cannot give."""

    article: Article
    lot: Lot | None
    amount: int
    left: int
    why: str

    @property
    def quantity(self):
        return self.article.quantity(self.amount)


def suggest_lots(school, wanted: dict[int, int], on: date) -> list[Suggestion]:
    """First expired first out for base units by article key; a lot that does not suffice is followed by the next.

    What cannot be given comes as a suggestion without a lot that says why. Two queries, a third when some lot
    was made here. Articles of another school are left out.
    """
    articles = list(Article.objects.of(school).filter(pk__in=wanted).order_by("name", "pk"))
    lots = Lot.objects.of(school).in_stock().filter(article__in=articles).select_related("article", "space")
    by_article: dict[int, list[Lot]] = {article.pk: [] for article in articles}
    found = list(lots.with_balance().first_expired_first_out())
    blocked = held_ancestors(made_here(found))
    for lot in found:
        by_article[lot.article_id].append(lot)
    suggestions = []
    for article in articles:
        suggestions += _for_article(article, by_article[article.pk], wanted[article.pk], on, blocked)
    return suggestions


def _for_article(article, lots: list[Lot], wanted: int, on: date, blocked: dict) -> Iterable[Suggestion]:
    missing = wanted
    usable = [lot for lot in lots if is_usable(lot, on) and lot.pk not in blocked and lot.left > 0]
    for place, lot in enumerate(usable):
        if missing <= 0:
            break
        taken = min(missing, lot.left)
        missing -= taken
        yield Suggestion(article, lot, taken, lot.left, _why(lot, place, len(usable)))
    if missing > 0:
        there = sum(lot.left for lot in usable)
        yield Suggestion(article, None, missing, there, _why_not(article, lots, usable, on, blocked, missing))


def _why(lot: Lot, place: int, of: int) -> str:
    if of == 1:
        return _("The only usable lot.")
    said = _("Expires first, {day}.") if place == 0 else _("Next to expire, {day}.")
    return said.format(day=shown(lot.expiration_date))


def _why_not(article, lots, usable, on, blocked, missing) -> str:
    """One sentence: what is lacking, and what stands in the store that may not be used."""
    lacking = article.quantity(missing)
    if not lots:
        return _("No {article} is in the store; {lacking} are missing.").format(article=article, lacking=lacking)
    kinds = [
        (_("expired"), [lot for lot in lots if lot.expiration_date < on]),
        (_("held"), [lot for lot in lots if lot.held_at or lot.pk in blocked]),
        (_("quarantined"), [lot for lot in lots if lot.quarantined_at]),
        (_("rejected"), [lot for lot in lots if lot.rejected_at]),
    ]
    said = [f"{word} {shown([lot.code for lot in those])}" for word, those in kinds if those]
    if not said:
        return _("All usable {article} is in this list; {lacking} are missing.").format(
            article=article, lacking=lacking)  # fmt: skip
    return _("{lacking} of {article} are missing; not usable: {lots}.").format(
        lacking=lacking, article=article, lots="; ".join(said))  # fmt: skip


class CountedPaginator(Paginator):
    """A paginator that was told how many there are, so that it does not count again."""

    def __init__(self, rows, per_page, *, count: int):
        super().__init__(rows, per_page)
        self._told = count

    @property
    def count(self):
        return self._told


@dataclass(frozen=True)
class StockRow:
    lot: Lot
    left: int
    state: str
    days_left: int
    made_from: str = ""

    @property
    def quantity(self):
        return self.lot.article.quantity(self.left)


@dataclass(frozen=True)
class StockPage:
    """`counts` by filter name; `rows` of one page; `today` expire on that very day."""

    counts: dict[str, int]
    today: int
    rows: list[StockRow]
    page: Page
    filter: str
    text: str


#: The filters of the stock page, in the order of its counters.
FILTERS = ("stock", "near", "expired", "stopped")


def _filters(on: date) -> dict[str, Q]:
    """Each filter once, for the counter and for the list: the two can never disagree."""
    stopped = Q(held_at__isnull=False) | Q(quarantined_at__isnull=False) | Q(rejected_at__isnull=False)
    return {
        "stock": Q(),
        "near": Q(near_expiry_on__lte=on, expiration_date__gte=on),
        "expired": Q(expiration_date__lt=on),
        "stopped": stopped,
    }


#: A supplier's paper is asked for this long before it lapses (rule PH-05 gives the first warning for certificates).
PAPERS_BEFORE = timedelta(days=30)
#: What Today counts: lots by the filters of the stock page and those to use first; and what waits elsewhere.
OF_LOTS, ELSEWHERE = (*FILTERS, "first"), ("arrived", "drafts", "papers")


def store_counts(school, on: date) -> dict[str, int]:
    """How many lots each filter of the stock page holds, and how many are to be used `first`; deliveries that have
    `arrived`, `drafts` of orders, and suppliers whose `papers` lapse soon. Two queries."""
    lots = next(iter(LOT_COUNTS(school=school, on=on)), (0,) * len(OF_LOTS))
    [others] = OTHER_COUNTS(school=school, on=on, soon=on + PAPERS_BEFORE)
    return dict(zip((*OF_LOTS, *ELSEWHERE), (*lots, *others), strict=True))


def _number(rows, what: str = "pk") -> Coalesce:
    """As a column: how many rows there are."""
    counted = rows.order_by().values("school").annotate(number=Count(what, distinct=what != "pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def _lot_counts(school, on):
    filters = _filters(on)
    filters["first"] = filters["near"] & Q(held_at=None, quarantined_at=None, rejected_at=None)
    counts = {name: Count("pk", filter=filters[name] or None) for name in OF_LOTS}
    return Lot.objects.of(school).in_stock().order_by().values("school").annotate(**counts).values_list(*OF_LOTS)


def _other_counts(school, on, soon):
    here = {"school": OuterRef("pk")}
    lapsing = Certificate.objects.filter(withdrawn_at=None, valid_until__gte=on, valid_until__lte=soon, **here)
    return School.objects.filter(pk=school).values_list(
        _number(Delivery.objects.filter(state=Delivery.State.ARRIVED, **here)),
        _number(Order.objects.filter(state=Order.State.DRAFT, **here)),
        _number(lapsing, "supplier"),
    )


LOT_COUNTS, OTHER_COUNTS = Prepared(_lot_counts), Prepared(_other_counts)


def _counted(lots, on: date, **more: Count) -> dict[str, int]:
    named = {
        name: Count("pk", filter=condition) if condition else Count("pk") for name, condition in _filters(on).items()
    }
    return lots.aggregate(**named, **more)


def stock_page(school, filter: str, page: int | str, *, on: date, text: str = "") -> StockPage:
    """One page of lots with stock, first expired first. Four queries, five when a lot was made here; flat in rows.

    Balances are summed for the lots shown only; the counters are one aggregate over the index of stock.
    """
    filters = _filters(on)
    filter = filter if filter in filters else "stock"
    lots = Lot.objects.of(school).in_stock()
    if text:
        lots = lots.filter(
            Q(code__icontains=text) | Q(article__name__icontains=text) | Q(supplier_lot__icontains=text)
            | Q(article__code__icontains=text)
        )  # fmt: skip
    counts = _counted(lots, on, today=Count("pk", filter=Q(expiration_date=on)))
    today = counts.pop("today")
    shown_lots = lots.filter(filters[filter]).select_related("article", "space").first_expired_first_out()
    found = CountedPaginator(shown_lots, PAGE_LOTS, count=counts[filter]).get_page(page)
    return StockPage(counts, today, stock_rows(found.object_list, on), found, filter, text)


def stock_rows(lots, on: date) -> list[StockRow]:
    lots = list(lots)
    left = balances(lot.pk for lot in lots) if lots else {}
    blocked = held_ancestors(made_here(lots))
    return [
        StockRow(
            lot=lot,
            left=left.get(lot.pk, 0),
            state=lot_state(lot, on, blocked.get(lot.pk, "")),
            days_left=(lot.expiration_date - on).days,
            made_from=blocked.get(lot.pk, ""),
        )
        for lot in lots
    ]


def lot_state(lot: Lot, on: date, held_ancestor: str = "") -> str:
    """The worst that can be said of a lot, in one word."""
    if lot.rejected_at:
        return "rejected"
    if lot.held_at:
        return "held"
    if held_ancestor:
        return "made_from_held"
    if lot.emptied_at:
        return "disposed" if lot.disposed_at else "empty"
    if lot.quarantined_at:
        return "quarantined"
    if lot.expiration_date < on:
        return "expired"
    if lot.near_expiry_on <= on:
        return "near"
    return "usable"


def stock_sentence(page: StockPage) -> str:
    """The answer the stock page opens with: what cannot wait, else that all is well."""
    said = []
    if page.counts["expired"]:
        number = page.counts["expired"]
        said.append(ngettext("{number} lot has expired", "{number} lots have expired", number).format(number=number))
    if page.today:
        said.append(ngettext("{number} lot expires today", "{number} lots expire today", page.today).format(
            number=page.today))  # fmt: skip
    if page.counts["stopped"]:
        number = page.counts["stopped"]
        said.append(ngettext("{number} lot is out of use", "{number} lots are out of use", number).format(
            number=number))  # fmt: skip
    if said:
        return _("{facts}.").format(facts=_(", ").join(said))
    if page.counts["near"]:
        number = page.counts["near"]
        return ngettext("Nothing has expired; {number} lot will soon.", "Nothing has expired; {number} lots will soon.",
                        number).format(number=number)  # fmt: skip
    if page.counts["stock"]:
        return _("Everything in the store can be used.")
    return _("The store is empty.")
