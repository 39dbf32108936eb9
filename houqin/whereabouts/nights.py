"""Which boarding nights a span of time covers."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from houqin.tenancy.calendar import days_between
from houqin.tenancy.schools import School

DAY = timedelta(days=1)
#: Whoever is away in these hours does not sleep here. House rule: the rules name no hours (D-20).
NIGHT_FROM, NIGHT_UNTIL = time(0, 0), time(5, 0)


def night_begins(school: School, night: date) -> datetime:
    """The moment from which being away counts as spending that night elsewhere."""
    return school.moment(night + DAY, NIGHT_FROM)


def nights_away(school: School, starts_at: datetime, until_at: datetime) -> list[date]:
    """The boarding nights spent elsewhere between two moments. Two queries; none when no night lies between."""
    nights = list(_nights(school, starts_at, until_at))
    if not nights:
        return []
    days = days_between(school, nights[0], nights[-1])
    return [night for night in nights if days[night].is_boarding_night]


def _nights(school: School, starts_at: datetime, until_at: datetime) -> Iterator[date]:
    night, last = school.localdate(starts_at) - DAY, school.localdate(until_at)
    while night <= last:
        if night_begins(school, night) < until_at and starts_at < school.moment(night + DAY, NIGHT_UNTIL):
            yield night
        night += DAY
