"""What is known of meals and their batches: each part loaded once, when first read, for gates and pages alike."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from django.db.models import OuterRef, Subquery

from houqin.kernel.prepared import Prepared
from houqin.kernel.transactions import lock_prepared, locking
from houqin.kitchen.models import (
    BatchIssue,
    CanteenDay,
    CookingTemperature,
    DishBatch,
    Disinfection,
    Leftover,
    Meal,
    RetainedSample,
    ServiceCount,
    Tasting,
)
from houqin.kitchen.origins import ingredients_of
from houqin.supply.models import Lot, Movement
from houqin.tenancy.parameters import parameters_of
from houqin.tenancy.school_rows import with_school

ISSUES = Prepared(
    lambda batches: BatchIssue.objects.filter(batch__in=batches).select_related("issue").order_by("issue__issued_at")
)
MOVED = Prepared(
    lambda issues: Movement.objects.filter(issue__in=issues).values_list("issue_id", "lot_id", "amount")
)  # fmt: skip
LOTS = Prepared(lambda lots: Lot.objects.filter(pk__in=lots).select_related("article"))
LOCKED_LOTS = locking(LOTS.build)
BATCHES = Prepared(
    lambda meals: DishBatch.objects.filter(meal__in=meals)
    .select_related("dish", "cooked_by", "recipe")
    .order_by("pk")
)  # fmt: skip
DAYS = Prepared(lambda school, days: CanteenDay.objects.of(school).filter(on__in=days))
LEFT = Prepared(
    lambda meals: Leftover.objects.standing().filter(meal__in=meals).select_related("batch__dish").order_by("pk")
)
COUNTS = Prepared(
    lambda meals: ServiceCount.objects.filter(meal__in=meals).select_related("school_class").order_by("pk")
)


class Part:
    """One kind of evidence, as an attribute. Asked of one pot or meal, it is loaded for all that stand `around` it.

    A verb thus pays for what its gates read, and nothing unread can pass for missing. Who writes a row of a part under
    the meal's lock sets the attribute, which then stays.
    """

    def __init__(self, load: Callable[["Around"], None]):
        self.load = load

    def __set_name__(self, owner, name: str):
        self.name = name

    def __get__(self, known, owner=None):
        if known is None:
            return self
        if self.name not in known.__dict__:
            self.load(known.around)
        return known.__dict__[self.name]


@dataclass
class Around:
    """Meals of one school whose evidence is loaded together: each part costs the same for one as for many."""

    meals: list["MealEvidence"] = field(default_factory=list)
    pots: dict[int, "BatchEvidence"] = field(default_factory=dict)

    @property
    def ids(self) -> list[int]:
        return [known.meal.pk for known in self.meals]


def _fill(owners: Iterable, name: str, values: Mapping, default: Callable, key: Callable) -> None:
    for owner in owners:
        found = values.get(key(owner))
        owner.__dict__.setdefault(name, default() if found is None else found)


def _of_pots(around: Around, name: str, values: Mapping, default: Callable = lambda: None) -> None:
    _fill(around.pots.values(), name, values, default, lambda pot: pot.batch.pk)


def _of_meals(around: Around, name: str, values: Mapping, default: Callable) -> None:
    _fill(around.meals, name, values, default, lambda known: known.meal.pk)


def _load_lots(around: Around) -> None:
    """Three queries, and one more for each step of preparation."""
    used, issued_at, lots = _lots_of(around.pots, LOTS)
    _of_pots(around, "used", used, dict)
    _of_pots(around, "issued_at", issued_at)
    _of_pots(around, "lots", lots, list)


def lock_lots(*pots: "BatchEvidence") -> None:
    """Lock every lot in these pots, at any depth of preparation, and know them as they stand under the lock.

    The caller holds the meal, so nothing goes into the pots or comes out meanwhile. Queries as `_load_lots`.
    """
    used, issued_at, lots = _lots_of([pot.batch.pk for pot in pots], partial(lock_prepared, LOCKED_LOTS))
    for pot in pots:
        key = pot.batch.pk
        pot.used, pot.issued_at, pot.lots = used.get(key, {}), issued_at.get(key), lots.get(key, [])


def _lots_of(batch_ids: Iterable[int], load: Callable) -> tuple[dict, dict, dict]:
    """What stayed in each pot, when its last hand-out was, and the lots in it."""
    links = ISSUES(batches=list(batch_ids)) if batch_ids else []
    used = _stayed(links)
    origins = ingredients_of({lot for lots in used.values() for lot in lots})
    everything = set(origins).union(*origins.values()) if origins else set()
    lots = {lot.pk: lot for lot in load(lots=everything)} if everything else {}
    reached = {key: set(some).union(*(origins[lot] for lot in some)) for key, some in used.items()}
    return (
        used,
        {link.batch_id: link.issue.issued_at for link in links},
        {key: [lots[lot] for lot in sorted(some)] for key, some in reached.items()},
    )


def _proofs(name: str, model, person: str, when: str, *more: str) -> Part:
    """Of each pot the newest row that no other row corrects; by the moment it happened, then by entry. One query."""

    standing = Prepared(
        lambda batches: (
            model.objects.filter(batch__in=batches, corrected_by=None)
            .select_related(person, *more)
            .order_by(when, "pk")
        )
    )

    def load(around: Around) -> None:
        rows = standing(batches=list(around.pots)) if around.pots else ()
        _of_pots(around, name, {row.batch_id: row for row in rows})

    return Part(load)


def _load_batches(around: Around) -> None:
    found: dict[int, list[BatchEvidence]] = defaultdict(list)
    meals = {known.meal.pk: known.meal for known in around.meals}
    for batch in BATCHES(meals=list(meals)):
        batch.meal = meals[batch.meal_id]
        around.pots[batch.pk] = BatchEvidence(with_school(batch, batch.meal.school), around)
        found[batch.meal_id].append(around.pots[batch.pk])
    _of_meals(around, "batches", found, list)


def _load_limits(around: Around) -> None:
    """One query for each day."""
    school = around.meals[0].meal.school
    limits = {on: parameters_of(school, on=on) for on in {known.meal.on for known in around.meals}}
    _of_meals(around, "limits", {known.meal.pk: limits[known.meal.on] for known in around.meals}, dict)


def _load_day(around: Around) -> None:
    opened = DAYS(school=around.meals[0].meal.school, days={one.meal.on for one in around.meals})
    days = {day.on: day for day in opened}
    _of_meals(around, "day", {one.meal.pk: days.get(one.meal.on) for one in around.meals}, lambda: None)


def _load_tableware(around: Around) -> None:
    """Which meal used it last, when, and was it disinfected since (GT-11)? One query."""
    used = Meal.objects.filter(
        school=OuterRef("school"), released_at__isnull=False, serves_at__lt=OuterRef("serves_at")
    ).order_by("-serves_at")
    clean = Disinfection.objects.standing().filter(
        school=OuterRef("school"), what=Disinfection.What.TABLEWARE, passed=True
    )
    rows = Meal.objects.filter(pk__in=around.ids).annotate(
        used_by=Subquery(used.values("pk")[:1]),
        used_at=Subquery(used.values("released_at")[:1]),
        clean_at=Subquery(clean.order_by("-ended_at").values("ended_at")[:1]),
    )
    since, by = {}, {}
    for key, used_by, used_at, clean_at in rows.values_list("pk", "used_by", "used_at", "clean_at"):
        if used_at is not None and (clean_at is None or clean_at <= used_at):
            since[key], by[key] = used_at, used_by
    _of_meals(around, "unclean_since", since, lambda: None)
    _of_meals(around, "used_before", by, lambda: None)


def _load_counts(around: Around) -> None:
    _of_meals(around, "counts", _by_meal(newest_counts(around.ids)), list)


def _load_leftovers(around: Around) -> None:
    _of_meals(around, "leftovers", _by_meal(LEFT(meals=around.ids)), list)


def _by_meal(rows: Iterable) -> dict[int, list]:
    groups: dict[int, list] = defaultdict(list)
    for row in rows:
        groups[row.meal_id].append(row)
    return groups


@dataclass
class BatchEvidence:
    """One pot: `used` is lot → base units that stayed in it, `issued_at` the last hand-out, `lots` those lots and the
    lots they were made from, any depth. `temperature`, `tasting` and `sample` are the ones that hold."""

    batch: DishBatch
    around: Around

    used = Part(_load_lots)
    issued_at = Part(_load_lots)
    lots = Part(_load_lots)
    temperature = _proofs("temperature", CookingTemperature, "by", "happened_at")
    tasting = _proofs("tasting", Tasting, "by", "happened_at")
    sample = _proofs("sample", RetainedSample, "taken_by", "taken_at", "cabinet")

    @property
    def is_served(self) -> bool:
        return self.batch.state != DishBatch.State.ISOLATED

    @property
    def is_cooked(self) -> bool:
        return self.batch.cooked_at is not None

    @property
    def is_passed(self) -> bool:
        return self.tasting is not None and self.tasting.passed


@dataclass
class MealEvidence:
    """One meal: its numbers in force, its day, its pots, the newest count of each group, what was left; when the
    tableware was last used (and by which meal) if it was not disinfected since."""

    meal: Meal
    around: Around

    limits = Part(_load_limits)
    day = Part(_load_day)
    batches = Part(_load_batches)
    counts = Part(_load_counts)
    leftovers = Part(_load_leftovers)
    unclean_since = Part(_load_tableware)
    used_before = Part(_load_tableware)

    @property
    def served(self) -> list[BatchEvidence]:
        """What may reach the pupils: everything but isolated pots."""
        return [known for known in self.batches if known.is_served]

    @property
    def isolated(self) -> list[BatchEvidence]:
        return [known for known in self.batches if not known.is_served]

    @property
    def heads(self) -> int:
        return sum(count.heads for count in self.counts)

    def of(self, batch: DishBatch) -> BatchEvidence:
        return next(known for known in self.batches if known.batch.pk == batch.pk)

    def is_conforming(self, sample: RetainedSample | None) -> bool:
        """Enough, and in a cabinet that was cold without freezing (RS-01, RS-03)."""
        return (
            sample is not None
            and sample.grams >= self.limits["retained_sample_grams"]
            and self.limits["sample_cabinet_min_c"]
            <= sample.cabinet_temperature_c
            <= self.limits["sample_cabinet_max_c"]
        )


def evidence_of(meals: Iterable[Meal]) -> list[MealEvidence]:
    """Evidence of meals of one school. Twelve queries when all of it is read, and one more for each step of
    preparation in a pot; none before."""
    around = Around()
    around.meals += [MealEvidence(meal, around) for meal in meals]
    return list(around.meals)


def evidence_for(meal: Meal) -> MealEvidence:
    return evidence_of([meal])[0]


def locked_lots_in(batch: DishBatch) -> list[Lot]:
    """Every lot in a pot, at any depth of preparation, locked. Three queries, and one more for each step."""
    used = {lot for lots in used_in([batch.pk]).values() for lot in lots}
    everything = used.union(*ingredients_of(used).values())
    return lock_prepared(LOCKED_LOTS, lots=everything) if everything else []


def used_in(batch_ids: Iterable[int]) -> dict[int, dict[int, int]]:
    """Batch → lot → base units that stayed in the pot: issued less returned. Two queries."""
    return _stayed(ISSUES(batches=list(batch_ids)))


def _stayed(issued: Iterable[BatchIssue]) -> dict[int, dict[int, int]]:
    links = {link.issue_id: link.batch_id for link in issued}
    used: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for issue_id, lot_id, amount in MOVED(issues=list(links)) if links else ():
        used[links[issue_id]][lot_id] -= amount
    return {batch: {lot: amount for lot, amount in lots.items() if amount > 0} for batch, lots in used.items()}


def newest_counts(meal_ids: Iterable[int]) -> list[ServiceCount]:
    """Of each meal and group the newest count holds. One query."""
    rows = COUNTS(meals=list(meal_ids))
    newest = {(row.meal_id, row.school_class_id, row.group): row for row in rows}
    return list(newest.values())
