"""May this night be handed over, and by whom taken?"""

from collections.abc import Iterator
from datetime import date

from houqin.kernel.refusals import Refusal
from houqin.nightwatch.models import ShiftHandover
from houqin.nightwatch.reasons import Reason


def may_hand_over(night: date, *, tonight: date, is_signed: bool) -> Iterator[Refusal]:
    if night > tonight:
        yield Refusal(Reason.NIGHT_NOT_BEGUN, {"night": night})
    yield from signed(is_signed)


def signed(is_signed: bool) -> Iterator[Refusal]:
    if not is_signed:
        yield Refusal(Reason.NOT_SIGNED)


def may_take_over(handover: ShiftHandover, *, actor, taken, newer: bool) -> Iterator[Refusal]:
    """Two different people sign (SF-05)."""
    if handover.left_by_id == actor.pk:
        yield Refusal(Reason.TAKEN_BY_LEAVER)
    if taken is not None:
        yield Refusal(Reason.TAKEN_ALREADY, {"name": taken.by.name})
    if newer:
        yield Refusal(Reason.HANDOVER_CORRECTED)
