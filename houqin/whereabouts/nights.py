"""Which boarding nights a span of time covers."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from houqin.tenancy.calendar import days_between
from houqin.tenancy.schools import School

DAY = timedelta(days=1)
#: Whoever is away in these hours does not sleep here. House rule: the rules name no hours (D-20).
NIGHT_FROM, NIGHT_UNTIL = time(0, 0), time(5, 0)


def night_begins(school: School, night: date) -> datetime:
    """The moment from which being away counts as spending that night elsewhere."""
    return school.moment(night + DAY, NIGHT_FROM)


def night_ends(school: School, night: date) -> datetime:
    """The moment when whoever slept elsewhere has done so."""
    return school.moment(night + DAY, NIGHT_UNTIL)


def nights_away(school: School, starts_at: datetime, until_at: datetime) -> list[date]:
    """The boarding nights spent elsewhere between two moments. Two queries; none when no night lies between."""
    nights = list(_nights(school, starts_at, until_at))
    if not nights:
        return []
    days = days_between(school, nights[0], nights[-1])
    return [night for night in nights if days[night].is_boarding_night]


def mark_overnight(leaves: Iterable, school: School) -> None:
    """Ask the calendar again: a night may have become a boarding night since the leave was asked. Two queries.

    Nothing is saved, and what was overnight when it was asked stays so.
    """
    doubtful = [one for one in leaves if not one.is_overnight and one.pupil.is_boarder]
    nights = [_nights_of(one, school) for one in doubtful]
    every = [night for some in nights for night in some]
    days = days_between(school, min(every), max(every)) if every else {}
    for one, some in zip(doubtful, nights, strict=True):
        one.is_overnight = any(days[night].is_boarding_night for night in some)


def _nights_of(leave, school: School) -> list[date]:
    """The night in which a prolonged leave was to end is that leave's own, and was countersigned with it."""
    nights = _nights(school, leave.starts_at, leave.until_at)
    if leave.prolongs_id is None:
        return list(nights)
    return [night for night in nights if leave.starts_at <= night_begins(school, night)]


def _nights(school: School, starts_at: datetime, until_at: datetime) -> Iterator[date]:
    night, last = school.localdate(starts_at) - DAY, school.localdate(until_at)
    while night <= last:
        if night_begins(school, night) < until_at and starts_at < night_ends(school, night):
            yield night
        night += DAY
