"""Who is here who does not belong to the school."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from houqin.visitors.models import GuestStay, Visit
from houqin.visitors.models.stays import AFTER_KEY

NOON = time(12, 0)


@dataclass(frozen=True)
class Inside:
    """One pass or one stay: so many heads, where they said they go or sleep. `thing` is the visit or the stay."""

    name: str
    heads: int
    where: str
    since: datetime
    thing: Any


def inside_now(school, at: datetime) -> list[Inside]:
    """Visitors, workers and guests on the premises at a moment, the longest first; pupils and staff not. Two queries.

    A guest counts from key to departure, wherever they walk meanwhile.
    """
    visits = Visit.objects.of(school).at(at).select_related("building")
    found = [Inside(one.name, one.heads, one.building.name if one.building else "", one.in_at, one) for one in visits]
    found += [Inside(one.name, one.heads, one.room.name, one.lodged_at, one) for one in _lodged_at(school, at)]
    return sorted(found, key=lambda one: (one.since, one.name))


def pupils_along(school, at: datetime) -> dict[int, str]:
    """The pupils who sleep along with their relatives, by key, and in which guest room. One query."""
    return {one.pupil_id: one.room.name for one in _lodged_at(school, at).filter(has_pupil_along=True)}


def _lodged_at(school, at: datetime):
    rows = GuestStay.objects.of(school).filter(state__in=AFTER_KEY, lodged_at__lte=at).exclude(departed_at__lte=at)
    return rows.select_related("room")


def guests_tonight(school, night: date) -> list[GuestStay]:
    """Stays with a key in the night that begins on this day (noon to noon), by room. One query."""
    begins, ends = school.moment(night, NOON), school.moment(night + timedelta(days=1), NOON)
    rows = GuestStay.objects.of(school).slept(night, begins_at=begins + timedelta(hours=8), ends_at=ends)
    return list(rows.select_related("pupil", "room__building").order_by("room__code", "lodged_at", "pk"))
