"""Why a round after the bell may not be recorded."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from houqin.discipline.reasons import Reason
from houqin.kernel.refusals import Refusal


def may_make_round(building, doors: Iterable, *, is_boarding_night: bool, lights_out: datetime,
                   happened_at: datetime) -> Iterator[Refusal]:  # fmt: skip
    """`lights_out` is the first bell of the rooms heard: a round before it hears nothing of the night (D-11).

    The little ones sleep first: a door whose bell comes later may be passed as well, and is still to be heard.
    """
    doors = list(doors)
    if not doors:
        yield Refusal(Reason.NO_ROOMS)
    if not is_boarding_night:
        yield Refusal(Reason.NO_BOARDING_NIGHT)
    elif doors and happened_at < lights_out:
        yield Refusal(Reason.BEFORE_THE_BELL, {"lights_out": lights_out})
    for door in doors:
        if door.room.space.building_id != building.pk:
            yield Refusal(Reason.ROOM_ELSEWHERE, {"room": door.room.space.name, "building": building.name})
        if door.heard == "other" and not door.note.strip():
            yield Refusal(Reason.HEARD_UNSAID, {"room": door.room.space.name})
