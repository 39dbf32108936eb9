"""What is known of meals and their batches: loaded once, in a fixed number of queries, for gates and pages alike."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from houqin.kitchen.models import (
    BatchIssue,
    CanteenDay,
    CookingTemperature,
    DishBatch,
    Leftover,
    Meal,
    RetainedSample,
    ServiceCount,
    Tasting,
)
from houqin.kitchen.origins import ingredients_of
from houqin.supply.models import Lot, Movement
from houqin.tenancy.parameters import parameters_of


@dataclass
class BatchEvidence:
    """One pot. `temperature`, `tasting` and `sample` are the ones that hold: newest, not corrected."""

    batch: DishBatch
    used: dict[int, int] = field(default_factory=dict)  # lot → base units that stayed in the pot
    issued_at: datetime | None = None  # the last hand-out
    lots: list[Lot] = field(default_factory=list)  # those lots, and the lots they were made from, any depth
    temperature: CookingTemperature | None = None
    tasting: Tasting | None = None
    sample: RetainedSample | None = None

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
    meal: Meal
    limits: dict[str, Decimal]
    day: CanteenDay | None = None
    batches: list[BatchEvidence] = field(default_factory=list)
    counts: list[ServiceCount] = field(default_factory=list)  # the newest of each group
    leftovers: list[Leftover] = field(default_factory=list)

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
    """Evidence of meals of one school. Eleven queries, and one more for each step of preparation in a pot."""
    meals = list(meals)
    if not meals:
        return []
    school = meals[0].school
    ids = [meal.pk for meal in meals]
    limits = {on: parameters_of(school, on=on) for on in {meal.on for meal in meals}}
    days = {day.on: day for day in CanteenDay.objects.of(school).filter(on__in=limits)}
    found = {meal.pk: MealEvidence(meal, limits[meal.on], days.get(meal.on)) for meal in meals}
    pots = {}
    batches = DishBatch.objects.filter(meal__in=ids).select_related("dish", "cooked_by", "recipe")
    for batch in batches.order_by("pk"):
        batch.meal = found[batch.meal_id].meal
        pots[batch.pk] = BatchEvidence(batch)
        found[batch.meal_id].batches.append(pots[batch.pk])
    _add_lots(pots)
    _add_proofs(pots)
    for count in newest_counts(ids):
        found[count.meal_id].counts.append(count)
    for leftover in Leftover.objects.standing().filter(meal__in=ids).select_related("batch__dish").order_by("pk"):
        found[leftover.meal_id].leftovers.append(leftover)
    return list(found.values())


def evidence_for(meal: Meal) -> MealEvidence:
    return evidence_of([meal])[0]


def outline_of(meal: Meal) -> MealEvidence:
    """The day and the pots alone: enough for a gate that asks how far they are, not what proves it. Two queries."""
    known = MealEvidence(meal, limits={}, day=CanteenDay.objects.of(meal.school).filter(on=meal.on).first())
    for batch in DishBatch.objects.filter(meal=meal).select_related("dish").order_by("pk"):
        batch.meal = meal
        known.batches.append(BatchEvidence(batch))
    return known


def lots_in(batch: DishBatch) -> set[int]:
    """Keys of every lot in one pot, at any depth of preparation. Three queries, and one more for each step."""
    used = set(used_in([batch.pk]).get(batch.pk, ()))
    return used.union(*ingredients_of(used).values())


def used_in(batch_ids: Iterable[int]) -> dict[int, dict[int, int]]:
    """Batch → lot → base units that stayed in the pot: issued less returned. Two queries."""
    return _stayed(BatchIssue.objects.filter(batch__in=batch_ids).select_related("issue"))


def _stayed(issued: Iterable[BatchIssue]) -> dict[int, dict[int, int]]:
    links = {link.issue_id: link.batch_id for link in issued}
    used: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    rows = Movement.objects.filter(issue__in=links).values_list("issue_id", "lot_id", "amount")
    for issue_id, lot_id, amount in rows:
        used[links[issue_id]][lot_id] -= amount
    return {batch: {lot: amount for lot, amount in lots.items() if amount > 0} for batch, lots in used.items()}


def _add_lots(pots: dict[int, BatchEvidence]) -> None:
    links = list(BatchIssue.objects.filter(batch__in=pots).select_related("issue").order_by("issue__issued_at"))
    for link in links:
        pots[link.batch_id].issued_at = link.issue.issued_at
    used = _stayed(links)
    origins = ingredients_of({lot for lots in used.values() for lot in lots})
    everything = set(origins).union(*origins.values()) if origins else set()
    lots = {lot.pk: lot for lot in Lot.objects.filter(pk__in=everything).select_related("article")}
    for key, amounts in used.items():
        reached = set(amounts).union(*(origins[lot] for lot in amounts)) if amounts else set()
        pots[key].used = amounts
        pots[key].lots = [lots[lot] for lot in sorted(reached)]


def _add_proofs(pots: dict[int, BatchEvidence]) -> None:
    """The newest row that no other row corrects; by the moment it happened, then by entry."""
    for model, name in ((CookingTemperature, "temperature"), (Tasting, "tasting")):
        rows = model.objects.filter(batch__in=pots, corrected_by=None).select_related("by")
        for row in rows.order_by("happened_at", "pk"):
            setattr(pots[row.batch_id], name, row)
    samples = RetainedSample.objects.filter(batch__in=pots, corrected_by=None).select_related("cabinet", "taken_by")
    for sample in samples.order_by("taken_at", "pk"):
        pots[sample.batch_id].sample = sample


def newest_counts(meal_ids: Iterable[int]) -> list[ServiceCount]:
    """Of each meal and group the newest count holds. One query."""
    rows = ServiceCount.objects.filter(meal__in=meal_ids).select_related("school_class").order_by("pk")
    newest = {(row.meal_id, row.school_class_id, row.group): row for row in rows}
    return list(newest.values())
