"""One delivery as its inspectors see it: what cannot be taken on top, the rest folded, what is missing at the end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter

from django.db.models import Count, Q, QuerySet

from houqin.kernel.prepared import Prepared, give
from houqin.kernel.refusals import Refusal
from houqin.people.gates import canteen_has_its_people
from houqin.people.selectors import holders
from houqin.supply.gates.receiving import (
    delivery_is_open,
    inspection_may_finish,
    line_may_be_accepted,
    signing_is_possible,
)
from houqin.supply.goods_classes import goods_class
from houqin.supply.models import Delivery, DeliveryLine, Lot, Paper, Signature
from houqin.supply.models.deliveries import RejectReason
from houqin.supply.places import stores_are_usable, stores_of
from houqin.supply.reasons import Reason
from houqin.supply.selectors.suppliers import supplier_with_standing
from houqin.tenancy.parameters import parameters_of

#: Why goods go back, when the gates say no: the first that fits, worst first.
SUGGESTED = (
    (Reason.PAST_ITS_DATE, RejectReason.PAST_DATE),
    (Reason.TOO_WARM, RejectReason.WRONG_TEMPERATURE),
    (Reason.TOO_COLD, RejectReason.WRONG_TEMPERATURE),
    (Reason.DATE_MISSING, RejectReason.UNLABELLED),
    (Reason.DOCUMENT_MISSING, RejectReason.NO_PAPERS),
    (Reason.DOCUMENT_EXPIRED, RejectReason.NO_PAPERS),
    (Reason.DOCUMENT_FOR_ANOTHER_LOT, RejectReason.NO_PAPERS),
    (Reason.TEST_WITHOUT_RESULT, RejectReason.NO_PAPERS),
)


@dataclass
class LookedAt:
    """One line with everything that speaks against it. `state` is blocked, partial, open or taken."""

    line: DeliveryLine
    state: str
    refusals: list[Refusal]
    earlier_than: Lot | None = None
    reject_reason: str = RejectReason.OTHER

    @property
    def weighed_less(self) -> int:
        """How much the scale shows below the note; 0 when it was not weighed or agrees."""
        weighed = self.line.weighed_amount
        return max(0, self.line.amount - weighed) if weighed is not None else 0

    @property
    def days_earlier(self) -> int:
        if not self.earlier_than or not self.line.expiration_date:
            return 0
        return (self.earlier_than.expiration_date - self.line.expiration_date).days


@dataclass
class InspectionPage:
    delivery: Delivery
    lines: list[LookedAt]
    signatures: list[Signature]
    missing: list[Refusal]
    cannot_sign: list[Refusal]
    lots: list[Lot] = field(default_factory=list)
    is_late: bool = False

    @property
    def in_the_way(self) -> list[Refusal]:
        """What no line and no signature mends: the supplier's standing, banned goods, vacant posts."""
        of_lines = {refusal.reason for one in self.lines for refusal in one.refusals}
        closing = {Reason.LINES_UNDECIDED, Reason.MORE_INSPECTORS, Reason.ONLY_THE_BUYER, Reason.NO_LINES}
        return [one for one in self.missing if one.reason not in closing | of_lines]

    def of(self, *states: str) -> list[LookedAt]:
        return [one for one in self.lines if one.state in states]


#: What an inspection reads, in the order it is shown. Whoever has loaded them under a lock is not asked again.
LINES = Prepared(
    lambda delivery: DeliveryLine.objects.filter(delivery=delivery).select_related("article").order_by("number")
)
PAPERS = Prepared(lambda lines: Paper.objects.filter(line__in=lines))
SIGNATURES = Prepared(
    lambda delivery: Signature.objects.filter(delivery=delivery).select_related("user").order_by("signed_at", "pk")
)


def with_lines(delivery: Delivery) -> Delivery:
    """With its lines, their articles and papers, and the signatures, for whoever asks `lines.all()`.

    Three queries, none when they are there.
    """
    if "lines" not in getattr(delivery, "_prefetched_objects_cache", ()):
        lines = LINES(delivery=delivery)
        for line in lines:
            line.delivery = delivery
        give([delivery], "lines", lines, attrgetter("delivery_id"))
        give(lines, "papers", PAPERS(lines=lines) if lines else (), attrgetter("line_id"))
        give([delivery], "signatures", SIGNATURES(delivery=delivery), attrgetter("delivery_id"))
    return delivery


