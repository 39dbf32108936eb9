"""Rounds after the bell over the API: the same verb and refusals as the page. Talks are between people: no API."""

from datetime import date, datetime
from typing import Literal

from ninja import Query, Router, Schema, Status
from pydantic import Field

from houqin.discipline import actions
from houqin.discipline.kinds import kinds
from houqin.discipline.models import AfterBellRound
from houqin.discipline.permissions import SEE_REST
from houqin.discipline.selectors.rounds import houses
from houqin.dormitory.models import DormRoom
from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, Day, In, Key, Moment, Named, PageIn, PageOut, page, words
from houqin.kernel.permissions import authorise
from houqin.tenancy.calendar import is_boarding_night, night_of
from houqin.tenancy.models import Building
from houqin.tenancy.reaching import one_of, those_of

router = Router(tags=["discipline"])

HEARD = Literal[("", *kinds("heard"))]


class DoorIn(In):
    room: Key
    heard: HEARD = Field("", description="Empty: quiet.")
    note: words(200) = ""


class RoundIn(In):
    """Every door that was passed, the quiet ones too."""

    doors: list[DoorIn] = Field(max_length=500)
    happened_at: Moment | None = None
    note: words(200) = ""


class DoorOut(Schema):
    room: int = Field(alias="room_id")
    name: str = Field(alias="room.space.name")
    heard: str
    note: str
    is_loud: bool


class RoundRow(Schema):
    id: int
    building: Named
    night: date
    happened_at: datetime
    received_at: datetime
    by: Named
    rooms: int
    of_rooms: int = Field(description="In how many rooms of the building somebody slept.")
    loud: int
    note: str


class RoundOut(RoundRow):
    doors: list[DoorOut]

    @staticmethod
    def resolve_doors(made):
        return list(made.doors.select_related("room__space").order_by("pk"))


class HouseOut(Schema):
    building: Named
    lights_out: datetime = Field(alias="bell")
    rooms: list[Named]
    waiting: list[int] = Field(description="Rooms that nobody has heard tonight.")

    @staticmethod
    def resolve_waiting(house):
        return [room.pk for room in house.open]


class RoundsIn(PageIn):
    night: Day | None = None


def _rows():
    return AfterBellRound.objects.select_related("building", "by", "school")


def _round_of(request, pk: int) -> AfterBellRound:
    made = one_of(request, _rows(), pk)
    authorise(request.user, SEE_REST, school=made.school, at=request.now)
    return made


@router.get("/tonight", response={200: list[HouseOut], **NO}, operation_id="after_bell_tonight",
            summary="Buildings of this night: rooms, lights-out, what is still to be heard")  # fmt: skip
def tonight(request):
    school = request.school
    authorise(request.user, SEE_REST, school=school, at=request.now)
    night = night_of(school, request.now)
    return houses(school, night) if is_boarding_night(school, night) else []


@router.get("/rounds", response={200: PageOut[RoundRow], **NO}, operation_id="list_after_bell_rounds",
            summary="Rounds after the bell, newest first")  # fmt: skip
def list_rounds(request, asked: Query[RoundsIn]):
    authorise(request.user, SEE_REST, school=request.school, at=request.now)
    rows = _rows().of(request.school)
    return page(rows.filter(night=asked.night) if asked.night else rows, asked)


@router.get("/rounds/{int:pk}", response={200: RoundOut, **NO}, operation_id="get_after_bell_round",
            summary="One round with every door")  # fmt: skip
def get_round(request, pk: int):
    return _round_of(request, pk)


@router.post("/buildings/{int:pk}/rounds", response={201: RoundOut, **NO}, operation_id="make_after_bell_round",
             summary="Record a round after the bell, with a personal token", **ONCE)  # fmt: skip
def make_round(request, pk: int, sent: RoundIn):
    building = one_of(request, Building.objects.select_related("school"), pk)
    rooms = those_of(request, DormRoom.objects.select_related("space"), [one.room for one in sent.doors])
    doors = [actions.DoorHeard(rooms[one.room], one.heard, one.note) for one in sent.doors]
    made = call(request, actions.make_round, about=[building], building=building, doors=doors,
                happened_at=sent.happened_at, note=sent.note)  # fmt: skip
    return Status(201, _round_of(request, made.pk))
