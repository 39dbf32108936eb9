"""Rooms get their beds; beds go out of use and come back."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max

from houqin.dormitory import events
from houqin.dormitory.gates.rooms import (
    is_a_floor,
    is_a_number_of_beds,
    is_an_area,
    may_close_bed,
    may_furnish,
    may_reopen_bed,
    nobody_sleeps,
)
from houqin.dormitory.models import Bed, BedStay, DormRoom, Gender, Section
from houqin.dormitory.permissions import MANAGE_ROOMS
from houqin.journal.actions import Saying, record, record_all
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import Refusal, require
from houqin.kernel.rows import insert_with_keys
from houqin.kernel.spoken import spoken
from houqin.kernel.transactions import lock
from houqin.tenancy.calendar import night_of
from houqin.tenancy.gates import belongs_to
from houqin.tenancy.models import Space
from houqin.tenancy.school_rows import lock_one


class NewRoom(NamedTuple):
    """What a space is to become: `beds` are their number."""

    space: Space
    floor: int
    gender: str
    section: str
    beds: int
    area_m2: Decimal | None = None


@transaction.atomic
def furnish_room(*, space: Space, floor: int, gender: str, section: str, beds: int, area_m2: Decimal | None = None,
                 actor, at: datetime) -> DormRoom:  # fmt: skip
    """Make a space a room with beds 1 to `beds`. More than the standard are entered as what they are, and flagged.

    Raises Refused: see may_furnish, IN_A_BASEMENT, BED_COUNT_ABSURD, AREA_ABSURD.
    """
    new = NewRoom(space, floor, gender, section, beds, area_m2)
    [room] = _furnish(space.school, [new], actor=actor, at=at)
    return room


@transaction.atomic
def furnish_rooms(*, school, rooms: Iterable[NewRoom], actor, at: datetime) -> list[DormRoom]:
    """Many at once, or none. The number of queries does not depend on theirs.  Raises Refused: as furnish_room."""
    return _furnish(school, [NewRoom(*one) for one in rooms], actor=actor, at=at)


def _furnish(school, new: list[NewRoom], *, actor, at: datetime) -> list[DormRoom]:
    authorise(actor, MANAGE_ROOMS, school=school, at=at)
    wanted = {one.space.pk for one in new}
    spaces = {space.pk: space for space in lock(Space.objects.filter(pk__in=wanted))}
    known = {room.space_id: room for room in DormRoom.objects.filter(space__in=wanted).select_related("space")}
    require(
        belongs_to(school, *spaces.values()),
        (refusal for one in new for refusal in _may_become(spaces[one.space.pk], one, known)),
    )
    rooms = insert_with_keys(
        DormRoom(school=school, space=spaces[one.space.pk], floor=one.floor, gender=Gender(one.gender),
                 section=Section(one.section), area_m2=one.area_m2)
        for one in new
    )  # fmt: skip
    Bed.objects.bulk_create(
        Bed(school=school, room=room, number=number + 1)
        for room, one in zip(rooms, new, strict=True)
        for number in range(one.beds)
    )
    sayings = [_furnished(room, one.beds) for room, one in zip(rooms, new, strict=True)]
    record_all(sayings=sayings, actor=actor, at=at)
    return rooms


def _may_become(space: Space, new: NewRoom, known: dict[int, DormRoom]) -> Iterator[Refusal]:
    yield from may_furnish(space, known=known.get(space.pk))
    yield from is_a_floor(new.floor)
    yield from is_a_number_of_beds(new.beds)
    yield from is_an_area(new.area_m2)


def _furnished(room: DormRoom, beds: int) -> Saying:
    whose = spoken(lambda: f"{room.get_gender_display()} {room.get_section_display()}")
    facts = {"room": room.space.name, "floor": room.floor, "whose": whose, "beds": beds, "area_m2": room.area_m2}
    return Saying(events.ROOM_FURNISHED, room, (room.space,), facts)


@transaction.atomic
def change_room(*, room: DormRoom, floor: int, gender: str, section: str, area_m2: Decimal | None, actor,
                at: datetime) -> DormRoom:  # fmt: skip
    """Put right what a room is. Girls' rooms become boys' only when nobody has a bed in them (DV-05).

    Raises Refused: SOMEBODY_SLEEPS_HERE, IN_A_BASEMENT, AREA_ABSURD.
    """
    room = _locked(room, actor=actor, at=at)
    changed = Gender(gender) != room.gender
    require(
        nobody_sleeps(room, _sleepers(room, at) if changed else ()), is_a_floor(floor), is_an_area(area_m2)
    )  # fmt: skip
    wanted = {"floor": floor, "gender": Gender(gender), "section": Section(section), "area_m2": area_m2}
    changes = {name: f"{getattr(room, name)} → {value}" for name, value in wanted.items()
               if getattr(room, name) != value}  # fmt: skip
    for name, value in wanted.items():
        setattr(room, name, value)
    room.save(update_fields=list(wanted))
    record(
        events.ROOM_CHANGED, room, about=[room.space], actor=actor, at=at, room=room.space.name,
        changes=list(changes.values()),
    )  # fmt: skip
    return room


@transaction.atomic
def add_bed(*, room: DormRoom, actor, at: datetime) -> Bed:
    """One bed more, with the next number.  Raises Refused: BED_COUNT_ABSURD."""
    room = _locked(room, actor=actor, at=at)
    number = (Bed.objects.filter(room=room).aggregate(last=Max("number"))["last"] or 0) + 1
    require(is_a_number_of_beds(number))
    bed = Bed.objects.create(school=room.school, room=room, number=number)
    record(events.BED_ADDED, bed, about=[room], actor=actor, at=at, room=room.space.name, number=number)
    return bed


@transaction.atomic
def close_bed(*, bed: Bed, why: str, actor, at: datetime) -> Bed:
    """Out of use from tonight: broken, or beyond the standard (DB-08).  Raises Refused: see may_close_bed."""
    room = _locked(bed.room, actor=actor, at=at)
    bed = _of(room, bed)
    require(may_close_bed(bed, stays=_sleepers(room, at).filter(bed=bed), why=why))
    bed.closed_on = night_of(room.school, at)
    bed.save(update_fields=["closed_on"])
    record(
        events.BED_CLOSED, bed, about=[room], actor=actor, at=at, room=room.space.name, number=bed.number,
        why=why.strip(),
    )  # fmt: skip
    return bed


@transaction.atomic
def reopen_bed(*, bed: Bed, actor, at: datetime) -> Bed:
    """In use again, from now on.  Raises Refused: BED_NOT_CLOSED."""
    room = _locked(bed.room, actor=actor, at=at)
    bed = _of(room, bed)
    require(may_reopen_bed(bed))
    bed.closed_on = None
    bed.save(update_fields=["closed_on"])
    record(events.BED_REOPENED, bed, about=[room], actor=actor, at=at, room=room.space.name, number=bed.number)
    return bed


def _locked(room: DormRoom, *, actor, at: datetime) -> DormRoom:
    """A room holds its beds: whoever gives one of them locks it too."""
    authorise(actor, MANAGE_ROOMS, school=room.school, at=at)
    return lock_one(DormRoom, room.pk, "space", school=room.school)


def _of(room: DormRoom, bed: Bed) -> Bed:
    [bed] = lock(Bed.objects.filter(pk=bed.pk, room=room))
    bed.room = room
    return bed


def _sleepers(room: DormRoom, at: datetime):
    stays = BedStay.objects.from_on(night_of(room.school, at)).filter(bed__room=room)
    return stays.select_related("pupil").order_by("bed__number", "pk")
