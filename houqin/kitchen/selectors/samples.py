"""What stands in the sample refrigerators, and what a lot has touched."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q

from houqin.incidents.selectors import open_food, open_food_incidents
from houqin.kernel.prepared import Prepared
from houqin.kitchen.models import BatchIssue, DishBatch, Meal, RetainedSample
from houqin.kitchen.origins import made_from
from houqin.supply.models import Lot, Movement
from houqin.tenancy.models import Space


@dataclass(frozen=True)
class Touched:
    """Everything a lot went into, by way of any preparation."""

    batches: list[DishBatch] = field(default_factory=list)
    meals: list[Meal] = field(default_factory=list)
    samples: list[RetainedSample] = field(default_factory=list)


def touched_by(lot: Lot) -> Touched:
    """Meals, pots and samples with this lot in them, newest first, returns to the store taken off.

    Five queries, and one more for each step of preparation.
    """
    lots = {lot.pk} | made_from([lot.pk])[lot.pk]
    left: dict[int, int] = {}
    rows = Movement.objects.filter(lot__in=lots, issue__isnull=False).values_list("issue_id", "lot_id", "amount")
    for issue, one, amount in rows:
        left[issue, one] = left.get((issue, one), 0) - amount
    issues = {issue for (issue, _one), amount in left.items() if amount > 0}
    links = BatchIssue.objects.filter(issue__in=issues, school=lot.school_id).values("batch")
    batches = list(DishBatch.objects.filter(pk__in=links).select_related("dish", "meal").order_by("-meal__on", "-pk"))
    meals = list({batch.meal_id: batch.meal for batch in batches}.values())
    samples = RetainedSample.objects.filter(batch__in=batches, corrected_by=None)
    samples = samples.select_related("batch__dish", "cabinet")
    return Touched(batches, meals, list(samples.order_by("-taken_at", "-pk")))


def cabinets_of(school) -> list[Space]:
    kind = Space.Kind.SAMPLE_REFRIGERATOR
    return list(Space.objects.of(school).filter(kind=kind, closed_on=None).order_by("code"))


def free_positions(cabinet: Space, count: int) -> list[int | None]:
    """The lowest free places of a cabinet, as many as asked; None where it has no numbered places or is full."""
    taken = set(RetainedSample.objects.in_place().filter(cabinet=cabinet).values_list("position", flat=True))
    free = [position for position in range(1, cabinet.positions + 1) if position not in taken]
    return (free + [None] * count)[:count]


def held(incidents) -> Q:
    """Locked by hand, or evidence: of a meal in the window of an open case (RS-10)."""
    found = Q(locked_at__isnull=False)
    for incident in incidents:
        found |= Q(batch__meal__serves_at__range=(incident.suspect_from, incident.suspect_until))
    return found


def may_go(kept, school, *, at: datetime):
    """Those of the kept samples whose time is over, and that are neither locked nor evidence (GT-09). One query."""
    return kept.filter(keep_until__lte=at).exclude(held(open_food_incidents(school)))


def waiting_to_go(school, *, at: datetime) -> int:
    """How many `may_go`. One query."""
    return sum(WAITING(school=school, at=at))


# The windows of open cases are read by the same statement.
WAITING = Prepared(
    lambda school, at: (
        RetainedSample.objects.of(school)
        .filter(corrected_by=None, disposed_at=None, locked_at=None, keep_until__lte=at)
        .exclude(
            Exists(
                open_food(school).filter(
                    suspect_from__lte=OuterRef("batch__meal__serves_at"),
                    suspect_until__gte=OuterRef("batch__meal__serves_at"),
                )
            )
        )
        .order_by()
        .values_list("school")
        .annotate(number=Count("pk"))
        .values_list("number", flat=True)
    )
)


#: The filters of the list, in the order of its counters.
IN_CABINET, DUE, LOCKED, GONE = "kept", "due", "locked", "gone"


def samples_page(school, *, show: str, at: datetime):
    """Counters by filter, and the rows of one: by position in the cabinet, or by time once they are due or gone."""
    holding = RetainedSample.objects.of(school).filter(corrected_by=None)
    kept = holding.filter(disposed_at=None)
    filters = {
        IN_CABINET: kept,
        DUE: may_go(kept, school, at=at),
        LOCKED: kept.filter(held(open_food_incidents(school))),
        GONE: holding.filter(disposed_at__isnull=False),
    }
    show = show if show in filters else IN_CABINET
    counts = {name: rows.count() for name, rows in filters.items() if name != GONE}
    rows = filters[show].select_related("batch__dish", "batch__meal", "cabinet", "taken_by", "disposed_by")
    order = {GONE: ("-disposed_at", "-pk"), DUE: ("keep_until", "pk")}.get(show, ("cabinet__code", "position", "pk"))
    return counts, show, rows.order_by(*order)


def state_of(sample: RetainedSample, at: datetime, incidents) -> str:
    """One of the seven states. `incidents` are the open food incidents of the school."""
    if sample.disposed_at:
        return "done"
    served_at = sample.batch.meal.serves_at
    if sample.locked_at or any(one.suspect_from <= served_at <= one.suspect_until for one in incidents):
        return "held"
    return "due" if at >= sample.keep_until else "waiting"
