"""How many will sit down, as far as is known: the same function that roll call and evacuation ask."""

from datetime import date, datetime, time

from houqin.people.models import Staff
from houqin.tenancy.calendar import timetable
from houqin.whereabouts.selectors import expected_heads

#: A meal without a time of its own is asked for as if it were lunch.
NOON = time(12, 0)


def staff_to_expect(school, on: date) -> int:
    """One query."""
    return Staff.objects.of(school).exclude(left_on__lt=on).exclude(joined_on__gt=on).count()


def heads_to_expect(school, *, on: date, kind: str, at: datetime) -> int:
    """Pupils who are not known to be elsewhere when the meal is served, seen from now, and staff. Six queries."""
    serves_at = timetable(school, on).get(kind) or school.moment(on, NOON)
    return expected_heads(school, at=serves_at, seen_at=at) + staff_to_expect(school, on)
