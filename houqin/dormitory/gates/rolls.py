"""Why a roll may not be counted or closed. GT-13: never with an unexplained bed."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from houqin.dormitory.bells import Bells
from houqin.dormitory.models import Roll
from houqin.dormitory.reasons import Reason
from houqin.dormitory.selectors.rolls import Sheet
from houqin.kernel.refusals import KernelReason, Refusal


def may_count(
    roll: Roll | None, *, kind: str, rooms: Iterable[int], of_building: set[int], bells: Bells, happened_at: datetime,
    at: datetime,
) -> Iterator[Refusal]:  # fmt: skip
    """Rooms of this building, in this night, while the roll is open. Yields nothing when they may be counted."""
    rooms = list(rooms)
    if not rooms:
        yield Refusal(Reason.NOTHING_COUNTED)
    if set(rooms) - of_building:
        yield Refusal(Reason.ROOM_ELSEWHERE)
    if roll and roll.closed_at and happened_at >= roll.closed_at:
        yield Refusal(Reason.ROLL_CLOSED, {"closed_at": roll.closed_at}, where=roll)
    if happened_at > at:
        yield Refusal(KernelReason.IN_THE_FUTURE, {"happened_at": happened_at})
    if happened_at < bells.opens(kind):
        yield Refusal(Reason.NOT_YET_NIGHT, {"opens_at": bells.opens(kind)})
    if happened_at >= bells.ends_at:
        yield Refusal(Reason.ROLL_IS_OVER, {"night": bells.lights_out.date()})


def words_fit(
    beds: Iterable[int], *, rooms: dict[int, str], counting: set[str], elsewhere: bool, strangers: Iterable[int]
) -> Iterator[Refusal]:
    """One word a bed, of rooms that are counted, about pupils who sleep or slept there.

    `rooms` names the room of each bed of the building, `strangers` are beds with a pupil who never had them.
    """
    beds = [bed for bed in beds if bed in rooms]
    if elsewhere:
        yield Refusal(Reason.BED_ELSEWHERE)
    for room in sorted({rooms[bed] for bed in beds} - counting):
        yield Refusal(Reason.BED_NOT_COUNTED, {"room": room})
    for room in sorted({rooms[bed] for bed, times in Counter(beds).items() if times > 1}):
        yield Refusal(Reason.BED_SAID_TWICE, {"room": room})
    for room in sorted({rooms[bed] for bed in strangers if bed in rooms}):
        yield Refusal(Reason.NEVER_SLEPT_THERE, {"room": room})


def may_close(sheet: Sheet, *, at: datetime) -> Iterator[Refusal]:
    """GT-13 (D-17, D-18): the night has come, every room is counted, and every bed has one explanation."""
    opens_at = sheet.bells.opens(sheet.kind)
    if at < opens_at:
        yield Refusal(Reason.NOT_YET_NIGHT, {"opens_at": opens_at}, gate="GT-13")
    if sheet.roll and sheet.roll.closed_at:
        yield Refusal(Reason.ROLL_CLOSED, {"closed_at": sheet.roll.closed_at})
        return
    for room in sheet.rooms:
        if not room.is_counted:
            yield Refusal(Reason.ROOM_NOT_COUNTED, {"room": str(room.room)}, gate="GT-13")
            continue
        for tile in room.tiles:
            if not tile.is_open:
                continue
            facts = {"number": tile.bed.number, "room": str(room.room)}
            if tile.bedside.is_disputed:
                yield Refusal(Reason.BED_DISPUTED, facts, gate="GT-13")
            else:
                yield Refusal(
                    Reason.BED_UNEXPLAINED, facts | {"name": tile.pupil.name}, gate="GT-13", where=tile.search
                )
