"""May the meal go out, may it be closed? GT-05, GT-08, GT-09, GT-10, GT-11, GT-16."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from houqin.incidents.gates.stops import out_of_use
from houqin.kernel.quantities import BaseUnit, Quantity
from houqin.kernel.refusals import KernelReason, Refusal
from houqin.kitchen.evidence import BatchEvidence, MealEvidence
from houqin.kitchen.gates.cooking import lots_are_sound
from houqin.kitchen.gates.days import day_is_open, is_not_called_off
from houqin.kitchen.gates.disinfecting import tableware_is_clean
from houqin.kitchen.models import DishBatch, Leftover, Meal
from houqin.kitchen.reasons import Reason
from houqin.people.gates import canteen_has_its_people, directors_are_named

State = Meal.State
#: 100 t: nobody leaves more.
MOST_GRAMS = 100_000_000


@dataclass(frozen=True)
class Page:
    """Where a reason is mended, when that is a page of the meal and not the meal itself."""

    name: str
    meal: Meal

    def get_absolute_url(self) -> str:
        return reverse(f"kitchen:{self.name}", args=[self.meal.pk])


def may_release(known: MealEvidence, held, *, on: date, stops=()) -> Iterator[Refusal]:
    """GT-05, GT-08, GT-09, GT-11, GT-16; FM-13 by `stops`, as in may_open_day.

    Asks every pot itself; the state of the meal is only its summary.
    """
    meal = known.meal
    if meal.is_called_off:
        yield from is_not_called_off(meal)
        return
    if meal.state in (State.RELEASED, State.CLOSED):
        yield Refusal(Reason.ALREADY_RELEASED, {"meal": str(meal), "released_at": meal.released_at}, where=meal)
        return
    yield from day_is_open(known.day, on=meal.on)
    yield from canteen_has_its_people(held)
    yield from directors_are_named(held, heads=meal.planned_heads, limits=known.limits)
    yield from map(out_of_use, stops)
    served = known.served
    if not served:
        yield Refusal(Reason.NOTHING_TO_SERVE, {"meal": str(meal)}, where=Page("meal-pot", meal))
    yield from _all(Reason.NOT_COOKED_YET, [pot for pot in served if not pot.is_cooked], meal)
    yield from is_what_it_was_when_finished(known)
    yield from _all(
        Reason.NOT_TASTED, [pot for pot in served if pot.tasting is None], meal, gate="GT-08", page="meal-taste"
    )
    failed = [pot for pot in served if pot.tasting is not None and not pot.is_passed]
    yield from _all(Reason.TASTING_FAILED, failed, meal, gate="GT-08")
    yield from each_has_its_sample(known)
    yield from lots_are_sound(served, on=on)
    yield from tableware_is_clean(known)


def is_what_it_was_when_finished(known: MealEvidence) -> Iterator[Refusal]:
    """What was true when a pot left the stove can be corrected since: its heat (TT-01), and what went into it."""
    needed = known.limits["core_temperature_min_c"]
    for pot in (pot for pot in known.served if pot.is_cooked):
        facts = {"batch": str(pot.batch)}
        measured = pot.temperature and pot.temperature.core_temperature_c
        if pot.batch.dish.is_cooked_through and measured is not None and measured < needed:
            facts |= {"temperature": measured, "needed": needed}
            yield Refusal(Reason.UNDERCOOKED, facts, where=pot.batch)
        if not pot.used:
            yield Refusal(Reason.ORIGIN_GONE, {"batch": str(pot.batch)}, where=pot.batch)


def each_has_its_sample(known: MealEvidence) -> Iterator[Refusal]:
    """GT-09: every pot that is served has a conforming sample."""
    lacking = [pot for pot in known.served if not known.is_conforming(pot.sample)]
    grams = int(known.limits["retained_sample_grams"])
    yield from _all(Reason.SAMPLE_MISSING, lacking, known.meal, gate="GT-09", page="meal-sample", grams=grams)


def is_being_served(meal: Meal) -> Iterator[Refusal]:
    if meal.is_called_off:
        yield from is_not_called_off(meal)
    elif meal.state == State.CLOSED:
        yield Refusal(Reason.ALREADY_CLOSED, {"meal": str(meal), "closed_at": meal.closed_at}, where=meal)
    elif meal.state != State.RELEASED:
        yield Refusal(Reason.NOT_RELEASED, {"meal": str(meal)}, where=meal)


def may_count(known: MealEvidence, rows: list[tuple]) -> Iterator[Refusal]:
    """`rows` are (class or name of a group, heads)."""
    yield from is_being_served(known.meal)
    if not rows:
        yield Refusal(Reason.NOBODY_COUNTED, where=known.meal)
    for group, heads in rows:
        if not str(group).strip():
            yield Refusal(Reason.GROUP_MISSING)
        if not 0 <= heads <= 20_000:
            yield Refusal(Reason.HEADS_IMPOSSIBLE, {"heads": heads, "most": 20_000})


def may_weigh(meal: Meal, batch: DishBatch | None, *, grams: int) -> Iterator[Refusal]:
    """After service; an isolated pot at once, and all of it."""
    isolated = batch is not None and batch.state == DishBatch.State.ISOLATED
    if not isolated or meal.state in (State.CLOSED, State.CALLED_OFF):
        yield from is_being_served(meal)
    if batch is not None and batch.meal_id != meal.pk:
        yield Refusal(Reason.CORRECTS_ANOTHER_BATCH, where=batch)
    yield from weight_is_possible(batch, grams)


def may_correct_leftover(old: Leftover, *, grams: int, reason: str) -> Iterator[Refusal]:
    """GT-18, as with every other proof. At any time: also a closed meal should say what was left."""
    if Leftover.objects.filter(corrects=old).exists():
        yield Refusal(Reason.CORRECTED_ALREADY, gate="GT-18", where=Page("meal-leftovers", old.meal))
    if not reason.strip():
        yield Refusal(Reason.REASON_MISSING, gate="GT-18")
    yield from weight_is_possible(old.batch, grams)


def weight_is_possible(batch: DishBatch | None, grams: int) -> Iterator[Refusal]:
    if grams == 0 and batch is not None and batch.state == DishBatch.State.ISOLATED:
        yield Refusal(Reason.ISOLATED_WEIGHS_SOMETHING, {"batch": str(batch)}, gate="GT-10", where=batch)
    if grams < 0:
        yield Refusal(KernelReason.NOT_POSITIVE)
    if grams > MOST_GRAMS:
        yield Refusal(Reason.TOO_HEAVY, {"grams": grams})


def something_weighed(rows: list, meal: Meal) -> Iterator[Refusal]:
    if not rows:
        kinds = [str(kind.label) for kind in Leftover.Kind]
        yield Refusal(Reason.LEFTOVERS_NOT_WEIGHED, {"kinds": kinds}, where=meal)


def may_dispose(leftovers: list[Leftover], meal: Meal | None, *, collector: str) -> Iterator[Refusal]:
    """LO-03: to a named collector, each once. The only way a leftover has (GT-10)."""
    if not leftovers:
        yield Refusal(Reason.NO_LEFTOVERS)
    if any(leftover.meal_id != meal.pk for leftover in leftovers):
        yield Refusal(Reason.LEFTOVER_OF_ANOTHER_MEAL, {"meal": str(meal)}, where=meal)
    if Leftover.objects.filter(corrects__in=[leftover.pk for leftover in leftovers]).exists():
        yield Refusal(Reason.CORRECTED_ALREADY, gate="GT-18", where=meal)
    gone = [leftover for leftover in leftovers if leftover.disposed_at]
    if gone:
        yield Refusal(Reason.DISPOSED_ALREADY, {"collector": gone[0].collector}, where=meal)
    if not collector.strip():
        yield Refusal(Reason.COLLECTOR_MISSING)


def may_close(known: MealEvidence) -> Iterator[Refusal]:
    """GT-09, LO-03: samples kept, heads counted, leftovers weighed and gone, isolated pots gone."""
    meal = known.meal
    yield from is_being_served(meal)
    if meal.is_called_off:
        return
    yield from each_has_its_sample(known)
    if not known.heads:
        yield Refusal(Reason.NOBODY_COUNTED, where=Page("meal-count", meal))
    served = [row for row in known.leftovers if row.batch is None or row.batch.state != DishBatch.State.ISOLATED]
    kinds = [str(kind.label) for kind in Leftover.Kind if kind not in {row.kind for row in served}]
    if kinds:
        yield Refusal(Reason.LEFTOVERS_NOT_WEIGHED, {"kinds": kinds}, where=Page("meal-leftovers", meal))
    waiting = sum(row.grams for row in known.leftovers if not row.disposed_at)
    if waiting:
        quantity = Quantity(waiting, BaseUnit.GRAM)
        yield Refusal(
            Reason.LEFTOVERS_NOT_DISPOSED, {"quantity": quantity}, gate="GT-10", where=Page("meal-leftovers", meal)
        )
    gone = {row.batch_id for row in known.leftovers if row.disposed_at}
    yield from _all(
        Reason.ISOLATED_NOT_DISPOSED,
        [p for p in known.isolated if p.batch.pk not in gone],
        meal,
        "GT-10",
        "meal-leftovers",
    )


def _all(reason, pots: list[BatchEvidence], meal: Meal, gate: str = "", page: str = "", **facts) -> Iterator[Refusal]:
    """One refusal for all these pots, naming each. It leads to `page` of the meal, else to the pot or the meal."""
    if pots:
        names = [str(pot.batch) for pot in pots]
        where = Page(page, meal) if page else pots[0].batch if len(pots) == 1 else meal
        yield Refusal(reason, {"number": len(pots), "names": names} | facts, gate=gate, where=where)
