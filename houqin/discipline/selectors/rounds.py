"""Which rooms are lived in, when they should be quiet, and what the night heard."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef

from houqin.discipline.models import AfterBellRound, RoomHeard
from houqin.dormitory.models import BedStay, DormRoom
from houqin.tenancy.calendar import BEDTIME, bedtime_norm, lights_out_said
from houqin.tenancy.models import TimetableEntry
from houqin.tenancy.parameters import numbers_of, parameters_of


def lived_in(night: date):
    """Dorm rooms in which somebody sleeps in the night, of every school, as a queryset."""
    return DormRoom.objects.filter(Exists(BedStay.objects.on(night).filter(bed__room=OuterRef("pk"))))


def rooms_lived_in(school, night: date):
    """Those of a school, by building, floor and name. One query."""
    rows = lived_in(night).of(school).select_related("space__building")
    return rows.order_by("space__building__name", "floor", "space__code", "pk")


def bell_of(school, night: date, section: str, *, entries: Iterable[TimetableEntry], numbers: Mapping) -> datetime:
    """Lights-out of a section, from timetable and numbers that are loaded."""
    return lights_out_said(entries, school, night, section) or bedtime_norm(school, night, section, numbers)


def bells(school, night: date, sections: Iterable[str]) -> dict[str, datetime]:
    """Lights-out of each section in a night. Three queries."""
    told = {"entries": list(TimetableEntry.objects.of(school)), "numbers": parameters_of(school, on=night)}
    return {section: bell_of(school, night, section, **told) for section in set(sections)}


def last_words(school, first: date, last: date) -> list[RoomHeard]:
    """Of each door and night the newest word after its own bell, so that walking again counts once. Four queries."""
    entries = list(TimetableEntry.objects.of(school))
    numbers = numbers_of([school], BEDTIME, first, last)[school.pk]
    rung: dict[tuple[date, str], datetime] = {}
    found: dict[tuple[int, date], RoomHeard] = {}
    doors = RoomHeard.objects.of(school).filter(round__night__range=(first, last)).select_related("round", "room")
    for door in doors.order_by("round__happened_at", "pk"):
        night, section = door.round.night, door.room.section
        if (night, section) not in rung:
            rung[night, section] = bell_of(school, night, section, entries=entries, numbers=numbers[night])
        if door.round.happened_at >= rung[night, section]:
            found[door.room_id, night] = door
    return list(found.values())


@dataclass
class House:
    """One building in a night: its rooms, its last bell, and the newest word on each door after its own bell."""

    building: object
    rooms: list
    bell: datetime
    heard: dict[int, RoomHeard]
    rounds: list

    @property
    def open(self) -> list:
        return [room for room in self.rooms if room.pk not in self.heard]

    @property
    def loud(self) -> list[RoomHeard]:
        return [door for door in self.heard.values() if door.is_loud]


def houses(school, night: date) -> list[House]:
    """Every building with boarders in a night. Six queries."""
    rooms = list(rooms_lived_in(school, night))
    at = bells(school, night, [room.section for room in rooms])
    rounds: dict[int, list] = {}
    heard: dict[int, dict[int, RoomHeard]] = {}
    walks = (
        AfterBellRound.objects.of(school)
        .filter(night=night)
        .select_related("by", "building")
        .order_by("happened_at", "pk")
    )
    for walk in walks:
        rounds.setdefault(walk.building_id, []).append(walk)
    doors = RoomHeard.objects.of(school).filter(round__night=night).select_related("round", "room__space")
    for door in doors.order_by("round__happened_at", "pk"):
        if door.round.happened_at >= at.get(door.room.section, door.round.happened_at):
            heard.setdefault(door.round.building_id, {})[door.room_id] = door
    found: dict[int, House] = {}
    for room in rooms:
        building = room.space.building
        house = found.get(building.pk)
        if house is None:
            house = House(building, [], at[room.section], heard.get(building.pk, {}), rounds.get(building.pk, []))
            found[building.pk] = house
        house.rooms.append(room)
        house.bell = max(house.bell, at[room.section])
    return list(found.values())
