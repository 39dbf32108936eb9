"""What those who answer for the canteen see on Today besides their own work: the store by exception, and the week."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from houqin.kitchen.selectors.figures import DayFigures, figures


@dataclass(frozen=True)
class Line:
    """The fields of ui/lines.html."""

    label: str
    url: str
    state: str
    quiet: str = ""


@dataclass(frozen=True)
class Figure:
    """The fields of ui/numbers.html. `points` draws the days in a box of 100 × 28."""

    label: str
    value: str
    note: str
    points: str


def store_lines(counts: dict[str, int]) -> list[Line]:
    """What is out of the ordinary, worst first; one quiet line when nothing is. `counts`: supply's `store_counts`."""
    stock, waiting = reverse("supply:stock"), counts["arrived"]
    found = [
        (counts["expired"], "missed", f"{stock}?state=expired",
         ngettext("{number} lot expired, still in the store", "{number} lots expired, still in the store",
                  counts["expired"])),
        (waiting, "due", f"{reverse('supply:deliveries')}?state=arrived",
         ngettext("{number} delivery waits for inspection", "{number} deliveries wait for inspection", waiting)),
        (counts["stopped"], "held", f"{stock}?state=stopped",
         ngettext("{number} lot out of use", "{number} lots out of use", counts["stopped"])),
        (counts["near"], "late", f"{stock}?state=near",
         ngettext("{number} lot to use first", "{number} lots to use first", counts["near"])),
    ]  # fmt: skip
    lines = [Line(text.format(number=number), url, state) for number, state, url, text in found if number]
    usable = ngettext("{number} lot in the store", "{number} lots in the store", counts["stock"])
    return [*lines, Line(usable.format(number=counts["stock"]), stock, "done")]


def week_figures(school, at: datetime) -> list[Figure]:
    """This week's numbers beside those of the week before. None before the first meal. Three queries."""
    known = figures(school, school.localdate(at))
    if not any(day.meals for day in known.days):
        return []
    return [
        _figure(_("Released in time"), known, _in_time, _percent),
        _figure(_("Left over per head"), known, _left, _grams),
        _figure(_("Heads in seven days"), known, _heads, str),
        _figure(_("Meals released"), known, _meals, str),
    ]


def _figure(label: str, known, measure: Callable, say: Callable) -> Figure:
    now, before = measure(known.days), measure(known.before)
    note = _("week before {value}").format(value=say(before)) if before is not None else ""
    daily = [value for day in known.days if (value := measure([day])) is not None]
    return Figure(label, say(now) if now is not None else _("no meal yet"), note, _points(daily))


def _in_time(days: list[DayFigures]) -> float | None:
    meals = sum(day.meals for day in days)
    return 100 * sum(day.in_time for day in days) / meals if meals else None


def _left(days: list[DayFigures]) -> float | None:
    heads = sum(day.heads for day in days)
    return sum(day.grams for day in days) / heads if heads else None


def _heads(days: list[DayFigures]) -> int | None:
    return sum(day.heads for day in days) or None


def _meals(days: list[DayFigures]) -> int | None:
    return sum(day.meals for day in days) or None


def _percent(value: float) -> str:
    return f"{value:.0f}%"


def _grams(value: float) -> str:
    return f"{value:.0f} g"


def _points(values: list[float]) -> str:
    """A line from the first day to the last; none for a single day."""
    if len(values) < 2:
        return ""
    low, high = min(values), max(values)
    step = 96 / (len(values) - 1)
    heights = [14 if high == low else 26 - 24 * (value - low) / (high - low) for value in values]
    return " ".join(f"{2 + place * step:.1f},{height:.1f}" for place, height in enumerate(heights))
