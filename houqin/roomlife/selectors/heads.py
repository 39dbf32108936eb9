"""Who heads which room, and which rooms have nobody."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Q

from houqin.dormitory.models import BedStay, DormRoom
from houqin.people.models import Pupil
from houqin.roomlife.models import Election, RoomHead

DAY = timedelta(days=1)


def heads_of(school, on: date) -> dict[int, Pupil]:
    """The head of each room on the night of a day, by the room's key. One query.

    Who moved out or left the school, or was appointed for a term that is over, heads nothing, whether or not somebody
    has said so.
    """
    rows = RoomHead.objects.of(school).in_office(on).select_related("pupil").order_by("pk")
    return {row.room_id: row.pupil for row in rows}


def sleepers(school, on: date, *, rooms=None) -> dict[int, list[Pupil]]:
    """Who sleeps in each room on the night of a day, by the room's key, in the order of the beds. One query."""
    rows = BedStay.objects.of(school).slept_in(on)
    if rooms is not None:
        rows = rows.filter(bed__room__in=rooms)
    found: dict[int, list[Pupil]] = {}
    for stay in rows.select_related("pupil", "bed").order_by("bed__room", "bed__number", "pk"):
        found.setdefault(stay.bed.room_id, []).append(stay.pupil)
    return found


def rooms_in_use(school, on: date):
    """Open rooms in which somebody sleeps on the night of a day, by building, floor and code."""
    lodged = stays_in_use(on).of(school).values("bed__room")
    return by_door(DormRoom.objects.of(school).filter(pk__in=lodged))


def by_door(rooms):
    """Rooms with their buildings, in the order of their doors: by building, floor and code."""
    return rooms.select_related("space__building").order_by("space__building__name", "floor", "space__code")


def headless(school, on: date) -> list[DormRoom]:
    """Rooms in use that have no head. Two queries."""
    heads = heads_of(school, on)
    return [room for room in rooms_in_use(school, on) if room.pk not in heads]


def standing(election: Election, there: Collection[Pupil]) -> list:
    """The candidates of the running round who are still among `there`, the sleepers of the room, by pupil number.

    Papers that name somebody who moved out since are void: a head sleeps in the room.
    """
    rows = election.candidates.filter(last_round__gte=election.round, pupil__in=there).select_related("pupil")
    return list(rows.order_by("pupil__number", "pk"))


def rooms_slept_in(schools, night: date, *nights: date) -> dict[int, set[int]]:
    """Keys of the open rooms in which somebody sleeps on a night, and on each of `nights`, by school. One query."""
    rows = stays_in_use(night).filter(school__in=schools)
    for other in nights:
        rows = rows.filter(bed__room__in=stays_in_use(other).values("bed__room"))
    found: dict[int, set[int]] = defaultdict(set)
    for school, room in rows.values_list("school", "bed__room").distinct():
        found[school].add(room)
    return found


def stays_in_use(night: date):
    """The stays that make a room one in use, of open rooms: pages show the rooms that duties ask for."""
    is_open = Q(bed__room__space__closed_on=None) | Q(bed__room__space__closed_on__gt=night)
    return BedStay.objects.slept_in(night).filter(is_open)


class Lodging(NamedTuple):
    """Somebody's nights in an open room, the first and the last as far as it is known; when the bed was given up."""

    first: date
    last: date
    given_up_at: datetime | None


def lodgings(schools, first: date, last: date) -> dict[int, dict[int, list[Lodging]]]:
    """School → room → who sleeps there on any of these nights, alike ones once. One query.

    For many days at once what `rooms_slept_in` is for one.
    """
    rows = BedStay.objects.from_on(first).filter(school__in=schools, starts_on__lte=last)
    rows = rows.values_list(
        "school", "bed__room", "starts_on", "ended_at", "ends_on", "pupil__left_on", "bed__room__space__closed_on"
    )
    found: dict[int, dict[int, list[Lodging]]] = defaultdict(lambda: defaultdict(list))
    for school, room, starts_on, ended_at, ends_on, left_on, closed_on in rows.distinct().order_by():
        until = min(ends_on or date.max, left_on or date.max, closed_on - DAY if closed_on else date.max)
        if until >= max(first, starts_on):
            found[school][room].append(Lodging(starts_on, until, ended_at))
    return found


def slept_in_on(night: date, stays: Iterable[Lodging]) -> bool:
    return any(one.first <= night <= one.last for one in stays)
