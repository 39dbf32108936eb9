"""May the canteen run, may this meal be planned? GT-06, GT-16."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from houqin.incidents.gates.stops import out_of_use
from houqin.kernel.refusals import KernelReason, Refusal
from houqin.kitchen.evidence import MealEvidence
from houqin.kitchen.models import CanteenDay, Dish, Meal, Recipe
from houqin.kitchen.reasons import Reason
from houqin.people.gates import canteen_has_its_people
from houqin.supply.banned import DISH, INGREDIENT, banned_in

#: One meal of the largest school; more is a slip of the finger.
MOST_HEADS = 20_000


def may_open_day(opened: CanteenDay | None, held, *, on: date, today: date, stops=()) -> Iterator[Refusal]:
    """GT-16: only today, only with everybody in office who must answer. FM-13: never in a kitchen that is out of use.

    `stops` is `kitchen.selectors.places.no_kitchen_left(school)`.
    """
    if opened is not None:
        yield Refusal(Reason.DAY_OPENED_ALREADY, {"on": on})
    if on != today:
        yield Refusal(Reason.NOT_TODAY, {"today": today})
    yield from canteen_has_its_people(held)
    yield from map(out_of_use, stops)


def day_is_open(day: CanteenDay | None, *, on: date) -> Iterator[Refusal]:
    """GT-16: no record of a canteen day that nobody answers for."""
    if day is None:
        yield Refusal(Reason.DAY_NOT_OPEN, {"on": on}, gate="GT-16")


def heads_are_possible(heads: int) -> Iterator[Refusal]:
    if not 1 <= heads <= MOST_HEADS:
        yield Refusal(Reason.HEADS_IMPOSSIBLE, {"heads": heads, "most": MOST_HEADS})


def may_cook_dishes(school, dishes: Iterable[Dish], recipes: Mapping[int, Recipe]) -> Iterator[Refusal]:
    """GT-06 and the plain mistakes. A dish is a recipe of articles: nothing here takes a leftover (GT-10).

    `recipes`: dish key → its newest one with lines and articles, as `current_recipes` loads them.
    """
    for dish in dishes:
        if dish.school_id != school.pk:
            yield Refusal(KernelReason.OTHER_SCHOOL, {"what": dish.name})
            continue
        if dish.retired_on:
            yield Refusal(Reason.DISH_RETIRED, {"dish": dish.name, "retired_on": dish.retired_on}, where=dish)
        yield from is_not_banned(dish, recipes.get(dish.pk))


def is_not_banned(dish: Dish, recipe: Recipe | None) -> Iterator[Refusal]:
    """GT-06: neither the dish nor anything in its newest recipe stands on the list of banned food. No override."""
    lines = recipe.lines.all() if recipe else ()
    found = banned_in(dish.name, DISH)
    found += [food for line in lines for food in banned_in(line.article.name, INGREDIENT)]
    for food in dict.fromkeys(found):
        facts = {"dish": dish.name, "food": food.title, "why": food.why}
        yield Refusal(Reason.DISH_BANNED, facts, gate="GT-06", where=dish)


def may_plan_meal(known: Meal | None, *, kind_title, serves_at, on: date, today: date) -> Iterator[Refusal]:
    if known is not None:
        yield Refusal(Reason.MEAL_PLANNED_ALREADY, {"meal": str(known)}, where=known)
    if on < today:
        yield Refusal(Reason.DAY_IS_OVER, {"on": on}, gate="GT-18")
    if serves_at is None:
        yield Refusal(Reason.NO_TIME_OF_MEAL, {"kind": kind_title})


def may_call_off(known: MealEvidence, *, reason: str) -> Iterator[Refusal]:
    """Only what is no more than a plan: the stoves are cold, and nothing of the store stayed in a pot."""
    yield from meal_is(known.meal, Meal.State.PLANNED)
    for pot in known.batches:
        if pot.used:
            yield Refusal(Reason.BATCH_HAS_ISSUES, {"batch": str(pot.batch)}, where=pot.batch)
    if not reason.strip():
        yield Refusal(Reason.WHY_MISSING)


def is_not_called_off(meal: Meal) -> Iterator[Refusal]:
    if meal.is_called_off:
        facts = {"meal": str(meal), "called_off_at": meal.called_off_at, "why": meal.called_off_reason}
        yield Refusal(Reason.MEAL_CALLED_OFF, facts, where=meal)


def meal_is(meal: Meal, *states: str) -> Iterator[Refusal]:
    if meal.is_called_off:
        yield from is_not_called_off(meal)
    elif meal.state not in states:
        wanted = [str(Meal.State(state).label) for state in states]
        yield Refusal(
            Reason.WRONG_STATE,
            {"meal": str(meal), "state": meal.get_state_display(), "wanted": wanted},
            where=meal,
        )
