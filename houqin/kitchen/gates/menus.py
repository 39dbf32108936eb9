"""Questions asked before a dish, a recipe or a menu changes."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from houqin.kernel.quantities import BaseUnit, Quantity
from houqin.kernel.refusals import Refusal
from houqin.kitchen.models import Dish, MealKind, Menu, MenuItem
from houqin.kitchen.reasons import Reason
from houqin.supply.banned import DISH, INGREDIENT, banned_in
from houqin.supply.goods_classes import goods_classes

#: More of one article for one head is a slip of the unit: 5 kg, 5 L; 100 pieces.
MOST_MILLI_PER_HEAD = {BaseUnit.GRAM: 5_000_000, BaseUnit.MILLILITRE: 5_000_000, BaseUnit.PIECE: 100_000}


def may_be_called(name: str, *, of: str = DISH, where=None) -> Iterator[Refusal]:
    """Why a dish or an ingredient of this name has no place in a school. GT-06; rules BF-01…BF-04."""
    for food in banned_in(name, of):
        facts = {"name": name, "food": food.title, "why": food.why, "rule": food.rule}
        yield Refusal(Reason.FOOD_BANNED, facts, gate="GT-06", where=where)


def is_kind(kind: str) -> Iterator[Refusal]:
    if kind not in Dish.Kind.values:
        yield Refusal(Reason.DISH_KIND_UNKNOWN, {"kind": kind})


def is_in_use(dish: Dish) -> Iterator[Refusal]:
    if dish.retired_on:
        yield Refusal(Reason.DISH_RETIRED, {"dish": dish.name, "retired_on": dish.retired_on}, where=dish)


def may_retire(dish: Dish, *, menu_days: list[date]) -> Iterator[Refusal]:
    """Why a dish may not be retired: it is already, or menus of days to come promise it."""
    yield from is_in_use(dish)
    if menu_days:
        yield Refusal(Reason.DISH_ON_MENU, {"dish": dish.name, "days": menu_days})


def may_be_cooked(dish: Dish, articles: Iterable = ()) -> Iterator[Refusal]:
    """Why a dish may not be planned: it is retired, or it or one of its ingredients is banned (GT-06)."""
    yield from is_in_use(dish)
    yield from may_be_called(dish.name, where=dish)
    for article in articles:
        yield from may_be_called(article.name, of=INGREDIENT, where=dish)


def may_be_recipe(dish: Dish, lines: list[tuple], *, current: dict[int, int] | None) -> Iterator[Refusal]:
    """Why these (article, thousandths per head) may not be the dish's recipe.

    `current` is article key → thousandths of the newest version; None when there is none yet.
    """
    yield from is_in_use(dish)
    if not lines:
        yield Refusal(Reason.RECIPE_EMPTY, {"dish": dish.name})
    seen = set()
    for article, milli in lines:
        if article.pk in seen:
            yield Refusal(Reason.ARTICLE_TWICE, {"article": article.name})
        seen.add(article.pk)
        yield from _may_be_ingredient(article, milli)
    if lines and current == {article.pk: milli for article, milli in lines}:
        yield Refusal(Reason.RECIPE_UNCHANGED, {"dish": dish.name})


def _may_be_ingredient(article, milli: int) -> Iterator[Refusal]:
    if article.retired_on:
        yield Refusal(Reason.ARTICLE_NOT_IN_USE, {"article": article.name, "retired_on": article.retired_on})
    yield from may_be_called(article.name, of=INGREDIENT)
    kind = goods_classes().get(article.goods_class)
    if kind and not kind.is_edible:
        yield Refusal(Reason.ARTICLE_NOT_FOOD, {"article": article.name, "goods_class": kind.title})
    most = MOST_MILLI_PER_HEAD[BaseUnit(article.base_unit)]
    if not 0 < milli <= most:
        limit = Quantity(most // 1000, BaseUnit(article.base_unit))
        yield Refusal(Reason.AMOUNT_PER_HEAD, {"article": article.name, "most": limit})


def may_begin(week_starts_on: date, *, existing: Menu | None, today: date) -> Iterator[Refusal]:
    """Why no menu may begin then."""
    if week_starts_on.weekday() != 0:
        yield Refusal(Reason.NOT_A_MONDAY, {"on": week_starts_on})
    elif week_starts_on + timedelta(days=6) < today:
        yield Refusal(Reason.WEEK_IS_OVER, {"week_starts_on": week_starts_on})
    if existing:
        yield Refusal(Reason.MENU_EXISTS, {"week_starts_on": week_starts_on}, where=existing)


def may_change(menu: Menu, *, on: date, reason: str, today: date) -> Iterator[Refusal]:
    """Why a day of this menu may not change: it is over, or families have read it and no reason was given."""
    if not menu.week_starts_on <= on <= menu.week_starts_on + timedelta(days=6):
        yield Refusal(Reason.DAY_NOT_IN_WEEK, {"on": on, "week_starts_on": menu.week_starts_on})
    elif on < today:
        yield Refusal(Reason.MENU_DAY_OVER, {"on": on})
    if menu.published_at and not reason.strip():
        yield Refusal(Reason.CHANGE_NEEDS_REASON, {"published_at": menu.published_at})


def may_put_on(dish: Dish, *, meal_kind: str, there: Iterable[int], articles: Iterable) -> Iterator[Refusal]:
    """Why this dish may not stand on the menu of that meal. `there` are keys of the dishes standing there.

    A menu holds dishes and nothing else: a leftover is no dish and has no way here (GT-10).
    """
    if meal_kind not in MealKind.values:
        yield Refusal(Reason.MEAL_KIND_UNKNOWN, {"kind": meal_kind})
    if dish.pk in there:
        yield Refusal(Reason.ON_MENU_ALREADY, {"dish": dish.name})
    yield from may_be_cooked(dish, articles)


def may_leave(item: MenuItem) -> Iterator[Refusal]:
    """Why this item may not be withdrawn: it is already."""
    if item.withdrawn_at:
        yield Refusal(Reason.WITHDRAWN_ALREADY, {"name": item.withdrawn_by.name, "dish": item.dish.name})


def may_copy(menu: Menu, *, source_items: list, today: date) -> Iterator[Refusal]:
    if menu.published_at:
        yield Refusal(Reason.NO_COPY_AFTER_PUBLICATION)
    if menu.week_starts_on + timedelta(days=6) < today:
        yield Refusal(Reason.WEEK_IS_OVER, {"week_starts_on": menu.week_starts_on})
    if not source_items:
        yield Refusal(Reason.NOTHING_TO_COPY, {"week_starts_on": menu.week_starts_on - timedelta(days=7)})


def may_publish(menu: Menu, *, items: list[MenuItem], articles_of: dict[int, list], expected: dict[date, list],
                today: date) -> Iterator[Refusal]:  # fmt: skip
    """Why this menu may not be published. `expected` is day → meals of the timetable; days that are over count no more.

    `articles_of` is dish key → ingredients of its newest recipe.
    """
    if menu.published_at:
        yield Refusal(Reason.PUBLISHED_ALREADY, {"published_at": menu.published_at})
    if menu.week_starts_on + timedelta(days=6) < today:
        yield Refusal(Reason.WEEK_IS_OVER, {"week_starts_on": menu.week_starts_on})
    if not items:
        yield Refusal(Reason.MENU_EMPTY)
    there = {(item.on, item.meal_kind) for item in items}
    for on, kinds in sorted(expected.items()):
        missing = [MealKind(kind).label for kind in kinds if (on, kind) not in there]
        if missing and on >= today:
            yield Refusal(Reason.MEALS_WITHOUT_DISH, {"on": on, "meals": missing})
    for dish in {item.dish_id: item.dish for item in items if item.on >= today}.values():
        yield from may_be_cooked(dish, articles_of.get(dish.pk, ()))
