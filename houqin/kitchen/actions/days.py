"""Verbs of the day: open it, plan its meals, change the pots."""

from datetime import date, datetime

from django.db import transaction

from houqin.duties.actions import answer_codes
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import Refusal, require
from houqin.kernel.transactions import lock
from houqin.kitchen import events
from houqin.kitchen.actions.steps import advance
from houqin.kitchen.evidence import evidence_for
from houqin.kitchen.gates import cooking as may
from houqin.kitchen.gates import days as gates
from houqin.kitchen.models import CanteenDay, Dish, DishBatch, Meal, MealKind, Recipe
from houqin.kitchen.models.dishes import BATCH_LETTERS
from houqin.kitchen.permissions import OPEN_DAY, PLAN_MEALS
from houqin.kitchen.reasons import Reason
from houqin.kitchen.selectors.menus import current_recipes
from houqin.kitchen.selectors.places import no_kitchen_left
from houqin.people.selectors import holders
from houqin.tenancy.calendar import timetable
from houqin.tenancy.codes import next_codes
from houqin.tenancy.models import School
from houqin.tenancy.school_rows import lock_one


@transaction.atomic
def open_canteen_day(*, school: School, on: date, actor, at: datetime) -> CanteenDay:
    """Open the canteen for a day and keep who answers for it (GT-16).  Raises Refused: see may_open_day."""
    authorise(actor, OPEN_DAY, school=school, at=at)
    lock(School.objects.filter(pk=school.pk))
    held = holders(school, on=on)
    opened = CanteenDay.objects.of(school).filter(on=on).first()
    stops = no_kitchen_left(school)
    require(gates.may_open_day(opened, held, on=on, today=school.localdate(at), stops=stops))
    day = CanteenDay.objects.create(school=school, on=on, opened_at=at, opened_by=actor)
    day.responsible.set(held)
    record(events.DAY_OPENED, day, actor=actor, at=at, on=on, responsible=[str(holding) for holding in held])
    answer_codes(school, "kitchen.open-day", at=at)
    return day


@transaction.atomic
def plan_meal(*, school: School, on: date, kind: str, heads: int, dishes: list[Dish], actor, at: datetime) -> Meal:
    """A meal with one pot of each dish, by its newest recipe, at the time of the timetable.

    Raises Refused: may_plan_meal, may_cook_dishes (GT-06), heads_are_possible, NO_DISHES.
    """
    authorise(actor, PLAN_MEALS, school=school, at=at)
    lock(School.objects.filter(pk=school.pk))
    kind = MealKind(kind)
    known = Meal.objects.of(school).taking_place().filter(on=on, kind=kind).first()
    serves_at = timetable(school, on).get(str(kind.value))
    today = school.localdate(at)
    recipes = current_recipes(dishes)
    require(
        gates.may_plan_meal(known, kind_title=kind.label, serves_at=serves_at, on=on, today=today),
        gates.heads_are_possible(heads),
        _has_dishes(dishes, meal=kind.label),
        gates.may_cook_dishes(school, dishes, recipes),
    )
    meal = Meal.objects.create(school=school, on=on, kind=kind, serves_at=serves_at, planned_heads=heads)
    codes = next_codes(school, "C", on, len(dishes), part=BATCH_LETTERS[kind])
    for code, dish in zip(codes, dishes, strict=True):
        _pot(meal, dish, recipes.get(dish.pk), code=code, pot=1, heads=heads)
    names = [dish.name for dish in dishes]
    record(events.MEAL_PLANNED, meal, about=dishes, actor=actor, at=at, heads=heads, dishes=names)
    return meal


