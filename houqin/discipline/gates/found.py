"""Why a found thing may not leave its shelf."""

from collections.abc import Iterator
from datetime import date

from houqin.discipline.models import FoundThing
from houqin.discipline.reasons import Reason
from houqin.kernel.refusals import Refusal


def is_waiting(thing: FoundThing, *, is_out: bool) -> Iterator[Refusal]:
    if is_out:
        yield Refusal(Reason.OUT_ALREADY, {"code": thing.code}, where=thing)


def may_give(thing: FoundThing, *, how: str, is_out: bool) -> Iterator[Refusal]:
    yield from is_waiting(thing, is_out=is_out)
    if not how.strip():
        yield Refusal(Reason.IDENTITY_UNCHECKED)


def may_dispose(thing: FoundThing, *, kept_until: date, today: date, is_out: bool) -> Iterator[Refusal]:
    """What spoils may go on the day it is found; anything else waits for its owner (DR-09)."""
    yield from is_waiting(thing, is_out=is_out)
    if not thing.is_perishable and today <= kept_until:
        yield Refusal(Reason.KEPT_TOO_SHORT, {"code": thing.code, "until": f"{kept_until:%Y-%m-%d}"})
