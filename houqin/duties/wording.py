"""Schedules and ladders in words."""

from datetime import date, time, timedelta
from functools import singledispatch

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from houqin.duties.schedules import (
    BOARDING_NIGHTS,
    EVERY_DAY,
    Daily,
    Each,
    Monthly,
    Nightly,
    OnEvent,
    Seasonal,
    Termly,
    Weekly,
)
from houqin.kernel.shown import shown
from houqin.people.events import post_name

MONDAY = date(2026, 3, 9)


def when(schedule, by: time | None = None) -> str:
    """“Every school day by 07:30”; with `by`, the school's own time."""
    by = by or getattr(schedule, "by", None)
    return _when(schedule, f"{by:%H:%M}" if by else "")


@singledispatch
def _when(schedule, by: str) -> str:
    """A schedule that nobody has worded reads as its name."""
    return f"{type(schedule).__name__} {by}".strip()


@_when.register
def _daily(schedule: Daily, by: str) -> str:
    if schedule.days == EVERY_DAY:
        return _("Every day by %(by)s") % {"by": by}
    if schedule.days == BOARDING_NIGHTS:
        return _("Every boarding day by %(by)s") % {"by": by}
    return _("Every school day by %(by)s") % {"by": by}


@_when.register
def _nightly(schedule: Nightly, by: str) -> str:
    return _("Every boarding night by %(by)s") % {"by": by}


@_when.register
def _weekly(schedule: Weekly, by: str) -> str:
    if schedule.weekday is None:
        return _("Every week, on its last school day by %(by)s") % {"by": by}
    weekday = date_format(MONDAY + timedelta(days=schedule.weekday), "l")
    return _("Every week, on %(weekday)s by %(by)s") % {"weekday": weekday, "by": by}


@_when.register
def _monthly(schedule: Monthly, by: str) -> str:
    if schedule.until >= 31:
        return _("Every month, on its last school day by %(by)s") % {"by": by}
    return _("Every month, on its %(day)d. day by %(by)s") % {"day": schedule.until, "by": by}


@_when.register
def _termly(schedule: Termly, by: str) -> str:
    days = abs(schedule.within_days)
    if schedule.within_days < 0:
        return ngettext(
            "Every term, %(days)d day before its end by %(by)s", "Every term, %(days)d days before its end by %(by)s",
            days,
        ) % {"days": days, "by": by}  # fmt: skip
    return ngettext(
        "Every term, within %(days)d day by %(by)s", "Every term, within %(days)d days by %(by)s", days
    ) % {"days": days, "by": by}  # fmt: skip


@_when.register
def _seasonal(schedule: Seasonal, by: str) -> str:
    first, last = (shown(date(2028, *day)) for day in (schedule.begins, schedule.ends))
    return _("Every year from %(first)s to %(last)s") % {"first": first, "last": last}


@_when.register
def _each(schedule: Each, by: str) -> str:
    return _("Each time there is one")


@_when.register
def _on_event(schedule: OnEvent, by: str) -> str:
    return _("When something happens")


def ladder(rungs: list[list]) -> str:
    """“30 min late Food-safety director, 2 h late Principal”; nothing for a duty that nobody else is told of."""
    told = [
        _("%(time)s late %(post)s") % {"time": length(after), "post": post_name(post)}
        if after else _("at its time %(post)s") % {"post": post_name(post)}
        for after, post in rungs
    ]  # fmt: skip
    return _(", ").join(told)


def length(minutes: int) -> str:
    """Whole days or hours where they are whole: nobody reads 1440 minutes as a day."""
    for size, words in ((1440, lambda n: ngettext("%(n)d day", "%(n)d days", n)), (60, lambda n: _("%(n)d h"))):
        if minutes >= size and minutes % size == 0:
            return words(minutes // size) % {"n": minutes // size}
    return _("%(n)d min") % {"n": minutes}
