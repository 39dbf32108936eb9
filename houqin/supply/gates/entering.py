"""Is what a person entered complete and possible at all?"""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from houqin.kernel.quantities import MOST_BASE
from houqin.kernel.refusals import KernelReason, Refusal
from houqin.supply.reasons import Reason

#: No probe and no truck of ours reads outside these: a forgotten decimal point does.
COLDEST_C, WARMEST_C = Decimal(-60), Decimal(100)


def amount_is_sane(article, amount: int, *, zero: bool = False) -> Iterator[Refusal]:
    """More than nothing, and less than a slip of the unit could make it."""
    if amount < 0 or (amount == 0 and not zero):
        yield Refusal(KernelReason.NOT_POSITIVE)
    else:
        yield from fits_one_entry(article, amount)


def fits_one_entry(article, amount: int) -> Iterator[Refusal]:
    """Not more than a hand could mean; a machine may send any number, and the database holds no more than 64 bits."""
    if amount > MOST_BASE:
        number, unit = str(article.quantity(amount)).rsplit(" ", 1)
        yield Refusal(KernelReason.TOO_MUCH, {"text": number, "unit": unit})


def temperature_is_sane(temperature: Decimal | None) -> Iterator[Refusal]:
    if temperature is not None and not COLDEST_C <= temperature <= WARMEST_C:
        yield Refusal(Reason.TEMPERATURE_ABSURD, {"temperature": temperature})


def why_is_given(why: str) -> Iterator[Refusal]:
    if not why.strip():
        yield Refusal(Reason.WHY_MISSING)


def not_yet(moment: datetime | None, reason: Reason) -> Iterator[Refusal]:
    """Why it is not done again: it was done at `moment`."""
    if moment:
        yield Refusal(reason)


def has_come(moment: datetime, *, at: datetime) -> Iterator[Refusal]:
    """Nobody records what has not happened (GT-18)."""
    if moment > at:
        yield Refusal(KernelReason.IN_THE_FUTURE, {"happened_at": moment}, "GT-18")
