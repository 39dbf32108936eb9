"""Hours of the wall clock in which what can wait waits. They usually run over midnight. Pure."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY_MINUTES = 24 * 60
Hours = tuple[time, time]


def _minute(at_time: time) -> int:
    return at_time.hour * 60 + at_time.minute


def _length(hours: Hours) -> int:
    return (_minute(hours[1]) - _minute(hours[0])) % DAY_MINUTES


def length_hours(from_time: time, until_time: time) -> float:
    return _length((from_time, until_time)) / 60


def covers(outer: Hours, inner: Hours) -> bool:
    """Is every minute of `inner` one of `outer`?"""
    into = (_minute(inner[0]) - _minute(outer[0])) % DAY_MINUTES
    return into + _length(inner) <= _length(outer)


def quiet_until(at: datetime, zone: str, spans: list[Hours]) -> datetime | None:
    """When the quiet that lies over this moment ends; None when it is not quiet. Spans that meet are one.

    By the school's wall clock: where summer time is kept, the night is as long as the clock says.
    """
    local = at.astimezone(ZoneInfo(zone))
    end = local
    for _again in spans:
        for span in spans:
            end = max(end, _end_of(end, span))
    return None if end == local else end.astimezone(at.tzinfo)


def _end_of(local: datetime, span: Hours) -> datetime:
    """The end of the span when it lies over the moment, else the moment itself."""
    into = (local.hour * 60 + local.minute - _minute(span[0])) % DAY_MINUTES
    if into >= _length(span):
        return local
    over_midnight = span[1] <= span[0] and local.time() >= span[0]
    day = local.date() + timedelta(days=1 if over_midnight else 0)
    return datetime.combine(day, span[1], tzinfo=local.tzinfo)
