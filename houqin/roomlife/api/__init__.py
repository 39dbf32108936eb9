"""The life of rooms over the API: what was seen, what was drawn, how rooms do; no child is named there. Room heads and
the cleaning rota name children, to those who may see them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from ninja import Query, Router, Schema, Status
from pydantic import Field

from houqin.dormitory.models import DormRoom
from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, In, Key, Moment, Named, PageIn, PageOut, Said, distinct, page, words
from houqin.kernel.permissions import authorise
from houqin.roomlife import actions
from houqin.roomlife.actions import Seen
from houqin.roomlife.api import heads, rota
from houqin.roomlife.models import Inspection, RoomDraw
from houqin.roomlife.permissions import DRAW_ROOMS, INSPECT_ROOMS, SEE_ROOMS
from houqin.roomlife.selectors.heads import rooms_in_use
from houqin.roomlife.selectors.ratings import ratings, week_of
from houqin.tenancy.reaching import one_of, those_of

router = Router(tags=["room life"])
router.add_router("/heads", heads.router)
router.add_router("/turns", rota.router)

#: A floor has a few dozen rooms; a building is sent floor by floor.
MOST_ROOMS = 200


class FindingOut(Schema):
    item: str
    text: Said
    points: int
    is_danger: bool


class InspectionOut(Schema):
    id: int
    room: int = Field(alias="room_id")
    name: Said = Field(alias="room")
    on: date
    draw: int | None = Field(alias="draw_id")
    happened_at: datetime
    received_at: datetime
    done_by: Named
    corrects: int | None = Field(alias="corrects_id")
    note: str
    score: int
    findings: list[FindingOut]

    @staticmethod
    def resolve_score(inspection):
        return max(inspection.score, 0)

    @staticmethod
    def resolve_findings(inspection):
        return [
            {"item": one.item, "text": str(one), "points": one.points, "is_danger": one.is_danger}
            for one in inspection.findings.all()
        ]


CODES = Annotated[list[words(40)], Field(max_length=40, description="Codes of what is not in order.")]


class RoomSeenIn(In):
    room: Key
    items: CODES = []
    note: words(200) = ""


class InspectIn(In):
    """`rooms` were looked at; one with no items was in order, and that is a record too."""

    rooms: Annotated[list[RoomSeenIn], Field(min_length=1, max_length=MOST_ROOMS), distinct("room")]
    draw: Key | None = None
    happened_at: Moment | None = None


class CorrectIn(In):
    items: CODES
    why: words(200)


class RoomRow(Schema):
    room: int
    name: str
    building: str
    floor: int
    score: Decimal | None = Field(description="Mean of the week, 0 to 100; null when nobody looked.")
    seen: int = Field(description="On so many days of the week. A day counts with its first look.")
    danger_on: date | None


class DrawIn(In):
    wanted: int = Field(ge=1, le=99)
    why: words(120, "Needed when rooms were drawn that day already.") = ""


class DrawOut(Schema):
    id: int
    on: date
    number: int
    seed: str
    among: list[int]
    rooms: list[int]
    why: str
    drawn_by: Named
    drawn_at: datetime


def _inspections():
    rows = Inspection.objects.scored().select_related("room__space", "done_by", "school__bureau")
    return rows.prefetch_related("findings")


@router.get("/rooms", response={200: list[RoomRow], **NO}, operation_id="list_room_ratings",
            summary="Every room in use with its rating of this week")  # fmt: skip
def list_rooms(request):
    authorise(request.user, SEE_ROOMS, school=request.school, at=request.now)
    today = request.school.localdate(request.now)
    rated = ratings(request.school, *week_of(today), rooms=rooms_in_use(request.school, today))
    return [
        {"room": key, "name": str(one.room), "building": str(one.room.space.building), "floor": one.room.floor,
         "score": one.score, "seen": len(one.scores), "danger_on": one.danger_on}
        for key, one in rated.items()
    ]  # fmt: skip


@router.get("/inspections", response={200: PageOut[InspectionOut], **NO}, operation_id="list_room_inspections",
            summary="What was seen, newest first")  # fmt: skip
def list_inspections(request, asked: Query[PageIn]):
    authorise(request.user, SEE_ROOMS, school=request.school, at=request.now)
    return page(_inspections().of(request.school), asked)


@router.post("/inspections", response={201: list[InspectionOut], **NO}, operation_id="inspect_rooms",
             summary="Rooms were looked at: all of them or none", **ONCE)  # fmt: skip
def inspect_rooms(request, sent: InspectIn):
    authorise(request.user, INSPECT_ROOMS, school=request.school, at=request.now)
    rooms = those_of(request, DormRoom.objects.select_related("space"), (one.room for one in sent.rooms))
    draw = one_of(request, RoomDraw.objects.all(), sent.draw)
    call(
        request, actions.inspect_rooms, about=[request.school], school=request.school, rooms=rooms.values(), draw=draw,
        seen={one.room: Seen(tuple(one.items), one.note) for one in sent.rooms}, happened_at=sent.happened_at,
    )  # fmt: skip
    newest = {one.room_id: one for one in _inspections().filter(room__in=rooms, done_by=request.user).order_by("pk")}
    return Status(201, list(newest.values()))


@router.get("/inspections/{int:pk}", response={200: InspectionOut, **NO}, operation_id="get_room_inspection",
            summary="One inspection")  # fmt: skip
def get_inspection(request, pk: int):
    found = one_of(request, _inspections(), pk)
    authorise(request.user, SEE_ROOMS, school=found.school, at=request.now)
    return found


@router.post("/inspections/{int:pk}/correct", response={201: InspectionOut, **NO},
             operation_id="correct_room_inspection", summary="A new entry in place of a wrong one", **ONCE)  # fmt: skip
def correct_inspection(request, pk: int, sent: CorrectIn):
    found = one_of(request, _inspections(), pk)
    authorise(request.user, INSPECT_ROOMS, school=found.school, at=request.now)
    made = call(request, actions.correct_inspection, about=[found], inspection=found, items=sent.items, why=sent.why)
    return Status(201, _inspections().get(pk=made.pk))


@router.get("/draws", response={200: PageOut[DrawOut], **NO}, operation_id="list_room_draws",
            summary="Draws for spot checks, newest first")  # fmt: skip
def list_draws(request, asked: Query[PageIn]):
    authorise(request.user, SEE_ROOMS, school=request.school, at=request.now)
    return page(RoomDraw.objects.of(request.school).select_related("drawn_by"), asked)


@router.post("/draws", response={201: DrawOut, **NO}, operation_id="draw_rooms",
             summary="Draw rooms by lot; a second draw of a day needs its reason", **ONCE)  # fmt: skip
def draw_rooms(request, sent: DrawIn):
    authorise(request.user, DRAW_ROOMS, school=request.school, at=request.now)
    made = call(
        request, actions.draw_rooms, about=[request.school], school=request.school, wanted=sent.wanted, why=sent.why
    )
    return Status(201, made)
