"""The roll over the API: what is known of each bed, what one person says of it, and the end of it."""

from datetime import date
from typing import Literal

from django.http import Http404
from ninja import Query, Router, Schema
from pydantic import Field

from houqin.dormitory.actions.rolls import BedWord, close_roll, count_rooms
from houqin.dormitory.gates.rolls import may_close
from houqin.dormitory.models import Roll, RollKind
from houqin.dormitory.permissions import SEE_ROLLS
from houqin.dormitory.selectors.rolls import sheet
from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, Day, In, Key, Moment, Named, PageIn, PageOut, page, words
from houqin.kernel.permissions import authorise
from houqin.kernel.prepared import Prepared
from houqin.people.selectors import colleague
from houqin.tenancy.calendar import night_of
from houqin.tenancy.models import Building
from houqin.tenancy.reaching import one_of
from houqin.tenancy.school_rows import with_school

buildings, router = Router(tags=["rolls"]), Router(tags=["rolls"])

Kind = Literal["evening", "recount"]
MOST_BEDS = 5_000


class RollOut(Schema):
    id: int
    building: Named
    night: date
    kind: Kind
    closed_at: Moment | None
    closed_by: Named | None


class BedOut(Schema):
    bed: int
    room: int
    room_name: str
    number: int
    pupil: Named | None
    assumed: str = Field(description="What no tap means; empty when somebody must look. Send it back as `shown`.")
    seen: int = Field(description="The newest word about this bed. Send it back as `seen`.")
    said: str | None = Field(description="What stands; null when nobody has counted it, `look` when people differ.")


class SheetOut(Schema):
    night: date
    kind: Kind
    beds: list[BedOut]
    refusals: list[dict] = Field(description="Why the roll cannot be closed yet.")


class WordIn(In):
    bed: Key
    pupil: Key
    shown: Literal["", "present", "leave", "sick_room", "hospital", "activity", "visit"]
    seen: int = Field(0, ge=0, le=2**63 - 1)
    said: Literal["", "present", "missing", "leave", "sick_room", "hospital", "activity", "visit"] = ""
    confirmed_by: Key | None = Field(None, description="Account of who vouches for where the pupil is.")
    place: words(80) = ""


class RoomsIn(In):
    night: Day
    kind: Kind
    rooms: list[Key] = Field(max_length=MOST_BEDS)
    beds: list[WordIn] = Field(max_length=MOST_BEDS)
    happened_at: Moment | None = None


class CloseIn(In):
    night: Day
    kind: Kind


class WhichIn(Schema):
    kind: Kind = RollKind.EVENING.value


BUILDING = Prepared(lambda school, key: Building.objects.filter(school=school, pk=key))


def _building(request, pk: int) -> Building:
    """Of the school of whoever calls.  Raises Http404."""
    for building in BUILDING(school=request.school, key=pk):
        return with_school(building, request.school)
    raise Http404


@buildings.get("/{pk}/roll", response={200: SheetOut, **NO}, operation_id="tonight_s_roll", summary="Tonight's roll")
def tonight_s_roll(request, pk: Key, asked: Query[WhichIn]):
    building = _building(request, pk)
    authorise(request.user, SEE_ROLLS, school=request.school, at=request.now)
    known = sheet(building, night=night_of(request.school, request.now), kind=asked.kind, at=request.now)
    return {
        "night": known.night, "kind": known.kind, "beds": [_bed(tile) for tile in known.tiles],
        "refusals": [refusal.as_data() for refusal in may_close(known, at=request.now)],
    }  # fmt: skip


def _bed(tile) -> dict:
    return {
        "bed": tile.bed.pk, "room": tile.bed.room_id, "room_name": str(tile.bed.room), "number": tile.bed.number,
        "pupil": tile.pupil, "assumed": tile.assumed if tile.pupil else "", "seen": tile.bedside.last,
        "said": tile.said,
    }  # fmt: skip


@buildings.post(
    "/{pk}/roll", response={200: RollOut, **NO}, operation_id="count_rooms", summary="Count rooms by exception", **ONCE
)
def count(request, pk: Key, sent: RoomsIn):
    building = _building(request, pk)
    today = request.school.localdate(request.now)
    people = {key: colleague(request.school, key, on=today) for key in {one.confirmed_by for one in sent.beds} - {None}}
    said = [
        BedWord(one.bed, one.pupil, one.shown, one.seen, one.said, people.get(one.confirmed_by), one.place)
        for one in sent.beds
    ]
    return call(
        request, count_rooms, about=[building], building=building, night=sent.night, kind=sent.kind, rooms=sent.rooms,
        words=said, happened_at=sent.happened_at,
    )  # fmt: skip


@buildings.post(
    "/{pk}/roll/close", response={200: RollOut, **NO}, operation_id="close_roll", summary="Close a roll", **ONCE
)
def close(request, pk: Key, sent: CloseIn):
    building = _building(request, pk)
    return call(request, close_roll, about=[building], building=building, night=sent.night, kind=sent.kind)


class RollLineOut(Schema):
    bed: int
    pupil: int | None
    said: str
    confirmed_by: Named

    @staticmethod
    def resolve_bed(row):
        return row.bed_id

    @staticmethod
    def resolve_pupil(row):
        return row.pupil_id


@router.get("", response={200: PageOut[RollOut], **NO}, operation_id="list_rolls", summary="Rolls")
def list_rolls(request, asked: Query[PageIn]):
    authorise(request.user, SEE_ROLLS, school=request.school, at=request.now)
    return page(Roll.objects.of(request.school).select_related("building", "closed_by"), asked)


@router.get(
    "/{pk}/lines", response={200: list[RollLineOut], **NO}, operation_id="roll_lines", summary="Each bed explained"
)
def lines(request, pk: Key):
    authorise(request.user, SEE_ROLLS, school=request.school, at=request.now)
    found = one_of(request, Roll.objects.select_related("school"), pk)
    return found.lines.select_related("confirmed_by").order_by("pk")