@transaction.atomic
def call_off_meal(*, meal: Meal, reason: str, actor, at: datetime) -> Meal:
    """It will not take place. The meal and its pots stay as they were planned.  Raises Refused: may_call_off."""
    authorise(actor, PLAN_MEALS, school=meal.school, at=at)
    [meal] = lock(Meal.objects.filter(pk=meal.pk).select_related("school"))
    require(gates.may_call_off(evidence_for(meal), reason=reason))
    meal.state, meal.called_off_at, meal.called_off_by = Meal.State.CALLED_OFF, at, actor
    meal.called_off_reason = reason.strip()
    meal.save(update_fields=["state", "called_off_at", "called_off_by", "called_off_reason"])
    record(events.MEAL_CALLED_OFF, meal, actor=actor, at=at, reason=meal.called_off_reason)
    return meal


@transaction.atomic
def change_heads(*, meal: Meal, heads: int, actor, at: datetime) -> Meal:
    """So many eat. Pots that held the old number and are not finished follow."""
    authorise(actor, PLAN_MEALS, school=meal.school, at=at)
    meal = lock_one(Meal, meal.pk, school=meal.school)
    require(gates.meal_is(meal, *may.UNRELEASED), gates.heads_are_possible(heads))
    before = meal.planned_heads
    meal.batches.filter(planned_heads=before, cooked_at=None).update(planned_heads=heads)
    meal.planned_heads = heads
    meal.save(update_fields=["planned_heads"])
    record(events.HEADS_CHANGED, meal, actor=actor, at=at, before=before, after=heads)
    return meal


@transaction.atomic
def add_batch(*, meal: Meal, dish: Dish, heads: int, actor, at: datetime) -> DishBatch:
    """One more pot, with its own temperature, tasting and sample (RS-06). Until the meal is released."""
    authorise(actor, PLAN_MEALS, school=meal.school, at=at)
    meal = lock_one(Meal, meal.pk, school=meal.school)
    recipes = current_recipes([dish])
    require(
        gates.meal_is(meal, *may.UNRELEASED),
        gates.heads_are_possible(heads),
        gates.may_cook_dishes(meal.school, [dish], recipes),
    )
    pots = meal.batches.filter(dish=dish).values_list("pot", flat=True)
    [code] = next_codes(meal.school, "C", meal.on, part=BATCH_LETTERS[MealKind(meal.kind)])
    batch = _pot(meal, dish, recipes.get(dish.pk), code=code, pot=max(pots, default=0) + 1, heads=heads)
    facts = {"dish": dish.name, "pot": batch.pot, "heads": heads}
    record(events.BATCH_ADDED, meal, about=[batch, dish], actor=actor, at=at, **facts)
    return batch


@transaction.atomic
def remove_planned_batch(*, batch: DishBatch, actor, at: datetime) -> Meal:
    """Take back a pot that nothing went into. Any other pot stays for ever. The meal may be further without it."""
    authorise(actor, PLAN_MEALS, school=batch.school, at=at)
    meal = lock_one(Meal, batch.meal_id, school=batch.school)
    known = evidence_for(meal).of(batch)
    require(may.may_remove(known, has_issues=batch.issues.exists()))
    record(events.BATCH_REMOVED, meal, about=[batch], actor=actor, at=at, dish=batch.dish.name, code=batch.code)
    batch.delete()
    advance(meal)
    return meal


def _has_dishes(dishes: list[Dish], *, meal):
    if not dishes:
        yield Refusal(Reason.NO_DISHES, {"meal": str(meal)})
    for dish in {dish for dish in dishes if dishes.count(dish) > 1}:
        yield Refusal(Reason.DISH_ALREADY_IN_MEAL, {"dish": dish.name})


def _pot(meal: Meal, dish: Dish, recipe: Recipe | None, *, code: str, pot: int, heads: int) -> DishBatch:
    is_cooking = meal.state != Meal.State.PLANNED
    return DishBatch.objects.create(
        school=meal.school,
        code=code,
        meal=meal,
        dish=dish,
        recipe=recipe,
        pot=pot,
        planned_heads=heads,
        state=DishBatch.State.COOKING if is_cooking else DishBatch.State.PLANNED,
    )