def inspection(delivery: Delivery, *, actor, at: datetime) -> InspectionPage:
    """The whole page in a fixed number of queries, whatever the number of lines."""
    school = delivery.school
    on = school.localdate(delivery.arrived_at)
    with_lines(delivery)
    lines, signatures = list(delivery.lines.all()), list(delivery.signatures.all())
    is_open = not list(delivery_is_open(delivery))
    page = InspectionPage(delivery, [], signatures, [], [], is_late=on != school.localdate(delivery.received_at))
    if not is_open:
        page.lines = [LookedAt(line, _state(line, []), []) for line in lines]
        lots = Lot.objects.filter(line__delivery=delivery).select_related("article", "space")
        page.lots = list(lots.with_balance().order_by("code"))
        return page
    delivery.supplier = supplier_with_standing(delivery.supplier_id)
    parameters = parameters_of(school, on=on)
    last = _latest_in_store(lines, on=school.localdate(at))
    page.lines = [look_at(line, on=on, parameters=parameters, in_store=last) for line in lines]
    page.missing = [
        *inspection_may_finish(delivery, lines, signatures, on=on, parameters=parameters),
        *canteen_has_its_people(holders(school, on=school.localdate(at))),
        *stores_are_usable(lines, *stores_of(school)),
    ]
    page.cannot_sign = list(signing_is_possible(delivery, lines, signatures, actor))
    return page


def look_at(
    line: DeliveryLine, *, on: date, parameters: Mapping[str, Decimal], in_store: Mapping[int, Lot]
) -> LookedAt:
    refusals = list(line_may_be_accepted(line, line.papers.all(), on=on, parameters=parameters))
    looked = LookedAt(line, _state(line, refusals), refusals)
    found = {refusal.reason for refusal in refusals}
    looked.reject_reason = next((why for reason, why in SUGGESTED if reason in found), RejectReason.OTHER)
    lot = in_store.get(line.article_id)
    if lot and line.expiration_date and line.expiration_date < lot.expiration_date:
        looked.earlier_than = lot
    return looked


def look_at_one(line: DeliveryLine, *, at: datetime) -> LookedAt:
    """One line on its own page."""
    school = line.school
    on = school.localdate(line.delivery.arrived_at)
    in_store = _latest_in_store([line], on=school.localdate(at))
    return look_at(line, on=on, parameters=parameters_of(school, on=on), in_store=in_store)


def _state(line: DeliveryLine, refusals: list[Refusal]) -> str:
    if line.accepted_amount is None:
        return "blocked" if refusals else "open"
    if line.accepted_amount and refusals:
        return "blocked"
    return "partial" if line.returned_amount or line.quarantined_amount else "taken"


def _latest_in_store(lines: Iterable[DeliveryLine], *, on: date) -> dict[int, Lot]:
    """Of each article, the usable lot that expires last. One query. Who receives something older is told (C10)."""
    articles = {line.article_id for line in lines}
    lots = Lot.objects.filter(article__in=articles).usable(on).exclude(line__in=[line.pk for line in lines])
    return {lot.article_id: lot for lot in lots.order_by("expiration_date", "pk")}


def wanted_papers(looked: LookedAt, papers: Iterable[Paper]) -> list[str]:
    """Document kinds of the groups that no paper meets yet: offered first."""
    return [kind for group in wanted_groups(looked.line, papers) for kind in group]


def wanted_groups(line: DeliveryLine, papers: Iterable[Paper]) -> list[tuple[str, ...]]:
    """The groups that no paper meets yet; any one kind of a group does."""
    held = {paper.kind for paper in papers if not paper.withdrawn_at}
    groups = goods_class(line.article.goods_class).lot_documents
    return [tuple(kind.code for kind in group) for group in groups if not held & {kind.code for kind in group}]


def deliveries_of(school, state: str, text: str = "") -> QuerySet:
    rows = Delivery.objects.of(school).select_related("supplier")
    if state in Delivery.State.values:
        rows = rows.filter(state=state)
    if text:
        rows = rows.filter(Q(code__icontains=text) | Q(supplier__name__icontains=text) | Q(note_number__icontains=text))
    return rows.annotate(line_count=Count("lines")).order_by("-arrived_at", "-pk")


def counts(rows: QuerySet, column: str = "state") -> dict[str, int]:
    """How many rows in each state. One query."""
    return dict(rows.order_by().values_list(column).annotate(number=Count("pk")))
