"""May the rota be planned so, may somebody stand in, may the turns of a day be checked?"""

from collections.abc import Collection, Iterator
from datetime import date, datetime

from houqin.kernel.refusals import KernelReason, Refusal
from houqin.people.models import Pupil
from houqin.roomlife.models import Turn
from houqin.roomlife.reasons import Reason

#: A month on the wall.
MOST_DAYS = 31


def may_plan(*, first: date, last: date, today: date) -> Iterator[Refusal]:
    if first < today:
        yield Refusal(Reason.ROTA_IN_THE_PAST, {"on": first})
    if last < first:
        yield Refusal(Reason.ROTA_DAYS_SWAPPED)
    elif (last - first).days >= MOST_DAYS:
        yield Refusal(Reason.ROTA_TOO_LONG, {"most": MOST_DAYS})


def may_stand_in(
    turn: Turn, pupil: Pupil, *, why: str, is_checked: bool, away: Collection[int], today: date
) -> Iterator[Refusal]:
    """`away` are the keys of the pupils who are known to be away when the room is cleaned."""
    if is_checked:
        yield Refusal(Reason.TURN_OVER, {"on": turn.on})
    elif turn.on < today:
        yield Refusal(Reason.TURN_PAST, {"on": turn.on})
    if pupil.pk in away:
        yield Refusal(Reason.AWAY_THEN, {"name": pupil.name, "on": turn.on})
    if pupil.pk == turn.pupil_id:
        yield Refusal(Reason.SAME_PUPIL, {"name": pupil.name})
    if not why.strip():
        yield Refusal(Reason.WHY_MISSING)


def may_check(
    turns: Collection[Turn], *, on: date, seen_on: date, checked: Collection[int], happened_at: datetime, at: datetime
) -> Iterator[Refusal]:
    """`seen_on` is the school's day of `happened_at`: a turn may be looked at later than on its day, never before."""
    if not turns:
        yield Refusal(Reason.NOBODY_TO_CHECK, {"on": on})
    for turn in turns:
        if turn.pk in checked:
            yield Refusal(Reason.TURN_CHECKED, {"room": str(turn.room), "on": turn.on})
    if turns and seen_on < on:
        yield Refusal(Reason.TURN_AHEAD, {"on": on})
    if happened_at > at:
        yield Refusal(KernelReason.IN_THE_FUTURE, {"happened_at": happened_at}, "GT-18")
