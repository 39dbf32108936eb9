"""May rooms be inspected, drawn, helped, awarded?"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from fractions import Fraction

from houqin.dormitory.models import DormRoom
from houqin.incidents.models import Hazard
from houqin.kernel.refusals import KernelReason, Refusal
from houqin.roomlife.inspection_items import INSPECTION_ITEMS
from houqin.roomlife.models import Inspection, RoomAward, RoomDraw
from houqin.roomlife.reasons import Reason
from houqin.roomlife.selectors.ratings import Rating

#: An award speaks of a month: the room was looked at on this share of the days on which rooms of its building were.
#: A rule of this house, since EV-07 gives no number: one good day, and the others passed over, is no month.
SEEN_AT_LEAST = Fraction(1, 2)


def happened(happened_at: datetime, *, at: datetime) -> Iterator[Refusal]:
    if happened_at > at:
        yield Refusal(KernelReason.IN_THE_FUTURE, {"happened_at": happened_at}, "GT-18")


def items_known(items: Collection[str]) -> Iterator[Refusal]:
    for item in items:
        if item not in INSPECTION_ITEMS:
            yield Refusal(Reason.ITEM_UNKNOWN, {"item": item})


def may_inspect(room: DormRoom, *, draw: RoomDraw | None, on: date) -> Iterator[Refusal]:
    if room.space.closed_on and room.space.closed_on <= on:
        yield Refusal(Reason.ROOM_NOT_IN_USE, {"room": str(room)})
    if draw is not None and room.pk not in draw.rooms:
        yield Refusal(Reason.NOT_DRAWN, {"room": str(room)}, where=draw)


def follows_draw(draw: RoomDraw | None, *, happened_at: datetime) -> Iterator[Refusal]:
    """Nobody looks first and draws then. A time is typed to the minute."""
    if draw is not None and happened_at < draw.drawn_at.replace(second=0, microsecond=0):
        yield Refusal(Reason.BEFORE_DRAW, {"drawn_at": draw.drawn_at}, where=draw)


def may_correct(inspection: Inspection, *, is_corrected: bool, why: str) -> Iterator[Refusal]:
    if is_corrected:
        yield Refusal(Reason.CORRECTED_ALREADY, where=inspection)
    if not why.strip():
        yield Refusal(Reason.WHY_MISSING)


def may_draw(*, wanted: int, among: int, earlier: RoomDraw | None, why: str) -> Iterator[Refusal]:
    """`earlier` is the last draw of the same day: nobody draws until it suits without a word."""
    if not 1 <= wanted <= among:
        yield Refusal(Reason.DRAW_COUNT, {"most": among})
    if earlier is not None and not why.strip():
        yield Refusal(Reason.REDRAW_UNEXPLAINED, where=earlier)


def says_how(text: str) -> Iterator[Refusal]:
    if not text.strip():
        yield Refusal(Reason.NOTE_MISSING)


def may_award(
    rated: Mapping[int, Rating], rooms: Collection[DormRoom], *, last: date, today: date, least: int,
    awarded: Collection[int], looked: Mapping[int, int], dangers: Mapping[int, Hazard],
) -> Iterator[Refusal]:  # fmt: skip
    """`last` ends the month; `looked` is `days_looked` of it, `dangers` are open, by the room's key. A danger is a veto
    that no score outweighs (EV-07).
    """
    if today <= last:
        yield Refusal(Reason.MONTH_NOT_OVER, {"on": last})
    if not rooms:
        yield Refusal(Reason.NO_ROOM_CHOSEN)
    for room in rooms:
        yield from may_have_award(
            rated[room.pk], is_awarded=room.pk in awarded, least=least, looked=looked, dangers=dangers
        )  # fmt: skip


def may_have_award(
    rating: Rating, *, is_awarded: bool, least: int, looked: Mapping[int, int], dangers: Mapping[int, Hazard]
) -> Iterator[Refusal]:
    """The space of the room is loaded. `dangers` are those that an inspection of a room found, whenever that was, and
    that nobody has put right.
    """
    name, seen, days = str(rating.room), len(rating.scores), looked.get(rating.room.space.building_id, 0)
    danger = dangers.get(rating.room.pk)
    if is_awarded:
        yield Refusal(Reason.AWARDED_ALREADY, {"room": name})
    if rating.danger_on:
        yield Refusal(Reason.DANGER_FOUND, {"room": name, "on": rating.danger_on})
    if danger is not None:
        yield Refusal(Reason.DANGER_OPEN, {"room": name, "code": danger.code}, where=danger)
    if rating.score is None:
        yield Refusal(Reason.NEVER_INSPECTED, {"room": name})
        return
    if rating.score < least:
        yield Refusal(Reason.BELOW_AWARD, {"room": name, "score": rating.score, "least": least})
    if seen < days * SEEN_AT_LEAST:
        yield Refusal(Reason.SEEN_TOO_SELDOM, {"room": name, "seen": seen, "days": days})


def may_withdraw(award: RoomAward, *, why: str) -> Iterator[Refusal]:
    if award.withdrawn_at:
        yield Refusal(Reason.AWARD_WITHDRAWN)
    if not why.strip():
        yield Refusal(Reason.WHY_MISSING)
