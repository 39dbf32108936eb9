"""When the rounds of a day begin. Times before noon of a night route belong to the morning after."""

from datetime import date, datetime, time, timedelta
from typing import Protocol

from houqin.nightwatch.models import Days

NOON = time(12, 0)
#: Until now they sleep, and rounds are walked: what is signed before cannot tell how the night ended (SF-05).
MORNING = time(6, 0)
DAY_MINUTES = 24 * 60


class Walked(Protocol):
    days: str
    first_start: time
    last_end: time
    every_minutes: int


def starts_of(rhythm: Walked) -> list[int]:
    """Minutes after midnight of the day itself, 24 × 60 and more for the morning after. Empty when no round fits."""
    by_night = Days(rhythm.days).is_by_night
    first, last = _minutes(rhythm.first_start, by_night), _minutes(rhythm.last_end, by_night)
    if last <= first and not by_night:
        last += DAY_MINUTES
    return list(range(first, last, rhythm.every_minutes)) if rhythm.every_minutes > 0 else []


def _minutes(at_time: time, by_night: bool) -> int:
    return at_time.hour * 60 + at_time.minute + (DAY_MINUTES if by_night and at_time < NOON else 0)


def moment_of(school, on: date, minutes: int) -> datetime:
    """The moment of a wall-clock time, given in minutes after midnight of that day."""
    days, rest = divmod(minutes, DAY_MINUTES)
    return school.moment(on + timedelta(days=days), time(rest // 60, rest % 60))


def night_span(school, night: date) -> tuple[datetime, datetime]:
    """From noon to noon."""
    return school.moment(night, NOON), school.moment(night + timedelta(days=1), NOON)


def morning_after(school, night: date) -> datetime:
    """From when on a report can say how the night ended."""
    return school.moment(night + timedelta(days=1), MORNING)
