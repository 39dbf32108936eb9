"""What must always be done at the door and in the store."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Exists, Max, OuterRef
from django.utils.translation import gettext_lazy as _

from houqin.duties.declaring import Done, duty, subjects
from houqin.duties.schedules import Daily, Each, Monthly, Occasion, Window
from houqin.supply.models import Approval, Certificate, Delivery, DeliveryLine, Lot, StockCount, StoreCheck
from houqin.supply.models.deliveries import RejectReason
from houqin.tenancy.parameters import certificate_warning_days, numbers_of
from houqin.tenancy.posts import Post

DAY = timedelta(days=1)
#: Meat in the sun does not wait longer (GR-05, GR-06 name no time). A house rule.
INSPECTED_WITHIN = timedelta(hours=1)

#: Two readings a day (ST-05): before the morning's goods are put away, and in the afternoon. The hours are ours.
MORNING_BY, AFTERNOON_OPENS, AFTERNOON_BY = time(10, 30), time(13, 0), time(19, 0)


# What the sources need is loaded once for all schools whose occasions are listed together.


def _around(first: date, last: date) -> dict:
    """Moments that may lie in these days of any zone."""
    begins_at, ends_at = (datetime.combine(on, time(0, 0), tzinfo=UTC) for on in (first - DAY, last + 2 * DAY))
    return {"arrived_at__gte": begins_at, "arrived_at__lt": ends_at}


def _came(schools, first: date, last: date) -> dict[int, list[Delivery]]:
    found: dict[int, list[Delivery]] = defaultdict(list)
    rows = Delivery.objects.filter(school__in=schools, **_around(first, last))
    for delivery in rows.order_by("arrived_at", "pk"):
        found[delivery.school_id].append(delivery)
    return found


def _came_without_papers(schools, first: date, last: date) -> set[int]:
    """Keys of deliveries of which something was set aside for want of papers."""
    rows = DeliveryLine.objects.filter(
        delivery__in=Delivery.objects.filter(school__in=schools, **_around(first, last)),
        quarantined_amount__gt=0, reject_reason=RejectReason.NO_PAPERS,
    )  # fmt: skip
    return set(rows.values_list("delivery_id", flat=True))


def _hours(schools, first: date, last: date):
    return numbers_of(schools, ("missing_papers_max_hours",), first, last)


def _deliveries(window: Window):
    """Deliveries that arrived in a window, each with its day."""
    for delivery in window.once(_came)[window.school.pk]:
        on = window.school.localdate(delivery.arrived_at)
        if on in window.days:
            yield delivery, on


def _trucks_to_inspect(window: Window) -> Iterator[Occasion]:
    for delivery, on in _deliveries(window):
        arrived = delivery.arrived_at
        yield Occasion(delivery.code, on, arrived, arrived + INSPECTED_WITHIN, None, delivery)


@duty(
    "supply.inspect", title=_("Finish the inspection of {subject}"), schedule=Each(_trucks_to_inspect),
    owner=Post.STOREKEEPER,
    ladder=((30, Post.FOOD_SAFETY_OFFICER), (60, Post.FOOD_SAFETY_DIRECTOR), (180, Post.GENERAL_AFFAIRS_DIRECTOR)),
    rule="GR-06", clauses=("C-08", "C-10"), view="supply:delivery", verb=_("Inspect"),
)  # fmt: skip
def inspected(duties):
    """One query."""
    for one, delivery in subjects(duties, Delivery):
        if delivery.inspected_at:
            yield Done(one, at=delivery.inspected_at, thing=delivery)


def _set_aside_without_papers(delivery_ids) -> dict[int, list[Lot]]:
    """Delivery → its lots that were set aside for want of papers, as they stand now. One query."""
    rows = Lot.objects.filter(
        line__delivery__in=delivery_ids, line__quarantined_amount__gt=0, line__reject_reason=RejectReason.NO_PAPERS
    ).select_related("line")
    found = defaultdict(list)
    for lot in rows:
        found[lot.line.delivery_id].append(lot)
    return found


def _still_waits(lot: Lot) -> bool:
    return lot.quarantined_at is not None and lot.rejected_at is None and lot.emptied_at is None


def _papers_to_bring(window: Window) -> Iterator[Occasion]:
    limits, without = window.once(_hours)[window.school.pk], window.once(_came_without_papers)
    for delivery, on in _deliveries(window):
        if delivery.inspected_at and delivery.pk in without:
            since, hours = delivery.inspected_at, int(limits[on]["missing_papers_max_hours"])
            yield Occasion(delivery.code, on, since, since + timedelta(hours=hours), None, delivery)


@duty(
    "supply.bring-papers", title=_("Decide on goods of {subject} set aside without papers"),
    schedule=Each(_papers_to_bring), owner=Post.BUYER,
    ladder=((60, Post.FOOD_SAFETY_OFFICER), (24 * 60, Post.FOOD_SAFETY_DIRECTOR)),
    rule="GR-07", clauses=("C-09a",), view="supply:delivery", verb=_("Decide"),
)  # fmt: skip
def papers_are_settled(duties):
    """Done when every lot set aside was freed, rejected or sent away. Two queries.

    A lot that was freed says no moment of its own: it counts from when it last moved.
    """
    duties = list(duties)
    lots = _set_aside_without_papers({one.subject_id for one in duties})
    settled = {one: lots[one.subject_id] for one in duties if lots[one.subject_id]}
    settled = {one: found for one, found in settled.items() if not any(map(_still_waits, found))}
    moved = Lot.objects.filter(pk__in=[lot.pk for found in settled.values() for lot in found])
    last = dict(moved.annotate(last_moved_at=Max("movements__moved_at")).values_list("pk", "last_moved_at"))
    for one, found in settled.items():
        moments = [moment for lot in found for moment in (lot.rejected_at, last.get(lot.pk)) if moment]
        yield Done(one, at=max(moments, default=one.opens_at), thing=found[0])


def _rounds(duties) -> dict[tuple[int, date], list[StoreCheck]]:
    """(school, day) → the rounds of that day, first to last. One query."""
    by_school = {one.school_id: one.school for one in duties}
    begins_at, ends_at = min(one.opens_at for one in duties), max(one.closes_at for one in duties)
    rows = StoreCheck.objects.filter(school__in=by_school, checked_at__gte=begins_at - DAY, checked_at__lt=ends_at)
    found = defaultdict(list)
    for row in rows.select_related("by").order_by("checked_at", "pk"):
        found[row.school_id, by_school[row.school_id].localdate(row.checked_at)].append(row)
    return found


def _uncleared(duties) -> set[tuple[int, date]]:
    """(school, day) on which a lot past its date stands outside quarantine. One query."""
    last = max(one.on for one in duties)
    lots = Lot.objects.in_stock().filter(school__in={one.school_id for one in duties}, quarantined_at=None)
    rows = list(lots.expired(last).values_list("school_id", "expiration_date"))
    days = {(one.school_id, one.on) for one in duties}
    return {(school, on) for school, on in days if any(key == school and expires < on for key, expires in rows)}


CHECK = {
    "owner": Post.STOREKEEPER, "ladder": ((60, Post.FOOD_SAFETY_OFFICER), (240, Post.FOOD_SAFETY_DIRECTOR)),
    "clauses": ("C-11", "C-33"), "view": "supply:new-check", "verb": _("Check"),
}  # fmt: skip


@duty(
    "supply.check-store-morning", title=_("Check the store in the morning"), schedule=Daily(by=MORNING_BY),
    rule="ST-01", **CHECK,
)  # fmt: skip
def morning_round(duties):
    """Done by the day's first round, once nothing past its date stands outside quarantine. Two queries."""
    duties = list(duties)
    rounds, uncleared = _rounds(duties), _uncleared(duties)
    for one in duties:
        made = rounds[one.school_id, one.on]
        if made and (one.school_id, one.on) not in uncleared:
            yield Done(one, at=made[0].checked_at, by=made[0].by, thing=made[0])


