"""The canteen's day and its meals, as lines of stations."""

from typing import Literal

from django.http import Http404
from ninja import Query, Router, Status
from pydantic import Field

from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, Day, In, Key, Moment, PageIn, PageOut, WhyIn, page, words
from houqin.kernel.permissions import authorise
from houqin.kitchen import actions
from houqin.kitchen.api.schemas import DayOut, MealOut, MealRow
from houqin.kitchen.evidence import evidence_for
from houqin.kitchen.models import Dish, DishBatch, Leftover, Meal, MealKind
from houqin.kitchen.permissions import SEE_MEALS
from houqin.kitchen.selectors.meals import MealOnDay, day, on_day
from houqin.kitchen.selectors.places import no_kitchen_left
from houqin.people.models import SchoolClass
from houqin.people.selectors import holders
from houqin.tenancy.reaching import one_of, those_of

router = Router(tags=["meals"])
Heads = Field(ge=0, le=100_000)


class DayIn(In):
    on: Day


class MealIn(In):
    on: Day
    kind: Literal[tuple(MealKind.values)]
    heads: int = Heads
    dishes: list[Key] = Field(max_length=60)


class HeadsIn(In):
    heads: int = Heads


class PotIn(In):
    dish: Key
    heads: int = Heads


class WhenIn(In):
    happened_at: Moment | None = Field(None, description="When it was done; now, when not sent.")


class GroupIn(In):
    """A class by its key, or a group by its name."""

    school_class: Key | None = None
    group: words(40, "Staff, guests.") = ""
    heads: int = Heads


class CountsIn(In):
    rows: list[GroupIn] = Field(min_length=1, max_length=200)


class WeighingIn(In):
    kind: Literal[tuple(Leftover.Kind.values)]
    grams: int = Field(ge=0, le=100_000_000)
    batch: Key | None = Field(None, description="The isolated pot that was weighed.")


class RightWeightIn(In):
    grams: int = Field(ge=0, le=100_000_000)
    reason: words(120)


class WeighingsIn(In):
    rows: list[WeighingIn] = Field(min_length=1, max_length=100)


class CollectedIn(In):
    leftovers: list[Key] = Field(max_length=100)
    collector: words(80)
    vehicle: words(40) = ""


def meal_of(request, pk: int) -> Meal:
    return one_of(
        request, Meal.objects.select_related("school__bureau", "released_by", "closed_by", "called_off_by"), pk
    )


def told(found: MealOnDay) -> dict:
    meal, known = found.meal, found.known
    names = ("id", "code", "on", "kind", "state", "serves_at", "planned_heads", "released_at", "closed_at")
    names += ("called_off_at", "called_off_reason")
    return {name: getattr(meal, name) for name in names} | {
        "released_by": meal.released_by,
        "batches": [pot_told(pot) for pot in known.batches],
        "counts": known.counts,
        "leftovers": known.leftovers,
        "stations": found.stations,
        "release_refusals": [] if meal.released_at else [one.as_data() for one in found.release_refusals],
        "close_refusals": [] if meal.closed_at else [one.as_data() for one in found.close_refusals],
    }


def pot_told(pot) -> dict:
    names = (
        "id", "code", "dish", "pot", "planned_heads", "state", "cooked_at", "isolated_at", "isolated_reason"
    )  # fmt: skip
    return {name: getattr(pot.batch, name) for name in names} | {
        "used": [{"lot": lot, "amount": amount} for lot, amount in sorted(pot.used.items())],
        "temperature": pot.temperature,
        "tasting": pot.tasting,
        "sample": pot.sample,
    }


def meal_told(request, pk: int) -> dict:
    meal = meal_of(request, pk)
    held = holders(meal.school, on=meal.school.localdate(request.now))
    return told(on_day(evidence_for(meal), held, at=request.now, stops=no_kitchen_left(meal.school)))


def see(request) -> None:
    authorise(request.user, SEE_MEALS, school=request.school, at=request.now)


@router.get("/days/{on}", response={200: DayOut, **NO}, operation_id="get_day", summary="One canteen day")
def get_day(request, on: Day):
    see(request)
    return day_told(request, on)


def day_told(request, on) -> dict:
    found = day(request.school, on, at=request.now)
    opened = found.opened
    return {
        "on": on, "opened_at": opened and opened.opened_at, "opened_by": opened and opened.opened_by,
        "meals": [told(one) for one in found.meals],
    }  # fmt: skip


@router.post("/days", response={201: DayOut, **NO}, operation_id="open_day", summary="Open a day (GT-16)", **ONCE)
def open_day(request, sent: DayIn):
    call(request, actions.open_canteen_day, school=request.school, on=sent.on)
    return Status(201, day_told(request, sent.on))


class MealsIn(PageIn):
    on: Day | None = None


@router.get("/meals", response={200: PageOut[MealRow], **NO}, operation_id="list_meals", summary="Meals")
def list_meals(request, asked: Query[MealsIn]):
    see(request)
    rows = Meal.objects.of(request.school)
    return page(rows.filter(on=asked.on) if asked.on else rows, asked)


