"""Rooms as they are tonight, and giving a bed or giving it up."""

from datetime import date
from decimal import Decimal

from ninja import Query, Router, Schema, Status
from pydantic import Field

from houqin.dormitory import actions
from houqin.dormitory.models import Bed, BedStay, DormRoom
from houqin.dormitory.permissions import SEE_DORMITORY
from houqin.dormitory.selectors.rooms import RoomOn, rooms_on
from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, Day, In, Key, Named, Said, words
from houqin.kernel.permissions import authorise
from houqin.people.models import Pupil
from houqin.tenancy.calendar import night_of
from houqin.tenancy.reaching import one_of

router = Router(tags=["dormitory"])
beds = Router(tags=["dormitory"])
pupils = Router(tags=["dormitory"])


class DormBedOut(Schema):
    """`state`: sleeps, comes, free, closed."""

    id: int
    number: int
    state: str
    pupil: Named | None


class DormRoomOut(Schema):
    """A room on a night. `beyond` says what of it is beyond the standard (DB-01, DB-08)."""

    id: int
    code: str
    name: str
    building: str
    floor: int
    gender: str
    section: str
    area_m2: Decimal | None
    sleepers: int
    free: int
    most_beds: int
    beyond: list[Said]
    beds: list[DormBedOut]


class DormNightIn(Schema):
    on: Day | None = Field(None, description="The night that begins on this day's evening; tonight when missing.")


class PlacePupilIn(In):
    pupil: Key
    starts_on: Day | None = Field(None, description="The first night; tonight when missing.")
    reason: words(120) = ""


class EndStayIn(In):
    last_night: Day
    why: words(120, "Why, in a few words.", least=1)


class BedStayOut(Schema):
    id: int
    pupil: Named
    bed: Named
    starts_on: date
    ends_on: date | None


def told(one: RoomOn) -> dict:
    room, space = one.room, one.room.space
    return {
        "id": room.pk, "code": space.code, "name": space.name, "building": space.building.name, "floor": room.floor,
        "gender": room.gender, "section": room.section, "area_m2": room.area_m2, "sleepers": len(one.sleepers),
        "free": one.free, "most_beds": one.standard.most_beds,
        "beyond": [refusal.sentence for refusal in one.beyond],
        "beds": [_bed(bed) for bed in one.beds],
    }  # fmt: skip


def _bed(one) -> dict:
    stay = one.stay or one.coming
    state = "sleeps" if one.stay else "comes" if one.coming else "closed" if one.is_closed else "free"
    return {"id": one.bed.pk, "number": one.bed.number, "state": state, "pupil": stay.pupil if stay else None}


def stays_out(rows):
    return rows.select_related("pupil", "bed__room__space")


@router.get("", response={200: list[DormRoomOut], **NO}, operation_id="list_dorm_rooms",
            summary="Rooms with their beds on a night")  # fmt: skip
def list_dorm_rooms(request, asked: Query[DormNightIn]):
    authorise(request.user, SEE_DORMITORY, school=request.school, at=request.now)
    night = asked.on or night_of(request.school, request.now)
    return [told(one) for one in rooms_on(request.school, night)]


@router.get("/{int:pk}", response={200: DormRoomOut, **NO}, operation_id="get_dorm_room", summary="One room tonight")
def get_dorm_room(request, pk: int):
    room = one_of(request, DormRoom.objects.select_related("school__bureau"), pk)
    authorise(request.user, SEE_DORMITORY, school=room.school, at=request.now)
    [one] = rooms_on(room.school, night_of(room.school, request.now), rooms=[room])
    return told(one)


@beds.post("/{int:pk}/place", response={201: BedStayOut, **NO}, operation_id="place_pupil",
           summary="Give a boarder this bed (GT-15, GT-16)", **ONCE)  # fmt: skip
def place_pupil(request, pk: int, sent: PlacePupilIn):
    bed = one_of(request, Bed.objects.select_related("room__space", "school__bureau"), pk)
    pupil = one_of(request, Pupil.objects.all(), sent.pupil)
    stay = call(
        request, actions.place_pupil, about=[bed.room], bed=bed, pupil=pupil, starts_on=sent.starts_on,
        reason=sent.reason,
    )  # fmt: skip
    return Status(201, stays_out(BedStay.objects).get(pk=stay.pk))


@pupils.post("/{int:pk}/end", response={200: list[BedStayOut], **NO}, operation_id="end_stay",
             summary="A boarder gives the bed up", **ONCE)  # fmt: skip
def end_stay(request, pk: int, sent: EndStayIn):
    pupil = one_of(request, Pupil.objects.select_related("school__bureau"), pk)
    call(request, actions.end_stay, about=[pupil], pupil=pupil, last_night=sent.last_night, why=sent.why)
    rows = BedStay.objects.filter(ends_on=sent.last_night, pupil=pupil)
    return list(stays_out(rows).order_by("pk"))