@duty(
    "supply.check-store-afternoon", title=_("Check the store in the afternoon"),
    schedule=Daily(by=AFTERNOON_BY, opens=AFTERNOON_OPENS), rule="ST-05", **CHECK,
)  # fmt: skip
def afternoon_round(duties):
    """Done by a round after noon that is not the day's first. One query."""
    duties = list(duties)
    rounds = _rounds(duties)
    for one in duties:
        later = [row for row in rounds[one.school_id, one.on][1:] if row.checked_at >= one.opens_at]
        if later:
            yield Done(one, at=later[0].checked_at, by=later[0].by, thing=later[0])


@duty(
    "supply.count-stock", title=_("Count the stock"), schedule=Monthly(by=time(18, 0)), owner=Post.STOREKEEPER,
    ladder=((24 * 60, Post.GENERAL_AFFAIRS_DIRECTOR), (72 * 60, Post.PRINCIPAL)),
    rule="ST-10", clauses=("C-11",), view="supply:new-count", verb=_("Count now"),
)  # fmt: skip
def stock_is_counted(duties):
    """One query."""
    duties = list(duties)
    begins_at, ends_at = min(one.opens_at for one in duties), max(one.closes_at for one in duties)
    rows = StockCount.objects.filter(
        school__in={one.school_id for one in duties}, counted_at__gte=begins_at, counted_at__lt=ends_at
    )
    rows = list(rows.select_related("counted_by").order_by("counted_at"))
    for one in duties:
        for row in rows:
            if row.school_id == one.school_id and one.opens_at <= row.counted_at < one.closes_at:
                yield Done(one, at=row.counted_at, by=row.counted_by, thing=row)
                break


