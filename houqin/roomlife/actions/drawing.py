"""Draw rooms by lot for a spot check."""

from datetime import datetime
from secrets import token_hex

from django.db import transaction

from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.transactions import lock
from houqin.roomlife import events
from houqin.roomlife.gates import inspections as gates
from houqin.roomlife.models import RoomDraw
from houqin.roomlife.permissions import DRAW_ROOMS
from houqin.roomlife.selectors.drawing import drawn_from
from houqin.roomlife.selectors.heads import rooms_in_use
from houqin.tenancy.schools import School


@transaction.atomic
def draw_rooms(*, school, wanted: int, why: str = "", actor, at: datetime) -> RoomDraw:
    """Draw so many of the rooms in use. The journal has the seed: a second draw of a day shows as the second.

    Raises Refused: may_draw.
    """
    authorise(actor, DRAW_ROOMS, school=school, at=at)
    lock(School.objects.filter(pk=school.pk))
    on = school.localdate(at)
    rooms = {room.pk: room for room in rooms_in_use(school, on)}
    earlier = RoomDraw.objects.of(school).filter(on=on).order_by("-number").first()
    require(gates.may_draw(wanted=wanted, among=len(rooms), earlier=earlier, why=why))
    among, seed = sorted(rooms), token_hex(16)
    drawn = drawn_from(among, wanted=wanted, seed=seed)
    draw = RoomDraw.objects.create(
        school=school, on=on, number=earlier.number + 1 if earlier else 1, seed=seed, among=among, wanted=wanted,
        rooms=drawn, why=why.strip()[:120], drawn_by=actor, drawn_at=at,
    )  # fmt: skip
    record(
        events.ROOMS_DRAWN, draw, about=[rooms[key] for key in drawn], actor=actor, at=at, number=draw.number, on=on,
        rooms=[str(rooms[key]) for key in drawn], seed=seed, among=len(among), why=draw.why,
    )  # fmt: skip
    return draw
