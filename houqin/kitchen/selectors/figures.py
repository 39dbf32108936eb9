"""The last two weeks of the canteen in a few numbers: were meals out in time, for how many, how much came back."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Sum

from houqin.kernel.prepared import Prepared
from houqin.kitchen.models import Leftover, Meal, ServiceCount

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


RELEASED = Prepared(
    lambda school, first, last: (
        Meal.objects.of(school)
        .filter(on__range=(first, last), released_at__isnull=False)
        .values_list("pk", "on", "released_at", "serves_at")
    )
)
# Of each meal and group the newest count holds, as `evidence.newest_counts`; two weeks of them are too many for models.
HEADS = Prepared(
    lambda meals: (
        ServiceCount.objects.filter(meal__in=meals)
        .order_by("pk")
        .values_list("meal_id", "school_class_id", "group", "heads")
    )
)
LEFT = Prepared(
    lambda meals: (
        Leftover.objects.standing().filter(meal__in=meals).order_by().values_list("meal").annotate(grams=Sum("grams"))
    )
)


def figures(school, today: date) -> Figures:
    """Three queries, whatever was served. A meal counts once it is released."""
    first = today - timedelta(days=2 * DAYS - 1)
    days = {first + timedelta(days=number): DayFigures(first + timedelta(days=number)) for number in range(2 * DAYS)}
    meals = {}
    for key, on, released_at, serves_at in RELEASED(school=school, first=first, last=today):
        meals[key] = days[on]
        days[on].meals += 1
        days[on].in_time += released_at <= serves_at
    newest = {(meal, *group): heads for meal, *group, heads in HEADS(meals=list(meals))} if meals else {}
    for (meal, *_group), heads in newest.items():
        meals[meal].heads += heads
    if counted := {meal for meal, *_group in newest}:
        for meal, grams in LEFT(meals=counted):
            meals[meal].grams += grams
    ordered = list(days.values())
    return Figures(days=ordered[DAYS:], before=ordered[:DAYS])