def _before_the_end(window: Window, ends_on: date, key: str, supplier) -> Occasion:
    """Open at the first warning, due at the second, and closed when it has lapsed: then a gate refuses (GT-01)."""
    first, second, _third = certificate_warning_days()
    school, opens_on = window.school, ends_on - first * DAY
    return Occasion(
        key, opens_on, school.moment(opens_on, time(0, 0)), school.moment(ends_on - second * DAY, time(17, 0)),
        school.moment(ends_on + DAY, time(0, 0)), supplier,
    )  # fmt: skip


#: Minutes after the deadline (30 days before the end): a week before the end, and on its last day.
LAPSING = ((23 * 24 * 60, Post.FOOD_SAFETY_DIRECTOR), (30 * 24 * 60, Post.PRINCIPAL))


def _later_ones(model, same: str, ends: str):
    """Rows of the same supplier and kind that hold longer and were not withdrawn."""
    later = {"supplier": OuterRef("supplier"), same: OuterRef(same), f"{ends}__gt": OuterRef(ends)}
    return Exists(model.objects.filter(**later, withdrawn_at=None))


def _lapsing(model, same: str, ends: str):
    """The schedule of what lapses and has no successor."""

    def load(schools, first: date, last: date) -> dict[int, list]:
        found = defaultdict(list)
        rows = model._base_manager.filter(
            ~_later_ones(model, same, ends), school__in=schools, withdrawn_at=None,
            **{f"{ends}__gte": first, f"{ends}__lte": last + certificate_warning_days()[0] * DAY},
        )  # fmt: skip
        for row in rows.select_related("supplier").order_by(ends, "pk"):
            found[row.school_id].append(row)
        return found

    def source(window: Window) -> Iterator[Occasion]:
        for row in window.once(load)[window.school.pk]:
            yield _before_the_end(window, getattr(row, ends), str(row.pk), row.supplier)

    return Each(source)


def _renewed(duties, model, same: str, ends: str, made_at: str, made_by: str) -> Iterator[Done]:
    """Done by a later one of its kind, or when it was withdrawn. Two queries."""
    duties = list(duties)
    old = model._base_manager.in_bulk([int(one.key) for one in duties])
    rows = model._base_manager.filter(supplier__in={row.supplier_id for row in old.values()}, withdrawn_at=None)
    newer = defaultdict(list)
    for row in rows.select_related(made_by).order_by(made_at, "pk"):
        newer[row.supplier_id, getattr(row, same)].append(row)
    for one in duties:
        if (was := old.get(int(one.key))) is None:
            continue
        later = [
            row for row in newer[was.supplier_id, getattr(was, same)] if getattr(row, ends) > getattr(was, ends)
        ]  # fmt: skip
        if later:
            yield Done(one, at=getattr(later[0], made_at), by=getattr(later[0], made_by), thing=later[0])
        elif was.withdrawn_at:
            yield Done(one, at=was.withdrawn_at, thing=was)


@duty(
    "supply.renew-certificate", title=_("Ask {subject} for a new licence or paper before the old one lapses"),
    schedule=_lapsing(Certificate, "kind", "valid_until"), owner=Post.BUYER, ladder=LAPSING,
    rule="SQ-06", clauses=("C-09a",), view="supply:supplier", verb=_("Renew"),
)  # fmt: skip
def certificate_is_renewed(duties):
    """Two queries."""
    yield from _renewed(duties, Certificate, "kind", "valid_until", "recorded_at", "recorded_by")


@duty(
    "supply.renew-approval", title=_("Decide on the approval of {subject} before it ends"),
    schedule=_lapsing(Approval, "goods_class", "ends_on"), owner=Post.GENERAL_AFFAIRS_DIRECTOR, ladder=LAPSING,
    rule="SQ-09", clauses=("C-07",), view="supply:supplier", verb=_("Approve"),
)  # fmt: skip
def approval_is_renewed(duties):
    """Two queries."""
    yield from _renewed(duties, Approval, "goods_class", "ends_on", "approved_at", "approved_by")
