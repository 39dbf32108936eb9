"""The last two weeks of the canteen in a few numbers: were meals out in time, for how many, how much came back."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Sum

from houqin.kitchen.evidence import newest_counts
from houqin.kitchen.models import Leftover, Meal

DAYS = 7


@dataclass
class DayFigures:
    on: date
    meals: int = 0
    in_time: int = 0
    heads: int = 0
    grams: int = 0  # left over, of meals whose heads are counted


@dataclass(frozen=True)
class Figures:
    """The seven days up to `today`, and the seven before, each day once."""

    days: list[DayFigures] = field(default_factory=list)
    before: list[DayFigures] = field(default_factory=list)


def figures(school, today: date) -> Figures:
    """Three queries, whatever was served. A meal counts once it is released."""
    first = today - timedelta(days=2 * DAYS - 1)
    days = {first + timedelta(days=number): DayFigures(first + timedelta(days=number)) for number in range(2 * DAYS)}
    meals = {
        meal.pk: meal
        for meal in Meal.objects.of(school).filter(on__range=(first, today), released_at__isnull=False)
    }  # fmt: skip
    for meal in meals.values():
        days[meal.on].meals += 1
        days[meal.on].in_time += meal.released_at <= meal.serves_at
    counted = set()
    for count in newest_counts(meals):
        counted.add(count.meal_id)
        days[meals[count.meal_id].on].heads += count.heads
    left = Leftover.objects.standing().filter(meal__in=counted).values_list("meal").annotate(grams=Sum("grams"))
    for meal_id, grams in left:
        days[meals[meal_id].on].grams += grams
    ordered = list(days.values())
    return Figures(days=ordered[DAYS:], before=ordered[:DAYS])
