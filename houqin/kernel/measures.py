"""What can be counted of a school's work. Each app declares its measures in `measures.py`; indicators and scores are
computed from them, so that nobody fills in a form twice.

@measure("dormitory.rolls", _("Rolls closed in time"), unit=PERCENT, better=HIGHER, rule="DR-01", clauses=("D-17",))
def rolls_in_time(school, *, first, last):
    return share(done, asked)

A measure answers for the days `first` to `last`, both included, from rows that are there: asked again it says the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

HIGHER, LOWER = "higher", "lower"
PERCENT, COUNT, MINUTES, POINTS = "percent", "count", "minutes", "points"

#: Every measure by its code, in the order in which they were declared.
MEASURES: dict[str, "Measure"] = {}


@dataclass(frozen=True)
class Measured:
    """`value` in the measure's unit, None when there was nothing to measure; `of` is how many cases stand behind it."""

    value: Decimal | None
    of: int = 0


class Ask(Protocol):
    def __call__(self, school, *, first: date, last: date) -> Measured: ...


@dataclass(frozen=True)
class Measure:
    code: str
    title: Any
    unit: str
    better: str
    rule: str
    clauses: tuple[str, ...]
    view: str
    ask: Ask


def said(value: Decimal, unit: str) -> str:
    """A number with its unit, in the reader's language."""
    number, many = f"{value.normalize():f}", 1 if value == 1 else 2
    return {
        PERCENT: _("{n}%"),
        COUNT: ngettext("{n} case", "{n} cases", many),
        MINUTES: _("{n} min"),
        POINTS: ngettext("{n} point", "{n} points", many),
    }[unit].format(n=number)


def measure(
    code: str, title, *, unit: str, better: str, rule: str = "", clauses=(), view: str = ""
) -> Callable[[Ask], Ask]:
    """Declare a measure over its question; `view` names the page that shows its rows.

    Declaring a code twice is a mistake and fails at start-up.
    """

    def declare(ask: Ask) -> Ask:
        if code in MEASURES:
            raise ValueError(f"the measure {code} is declared twice")
        MEASURES[code] = Measure(code, title, unit, better, rule, tuple(clauses), view, ask)
        return ask

    return declare


def share(part: int, of: int) -> Measured:
    """Percent with one place, rounded half up; nothing of nothing is no number."""
    if not of:
        return Measured(None)
    return Measured((Decimal(100 * part) / of).quantize(Decimal("0.1"), ROUND_HALF_UP), of)


def count(number: int) -> Measured:
    return Measured(Decimal(number), number)


def mean(numbers: list) -> Measured:
    """With one place, rounded half up."""
    if not numbers:
        return Measured(None)
    return Measured((Decimal(sum(numbers)) / len(numbers)).quantize(Decimal("0.1"), ROUND_HALF_UP), len(numbers))
