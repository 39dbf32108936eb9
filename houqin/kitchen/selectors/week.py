"""A menu as the week people read: days, meals, dishes, and whom a dish concerns."""

from dataclasses import dataclass, field
from datetime import date

from houqin.kitchen.models import Meal, MealKind, Menu, MenuItem
from houqin.kitchen.selectors.menus import (
    allergens_of,
    articles_of,
    current_recipes,
    days_of,
    how_many_concerned,
    meals_expected,
    pupils_allergic,
)


@dataclass(frozen=True)
class Plate:
    """One item. `concerned` counts pupils who react to it; nobody's name leaves the register."""

    item: MenuItem
    words: list[str]
    concerned: int


@dataclass(frozen=True)
class MealOfDay:
    kind: str
    label: str
    is_expected: bool
    plates: list[Plate]
    called_off: str = ""  # why, while no other meal of the kind is planned

    @property
    def is_missing(self) -> bool:
        return (
            self.is_expected
            and not self.called_off
            and not any(plate.item.withdrawn_at is None for plate in self.plates)
        )


@dataclass(frozen=True)
class DayOfWeek:
    on: date
    is_today: bool
    is_over: bool
    meals: list[MealOfDay]


@dataclass(frozen=True)
class Week:
    """`days` that eat; `idle` days have neither meals nor dishes. `kinds` are the columns."""

    kinds: list[tuple[str, str]]
    days: list[DayOfWeek] = field(default_factory=list)
    idle: list[date] = field(default_factory=list)


def week_of(menu: Menu, items: list[MenuItem], *, today: date) -> Week:
    """Eight queries, whatever the number of dishes."""
    expected = meals_expected(menu.school, days_of(menu)[0], days_of(menu)[-1])
    plates = _plates(menu, items, today=today)
    # In the order they were planned: a meal planned again after it was called off takes place.
    meals = Meal.objects.of(menu.school).filter(on__range=(days_of(menu)[0], days_of(menu)[-1])).order_by("pk")
    called_off = {(meal.on, meal.kind): meal.called_off_reason for meal in meals}
    known = {kind for kinds in expected.values() for kind in kinds} | {item.meal_kind for item in items}
    kinds = [(kind.value, kind.label) for kind in MealKind if kind.value in known]
    week = Week(kinds)
    for on in days_of(menu):
        meals = [
            MealOfDay(
                kind, label, kind in expected.get(on, ()), plates.get((on, kind), []), called_off.get((on, kind), "")
            )
            for kind, label in kinds
        ]
        if on in expected or any(meal.plates for meal in meals):
            week.days.append(DayOfWeek(on, on == today, on < today, meals))
        elif on >= today:
            week.idle.append(on)
    return week


def _plates(menu: Menu, items: list[MenuItem], *, today: date) -> dict[tuple, list[Plate]]:
    articles = articles_of(current_recipes({item.dish_id for item in items}))
    pupils = pupils_allergic(menu.school, on=max(today, menu.week_starts_on))
    found: dict[tuple, list[Plate]] = {}
    for item in items:
        words = allergens_of(item.dish, articles.get(item.dish_id, ()))
        plate = Plate(item, words, how_many_concerned(words, pupils) if item.withdrawn_at is None else 0)
        found.setdefault((item.on, item.meal_kind), []).append(plate)
    return found
