"""Questions asked before orders are drafted from a menu."""

from collections.abc import Iterator
from datetime import date

from houqin.kernel.refusals import Refusal
from houqin.kitchen.reasons import Reason


def may_draft(*, from_on: date, to_on: date, amounts: list[int]) -> Iterator[Refusal]:
    """Why no order can come of this: the days are swapped, or nothing is to be bought."""
    if to_on < from_on:
        yield Refusal(Reason.DAYS_SWAPPED, {"from_on": from_on, "to_on": to_on})
    elif not any(amount > 0 for amount in amounts):
        yield Refusal(Reason.NOTHING_TO_ORDER)
