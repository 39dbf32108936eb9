"""The one place that asks what time it is. Everything below the edge is given `at`."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings


def now() -> datetime:
    """This moment, UTC, to the second. Called by edges only: middleware, API, commands.

    A demonstration may shift it (`settings.CLOCK_SHIFT_SECONDS`); a real school never does.
    """
    moment = datetime.now(UTC) + timedelta(seconds=settings.CLOCK_SHIFT_SECONDS)
    return moment.replace(microsecond=0)


def localdate(at: datetime, zone: str) -> date:
    """The school's calendar day at a moment. `zone` is an IANA name such as Asia/Urumqi."""
    return at.astimezone(ZoneInfo(zone)).date()


def moment(on: date, time, zone: str) -> datetime:
    """The UTC moment of a wall-clock time on a school day."""
    return datetime.combine(on, time, tzinfo=ZoneInfo(zone)).astimezone(UTC)