@router.get("/meals/{int:pk}", response={200: MealOut, **NO}, operation_id="get_meal", summary="One meal")
def get_meal(request, pk: int):
    found = meal_told(request, pk)
    see(request)
    return found


@router.post("/meals", response={201: MealOut, **NO}, operation_id="plan_meal", summary="Plan a meal (GT-06)", **ONCE)
def plan_meal(request, sent: MealIn):
    dishes = those_of(request, Dish.objects.all(), sent.dishes)
    facts = sent.model_dump() | {"dishes": [dishes[key] for key in sent.dishes]}
    meal = call(request, actions.plan_meal, school=request.school, **facts)
    return Status(201, meal_told(request, meal.pk))


def _on_meal(path: str, verb, summary: str, given: type[In] | None = None) -> None:
    """An operation on one meal whose fields are the verb's own."""
    about = {"response": {200: MealOut, **NO}, "operation_id": verb.__name__, "summary": summary, **ONCE}

    def act(request, pk: int, **facts):
        meal = meal_of(request, pk)
        call(request, verb, about=[meal], meal=meal, **facts)
        return meal_told(request, pk)

    if given is None:

        @router.post(path, **about)
        def plain(request, pk: int):
            return act(request, pk)
    else:

        @router.post(path, **about)
        def with_facts(request, pk: int, sent: given):
            return act(request, pk, **sent.model_dump())


_on_meal("/meals/{int:pk}/heads", actions.change_heads, "So many eat", HeadsIn)
_on_meal("/meals/{int:pk}/call-off", actions.call_off_meal, "It will not take place; before anything is issued", WhyIn)
_on_meal("/meals/{int:pk}/start", actions.start_cooking, "The stoves are lit", WhenIn)
_on_meal("/meals/{int:pk}/release", actions.release_meal, "Let the pupils eat (GT-05, GT-08, GT-09, GT-11, GT-16)")
_on_meal("/meals/{int:pk}/close", actions.close_meal, "The meal is done and proven (GT-09, GT-10)")


@router.post(
    "/meals/{int:pk}/batches", response={201: MealOut, **NO}, operation_id="add_batch", summary="One more pot", **ONCE
)
def add_batch(request, pk: int, sent: PotIn):
    meal = meal_of(request, pk)
    dish = one_of(request, Dish.objects.all(), sent.dish)
    call(request, actions.add_batch, about=[meal], meal=meal, dish=dish, heads=sent.heads)
    return Status(201, meal_told(request, pk))


@router.post(
    "/meals/{int:pk}/counts", response={200: MealOut, **NO}, operation_id="count_classes", summary="Who ate", **ONCE
)
def count_classes(request, pk: int, sent: CountsIn):
    meal = meal_of(request, pk)
    classes = those_of(request, SchoolClass.objects.all(), (row.school_class for row in sent.rows if row.school_class))
    rows = [(classes[row.school_class] if row.school_class else row.group, row.heads) for row in sent.rows]
    call(request, actions.count_classes, about=[meal], meal=meal, rows=rows)
    return meal_told(request, pk)


@router.post(
    "/meals/{int:pk}/leftovers",
    response={200: MealOut, **NO},
    operation_id="weigh_leftovers",
    summary="What was left, in grams; 0 is a record too",
    **ONCE,
)
def weigh_leftovers(request, pk: int, sent: WeighingsIn):
    meal = meal_of(request, pk)
    pots = those_of(request, DishBatch.objects.select_related("dish"), (row.batch for row in sent.rows if row.batch))
    rows = [(row.kind, pots.get(row.batch), row.grams) for row in sent.rows]
    call(request, actions.weigh_leftovers, about=[meal], meal=meal, rows=rows)
    return meal_told(request, pk)


@router.post(
    "/leftovers/{int:pk}/correct",
    response={201: MealOut, **NO},
    operation_id="correct_leftover",
    summary="The right weight, as a new row that names the old one (GT-18)",
    **ONCE,
)
def correct_leftover(request, pk: int, sent: RightWeightIn):
    old = one_of(request, Leftover.objects.select_related("meal__school", "school__bureau"), pk)
    call(request, actions.correct_leftover, about=[old.meal], leftover=old, **sent.model_dump())
    return Status(201, meal_told(request, old.meal_id))


@router.post(
    "/meals/{int:pk}/leftovers/dispose",
    response={200: MealOut, **NO},
    operation_id="dispose_leftovers",
    summary="Hand weighed leftovers to a licensed collector (LO-03)",
    **ONCE,
)
def dispose_leftovers(request, pk: int, sent: CollectedIn):
    meal = meal_of(request, pk)
    rows = those_of(request, Leftover.objects.select_related("meal__school"), sent.leftovers)
    if any(row.meal_id != meal.pk for row in rows.values()):
        raise Http404
    call(
        request, actions.dispose_leftovers, about=[meal], leftovers=rows.values(), collector=sent.collector,
        vehicle=sent.vehicle,
    )  # fmt: skip
    return meal_told(request, pk)
