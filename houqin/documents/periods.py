"""What a ledger covers: a day, a week, a month, or from one day to another."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houqin.kernel.clock import localdate, moment

#: A range covers at most two school years: more is an export for a machine, not a sheet for a person.
LONGEST_RANGE_DAYS = 750

ONE_DAY = timedelta(days=1)


class Period(TextChoices):
    """The kinds of period by which a ledger is kept."""

    DAY = "day", gettext_lazy("Day")
    WEEK = "week", gettext_lazy("Week")
    MONTH = "month", gettext_lazy("Month")
    RANGE = "range", gettext_lazy("From … to …")


@dataclass(frozen=True)
class Span:
    """One period of a school: `first` to `last` day, both inside, in the school's `zone`.

    `seen_at` is when a sheet of it is drawn, where one is.
    """

    kind: Period
    first: date
    last: date
    zone: str
    seen_at: datetime | None = field(default=None, compare=False)

    @property
    def begins_at(self) -> datetime:
        """The first moment, UTC."""
        return moment(self.first, time.min, self.zone)

    @property
    def ends_at(self) -> datetime:
        """The first moment after it, UTC: filter with `__gte=begins_at, __lt=ends_at`."""
        return moment(self.last + ONE_DAY, time.min, self.zone)

    @property
    def known_until(self) -> datetime:
        """What came to pass by then may be called late or missed: the end, or, while the period runs, now."""
        return min(self.ends_at, self.seen_at or self.begins_at)

    @property
    def code(self) -> str:
        """What stands in the address: 2026-11-22, 2026-W47, 2026-11 or 2026-09-01..2027-01-15."""
        if self.kind == Period.DAY:
            return self.first.isoformat()
        if self.kind == Period.WEEK:
            year, week, _day = self.first.isocalendar()
            return f"{year}-W{week:02}"
        if self.kind == Period.MONTH:
            return f"{self.first:%Y-%m}"
        return f"{self.first.isoformat()}..{self.last.isoformat()}"

    def __str__(self) -> str:
        """As the head of a sheet says it, in the reader's language."""
        if self.kind == Period.MONTH:
            return _("%(year)s-%(month)s") % {"year": self.first.year, "month": self.first.month}
        if self.kind == Period.DAY:
            return _day(self.first)
        return _("%(first)s to %(last)s") % {"first": _day(self.first), "last": _day(self.last)}

    def previous(self) -> "Span":
        """The period just before, of the same kind; a range keeps its number of days."""
        if self.kind == Period.RANGE:
            return Span(self.kind, self.first - self._days, self.first - ONE_DAY, self.zone)
        return around(self.kind, self.first - ONE_DAY, self.zone)

    def following(self) -> "Span":
        if self.kind == Period.RANGE:
            return Span(self.kind, self.last + ONE_DAY, self.last + self._days, self.zone)
        return around(self.kind, self.last + ONE_DAY, self.zone)

    @property
    def _days(self) -> timedelta:
        return self.last - self.first + ONE_DAY


def _day(on: date) -> str:
    return _("%(year)s-%(month)s-%(day)s") % {"year": on.year, "month": on.month, "day": on.day}


def around(kind: Period, day: date, zone: str) -> Span:
    """The period of this kind that holds `day`. A range is the half year: February–July or August–January."""
    if kind == Period.DAY:
        return Span(kind, day, day, zone)
    if kind == Period.WEEK:
        first = day - timedelta(days=day.weekday())
        return Span(kind, first, first + timedelta(days=6), zone)
    if kind == Period.MONTH:
        return Span(kind, day.replace(day=1), _month_after(day) - ONE_DAY, zone)
    if 2 <= day.month <= 7:
        return Span(kind, date(day.year, 2, 1), date(day.year, 7, 31), zone)
    year = day.year if day.month >= 8 else day.year - 1
    return Span(kind, date(year, 8, 1), date(year + 1, 1, 31), zone)


def _month_after(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def read_span(query, kind: Period, *, at: datetime, zone: str) -> Span:
    """The period that an address asks for (`period=2026-11`, or `from=…&to=…`); else the present one.

    Raises ValueError for what is not such a period or lies outside 2000–2100.
    """
    asked = query.get("period", "").strip()
    if kind == Period.RANGE and query.get("from") and query.get("to"):
        asked = f"{query['from']}..{query['to']}"
    span = _read(asked, kind, zone) if asked else around(kind, localdate(at, zone), zone)
    if not (2000 <= span.first.year <= 2100 and 2000 <= span.last.year <= 2100):
        raise ValueError("this year is not kept")
    if span.last < span.first or span.last - span.first > timedelta(days=LONGEST_RANGE_DAYS):
        raise ValueError("a range runs forward, for two school years at most")
    return span


def _read(asked: str, kind: Period, zone: str) -> Span:
    if kind == Period.RANGE:
        first, between, last = asked.partition("..")
        if not between:
            raise ValueError("a range is written 2026-09-01..2027-01-15")
        return Span(kind, date.fromisoformat(first), date.fromisoformat(last), zone)
    if kind == Period.WEEK and (week := re.fullmatch(r"(\d{4})-W(\d{2})", asked, re.ASCII)):
        return around(kind, date.fromisocalendar(int(week[1]), int(week[2]), 1), zone)
    if kind == Period.MONTH and (month := re.fullmatch(r"(\d{4})-(\d{2})", asked, re.ASCII)):
        return around(kind, date(int(month[1]), int(month[2]), 1), zone)
    return around(kind, date.fromisoformat(asked), zone)
