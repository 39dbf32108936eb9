"""How an entry came here when it came late: pressed on a phone without signal, sent when there was one.

Three moments are kept apart: when the thing happened (the person says), when it was recorded (the button was pressed),
when it was received (the server's clock). A phone's own clock is measured and noted, never trusted and never a reason
to say no.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta

#: A form that took longer from the button to the server waited in between.
AT_ONCE = timedelta(seconds=60)
#: A phone's clock that is further off than this is said in the history.
CLOCK_IS_OFF_SECONDS = 120


@dataclass(frozen=True)
class Arrival:
    """`recorded_at` is the press of the button by the server's clock; `device_ahead_s` how many seconds the phone's
    clock was ahead of it (negative: behind). `is_clock_unsure` when that clock was moved while the entry waited.
    `based_on` is when the page was made on which the person entered it.
    """

    recorded_at: datetime
    device_ahead_s: int
    is_clock_unsure: bool = False
    based_on: datetime | None = None

    def facts(self) -> dict:
        facts = {"recorded_at": self.recorded_at, "device_ahead_s": self.device_ahead_s}
        if self.is_clock_unsure:
            facts["is_clock_unsure"] = True
        if self.based_on:
            facts["based_on"] = self.based_on
        return facts


#: Set at the door and read where entries are written. Verbs in between know nothing of phones, so none can forget it.
_arriving: ContextVar[Arrival | None] = ContextVar("arriving", default=None)


def arriving() -> Arrival | None:
    """The arrival whose verb runs now; None when somebody acts at this moment."""
    return _arriving.get()


def pressed_at() -> datetime | None:
    """When the button was pressed for what waited on a phone; None for what somebody enters at this moment."""
    arrival = arriving()
    return arrival.recorded_at if arrival else None


@contextmanager
def comes_as(arrival: Arrival | None) -> Iterator[None]:
    token = _arriving.set(arrival)
    try:
        yield
    finally:
        _arriving.reset(token)


def measured(*, pressed: datetime, sent: datetime, received: datetime, offset_then: timedelta | None,
             based_on: datetime | None = None) -> Arrival | None:  # fmt: skip
    """The arrival of an entry, or None when it was sent at once by a phone whose clock is right.

    `pressed` and `sent` are the phone's clock, `received` the server's. What passed between the two readings of the
    phone is taken from the moment of receipt, so that a clock that is wrong all the time does no harm. `offset_then` is
    how far ahead of the server it was known to be at the press: when that changed meanwhile, somebody set the clock,
    and the earlier measure counts.
    """
    offset = sent - received
    waited = sent - pressed
    is_unsure = False
    if offset_then is not None and abs(offset_then - offset) > AT_ONCE:
        waited, is_unsure = received - (pressed - offset_then), True
    if waited < timedelta():
        waited, is_unsure = timedelta(), True
    ahead = round(offset.total_seconds())
    if waited <= AT_ONCE and not is_unsure and abs(ahead) < CLOCK_IS_OFF_SECONDS:
        return None
    # Sent at once it was recorded now: a second less would put it before the step that was entered just before it.
    recorded_at = received if waited <= AT_ONCE else (received - waited).replace(microsecond=0)
    return Arrival(recorded_at, ahead, is_unsure, based_on)
