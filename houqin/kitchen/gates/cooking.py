"""May goods go into this pot, may it leave the stove? GT-05, GT-16, TT-01."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from houqin.kernel.refusals import Refusal
from houqin.kitchen.evidence import BatchEvidence, MealEvidence
from houqin.kitchen.gates.days import day_is_open, meal_is
from houqin.kitchen.models import DishBatch, Meal
from houqin.kitchen.reasons import Reason

State = Meal.State
#: A pot may be added, filled and cooked until the meal goes out: what failed its tasting is cooked anew. The release
#: asks every pot by itself, however far the meal has come.
UNRELEASED = (State.PLANNED, State.COOKING, State.COOKED, State.TASTED, State.SAMPLED)
LOWEST_C, HIGHEST_C = Decimal(-30), Decimal(300)


def may_issue_to(known: BatchEvidence, meal: MealEvidence, lines) -> Iterator[Refusal]:
    """GT-16 and the order of the day; whether each lot may leave the store is the store's own gate (GT-05)."""
    yield from day_is_open(meal.day, on=meal.meal.on)
    yield from meal_is(meal.meal, *UNRELEASED)
    if known.batch.state == DishBatch.State.ISOLATED:
        yield _isolated(known.batch)
    elif known.is_cooked:
        yield Refusal(Reason.BATCH_COOKED, {"batch": str(known.batch)}, where=known.batch)
    if not lines:
        yield Refusal(Reason.NOTHING_TO_ISSUE, {"batch": str(known.batch)})


def may_remove(known: BatchEvidence, *, has_issues: bool) -> Iterator[Refusal]:
    """A pot that was never touched may go; everything else has left a trace and stays."""
    yield from meal_is(known.batch.meal, *UNRELEASED)
    if has_issues:
        yield Refusal(Reason.BATCH_HAS_ISSUES, {"batch": str(known.batch)}, where=known.batch)
    if known.is_cooked or known.temperature or known.tasting or known.sample or not known.is_served:
        yield Refusal(Reason.BATCH_HAS_RECORDS, {"batch": str(known.batch)}, gate="GT-18", where=known.batch)


def may_start_cooking(meal: MealEvidence) -> Iterator[Refusal]:
    yield from day_is_open(meal.day, on=meal.meal.on)
    yield from meal_is(meal.meal, State.PLANNED)
    if not meal.batches:
        yield Refusal(Reason.NO_DISHES, {"meal": str(meal.meal)}, where=meal.meal)


def temperature_is_possible(temperature: Decimal) -> Iterator[Refusal]:
    if not LOWEST_C <= temperature <= HIGHEST_C:
        facts = {"temperature": temperature, "lowest": LOWEST_C, "highest": HIGHEST_C}
        yield Refusal(Reason.TEMPERATURE_IMPOSSIBLE, facts)


def may_measure(known: BatchEvidence, temperature: Decimal, *, is_correction: bool) -> Iterator[Refusal]:
    yield from temperature_is_possible(temperature)
    if not is_correction and known.batch.state != DishBatch.State.COOKING:
        yield _not_cooking(known.batch)


def may_finish(known: BatchEvidence, meal: MealEvidence, *, on: date) -> Iterator[Refusal]:
    """TT-01: hot enough inside. Of known origin, and of nothing that is held, expired or rejected (GT-05)."""
    batch = known.batch
    if batch.state == DishBatch.State.ISOLATED:
        yield _isolated(batch)
    elif known.is_cooked:
        yield Refusal(Reason.BATCH_COOKED, {"batch": str(batch)}, where=batch)
    elif batch.state != DishBatch.State.COOKING:
        yield _not_cooking(batch)
    needed = meal.limits["core_temperature_min_c"]
    if batch.dish.is_cooked_through and known.temperature is None:
        yield Refusal(Reason.TEMPERATURE_MISSING, {"batch": str(batch)}, where=batch)
    elif batch.dish.is_cooked_through and known.temperature.core_temperature_c < needed:
        facts = {"batch": str(batch), "temperature": known.temperature.core_temperature_c, "needed": needed}
        yield Refusal(Reason.TEMPERATURE_LOW, facts, where=batch)
    if not known.used:
        yield Refusal(Reason.ORIGIN_UNKNOWN, {"batch": str(batch)}, where=batch)
    yield from lots_are_sound([known], on=on)


def lots_are_sound(pots: Iterable[BatchEvidence], *, on: date) -> Iterator[Refusal]:
    """GT-05: nothing in these pots, at any depth of preparation, is held, quarantined, rejected or expired."""
    lots, batches = {}, {}
    for known in pots:
        for lot in known.lots:
            lots[lot.pk] = lot
            batches.setdefault(lot.pk, []).append(str(known.batch))
    for key, lot in sorted(lots.items()):
        facts = {"lot": lot.code, "article": lot.article.name, "batches": batches[key]}
        if lot.held_at:
            yield Refusal(Reason.LOT_HELD, facts | {"why": lot.held_reason}, gate="GT-05", where=lot)
        if lot.quarantined_at:
            yield Refusal(Reason.LOT_QUARANTINED, facts, gate="GT-05", where=lot)
        if lot.rejected_at:
            yield Refusal(Reason.LOT_REJECTED, facts, gate="GT-05", where=lot)
        if lot.expiration_date < on:
            expired = facts | {"expiration_date": lot.expiration_date}
            yield Refusal(Reason.LOT_EXPIRED, expired, gate="GT-05", where=lot)


def _isolated(batch) -> Refusal:
    return Refusal(Reason.BATCH_ISOLATED, {"batch": str(batch), "why": batch.isolated_reason}, where=batch)


def _not_cooking(batch) -> Refusal:
    return Refusal(Reason.BATCH_NOT_COOKING, {"batch": str(batch)}, where=batch)
