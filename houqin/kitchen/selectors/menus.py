"""Answers about dishes and menus: what is in them, who must not eat them, which meals a week needs."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from operator import attrgetter

from django.db.models import Exists, OuterRef

from houqin.kernel.prepared import Prepared, give
from houqin.kernel.refusals import Refusal
from houqin.kitchen.gates.menus import may_publish
from houqin.kitchen.models import Dish, MealKind, Menu, MenuItem, Recipe, RecipeLine
from houqin.people.models import Pupil
from houqin.tenancy.calendar import Day, days_between, in_force
from houqin.tenancy.models import TimetableEntry

SEPARATORS = re.compile(r"[,，、;；/\s]+")


def words_in(text: str) -> list[str]:
    """Allergen words as people write them: “鸡蛋，牛奶 花生”. Order kept, each once."""
    return list(dict.fromkeys(word for word in SEPARATORS.split(text.strip()) if word))


def current_recipes(dishes: Iterable) -> dict[int, Recipe]:
    """Dish key → its newest recipe with lines and articles loaded. Two queries for any number of dishes."""
    keys = {getattr(dish, "pk", dish) for dish in dishes}
    found = {recipe.dish_id: recipe for recipe in NEWEST(dishes=keys)} if keys else {}
    if found:
        lines = LINES(recipes=[recipe.pk for recipe in found.values()])
        give(found.values(), "lines", lines, attrgetter("recipe_id"))
    return found


NEWEST = Prepared(
    lambda dishes: Recipe.objects.filter(dish__in=dishes).exclude(
        Exists(Recipe.objects.filter(dish=OuterRef("dish"), version__gt=OuterRef("version")))
    )
)
LINES = Prepared(
    lambda recipes: RecipeLine.objects.filter(recipe__in=recipes)
    .select_related("article")
    .order_by("-milli_per_head", "pk")
)  # fmt: skip


def articles_of(recipes: dict[int, Recipe]) -> dict[int, list]:
    """Dish key → the articles of its newest recipe."""
    return {dish: [line.article for line in recipe.lines.all()] for dish, recipe in recipes.items()}


def allergens_of(dish: Dish, articles: Iterable = ()) -> list[str]:
    """Every allergen word of the dish and of its ingredients. Never shortened: a hidden word can kill (BF-08)."""
    words = words_in(dish.allergens)
    for article in articles:
        words += words_in(article.allergens)
    return list(dict.fromkeys(words))


def pupils_allergic(school, *, on: date) -> list[list[str]]:
    """The allergen words of each pupil who has any; no names. One query."""
    rows = Pupil.objects.of(school).enrolled(on).exclude(allergens="")
    return [words_in(text) for text in rows.values_list("allergens", flat=True)]


def how_many_concerned(allergens: list[str], pupils: list[list[str]]) -> int:
    """How many pupils react to any of these. Words count when one holds the other: 奶 concerns 牛奶."""
    asked = [word.casefold() for word in allergens]

    def reacts(words: list[str]) -> bool:
        return any(one in word.casefold() or word.casefold() in one for one in asked for word in words)

    return sum(reacts(words) for words in pupils)


def meals_expected(school, from_on: date, to_on: date) -> dict[date, list[str]]:
    """Which meals of the timetable each day needs; a day that needs none is left out. Three queries.

    A taught day needs them all, but no dinner when nobody sleeps at school that night. Another day needs them only
    when the calendar says that boarders stay.
    """
    entries = list(TimetableEntry.objects.of(school).filter(what__in=MealKind.values, valid_from__lte=to_on))
    expected = {}
    for on, day in days_between(school, from_on, to_on).items():
        if kinds := kinds_on(day, set(in_force(entries, on))):
            expected[on] = kinds
    return expected


def kinds_on(day: Day, timed: set[str]) -> list[str]:
    """Which of the meals that have a time are needed on such a day, in their order."""
    if not day.is_taught and not (day.is_marked and day.is_boarding_night):
        return []
    without = {MealKind.DINNER.value} if day.is_taught and not day.is_boarding_night else set()
    return [kind for kind in MealKind.values if kind in timed - without]


def days_of(menu: Menu) -> list[date]:
    return [menu.week_starts_on + timedelta(days=number) for number in range(7)]


def items_of(menu: Menu) -> list[MenuItem]:
    """Every item, the withdrawn ones too, in the order of the plate. One query."""
    rows = MenuItem.objects.filter(menu=menu).select_related("dish", "added_by", "withdrawn_by")
    return list(rows.order_by("on", "added_at", "pk"))


def standing(items: Iterable[MenuItem]) -> list[MenuItem]:
    """Those not withdrawn."""
    return [item for item in items if item.withdrawn_at is None]


def why_not_publish(menu: Menu, items: list[MenuItem], *, today: date) -> list[Refusal]:
    """Every reason against publishing, for the verb and for the page that shows the button."""
    expected = meals_expected(menu.school, days_of(menu)[0], days_of(menu)[-1])
    articles = articles_of(current_recipes({item.dish_id for item in items}))
    return list(may_publish(menu, items=items, articles_of=articles, expected=expected, today=today))
