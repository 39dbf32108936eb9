"""May this be entered as disinfected, may people eat from it? GT-11, rules DS-01…DS-09."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.urls import reverse

from houqin.kernel.refusals import KernelReason, Refusal
from houqin.kitchen.gates.days import is_not_called_off
from houqin.kitchen.models.disinfections import ENOUGH, FITS, Cleaned, Disinfection, Method
from houqin.kitchen.models.meals import Meal
from houqin.kitchen.reasons import Reason

#: What no instrument shows and nobody waits for.
MOST_READING, MOST_MINUTES = Decimal(9_999), Decimal(1_440)


@dataclass(frozen=True)
class Used:
    """The page on which the tableware of that meal is recorded."""

    meal: int

    def get_absolute_url(self) -> str:
        return reverse("kitchen:meal-disinfect", args=[self.meal])


def may_disinfect(meal: Meal, rows: list, *, ended_at: datetime, at: datetime) -> Iterator[Refusal]:
    """`rows` say what, method, reading, minutes. Too cool or too short is no refusal: it is kept as not passed."""
    if meal.is_called_off:
        yield from is_not_called_off(meal)
    if ended_at > at:
        yield Refusal(KernelReason.IN_THE_FUTURE, {"happened_at": ended_at}, gate="GT-18")
    if not rows:
        yield Refusal(Reason.NOTHING_DISINFECTED)
    for what, times in Counter(row.what for row in rows).items():
        if times > 1:
            yield Refusal(Reason.DISINFECTED_TWICE, {"what": Cleaned(what).label})
    for row in rows:
        yield from is_readable(row)


def is_readable(row) -> Iterator[Refusal]:
    what, unit = Cleaned(row.what).label, ENOUGH[Method(row.method)].unit
    if row.method not in FITS[Cleaned(row.what)]:
        yield Refusal(Reason.METHOD_UNFIT, {"what": what, "method": Method(row.method).label})
        return
    if unit and row.reading is None:
        yield Refusal(Reason.READING_MISSING, {"what": what, "unit": unit})
    elif not 0 <= (row.reading or 0) <= MOST_READING or not 0 < row.minutes <= MOST_MINUTES:
        facts = {"what": what, "reading": row.reading, "unit": unit, "minutes": row.minutes}
        yield Refusal(Reason.READING_IMPOSSIBLE, facts)


def may_correct_disinfection(old: Disinfection, row, *, reason: str) -> Iterator[Refusal]:
    """Nothing is edited; a correction names the old row (GT-18)."""
    if Disinfection.objects.filter(corrects=old).exists():
        yield Refusal(Reason.CORRECTED_ALREADY, gate="GT-18", where=old)
    if not reason.strip():
        yield Refusal(Reason.REASON_MISSING, gate="GT-18")
    yield from is_readable(row)


def tableware_is_clean(known) -> Iterator[Refusal]:
    """GT-11: disinfected since it was last used. Before the first meal here nothing is known, and nothing asked."""
    if known.unclean_since is not None:
        facts = {"used_at": known.unclean_since}
        yield Refusal(Reason.TABLEWARE_NOT_DISINFECTED, facts, gate="GT-11", where=Used(known.used_before))
