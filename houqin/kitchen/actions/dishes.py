"""Dishes and their recipes."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from functools import partial

from django.db import transaction

from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.quantities import BaseUnit
from houqin.kernel.refusals import Refusal, require
from houqin.kernel.shown import shown
from houqin.kernel.spoken import spoken
from houqin.kitchen.events import DISH_ADDED, DISH_CHANGED, DISH_RETIRED, RECIPE_WRITTEN
from houqin.kitchen.gates.menus import is_in_use, is_kind, may_be_called, may_be_recipe, may_retire
from houqin.kitchen.models import Dish, MenuItem, Recipe, RecipeLine
from houqin.kitchen.permissions import MANAGE_DISHES
from houqin.kitchen.reasons import Reason
from houqin.kitchen.selectors.menus import current_recipes
from houqin.supply.actions.changing import set_changed
from houqin.tenancy.codes import next_code
from houqin.tenancy.gates import belongs_to
from houqin.tenancy.school_rows import lock_one


@transaction.atomic
def add_dish(*, school, name: str, kind: str, code: str = "", is_cooked_through: bool = True, allergens: str = "",
             is_halal: bool = False, actor, at: datetime) -> Dish:  # fmt: skip
    """Without a code it gets one.  Raises Refused: FOOD_BANNED, DISH_NAME_TAKEN, DISH_CODE_TAKEN, DISH_KIND_UNKNOWN."""
    authorise(actor, MANAGE_DISHES, school=school, at=at)
    name, code = name.strip(), code.strip()
    require(may_be_called(name), _is_free(school, name=name, code=code), is_kind(kind))
    dish = Dish.objects.create(
        school=school, code=code or next_code(school, "D", school.localdate(at)), name=name, kind=kind,
        is_cooked_through=is_cooked_through, allergens=allergens.strip(), is_halal=is_halal,
    )  # fmt: skip
    record(DISH_ADDED, dish, actor=actor, at=at, name=name, dish_kind=kind, code=dish.code)
    return dish


@transaction.atomic
def change_dish(*, dish: Dish, name: str, kind: str, is_cooked_through: bool, allergens: str, is_halal: bool, actor,
                at: datetime) -> Dish:  # fmt: skip
    """The journal keeps what it said before.  Raises Refused as `add_dish`, and DISH_RETIRED."""
    authorise(actor, MANAGE_DISHES, school=dish.school, at=at)
    dish = lock_one(Dish, dish.pk, school=dish.school)
    name = name.strip()
    require(may_be_called(name), _is_free(dish.school, name=name, but=dish), is_kind(kind), is_in_use(dish))
    changes = set_changed(
        dish,
        {
            "name": name,
            "kind": kind,
            "is_cooked_through": is_cooked_through,
            "allergens": allergens.strip(),
            "is_halal": is_halal,
        },
    )
    if changes:
        record(DISH_CHANGED, dish, actor=actor, at=at, name=dish.name, changes=changes)
    return dish


@transaction.atomic
def write_recipe(*, dish: Dish, lines: list[tuple], actor, at: datetime) -> Recipe:
    """A new version from (article, thousandths of its base unit per head); the old versions stay for the old meals.

    Raises Refused: RECIPE_EMPTY, RECIPE_UNCHANGED, ARTICLE_TWICE, ARTICLE_NOT_IN_USE, ARTICLE_NOT_FOOD,
    AMOUNT_PER_HEAD, FOOD_BANNED, DISH_RETIRED, OTHER_SCHOOL.
    """
    authorise(actor, MANAGE_DISHES, school=dish.school, at=at)
    dish = lock_one(Dish, dish.pk, school=dish.school)
    newest = current_recipes([dish]).get(dish.pk)
    said = {line.article_id: line.milli_per_head for line in newest.lines.all()} if newest else None
    require(belongs_to(dish.school, *(article for article, _milli in lines)), may_be_recipe(dish, lines, current=said))
    recipe = Recipe.objects.create(
        school=dish.school, dish=dish, version=newest.version + 1 if newest else 1, written_by=actor, written_at=at
    )
    RecipeLine.objects.bulk_create(
        RecipeLine(school=dish.school, recipe=recipe, article=article, milli_per_head=milli) for article, milli in lines
    )
    written = [spoken(partial(_line, article, milli)) for article, milli in lines]
    record(
        RECIPE_WRITTEN, dish, about=[recipe, *(article for article, _milli in lines)], actor=actor, at=at,
        dish=dish.name, version=recipe.version, lines=written,
    )  # fmt: skip
    return recipe


def _line(article, milli: int) -> str:
    return f"{article.name} {shown(Decimal(milli) / 1000)} {BaseUnit(article.base_unit).label}"


@transaction.atomic
def retire_dish(*, dish: Dish, actor, at: datetime) -> Dish:
    """No new menu may name it; what was served stays.  Raises Refused: DISH_ON_MENU, DISH_RETIRED."""
    authorise(actor, MANAGE_DISHES, school=dish.school, at=at)
    dish = lock_one(Dish, dish.pk, school=dish.school)
    today = dish.school.localdate(at)
    ahead = MenuItem.objects.filter(dish=dish, on__gte=today, withdrawn_at=None)
    require(may_retire(dish, menu_days=sorted(set(ahead.values_list("on", flat=True)))))
    dish.retired_on = today
    dish.save(update_fields=["retired_on"])
    record(DISH_RETIRED, dish, actor=actor, at=at, name=dish.name)
    return dish


def _is_free(school, *, name: str, code: str = "", but: Dish | None = None) -> Iterator[Refusal]:
    others = Dish.objects.of(school).exclude(pk=but.pk if but else None)
    if taken := others.in_use().filter(name=name).first():
        yield Refusal(Reason.DISH_NAME_TAKEN, {"name": name}, where=taken)
    if code and (taken := others.filter(code=code).first()):
        yield Refusal(Reason.DISH_CODE_TAKEN, {"code": code, "dish": taken.name}, where=taken)
