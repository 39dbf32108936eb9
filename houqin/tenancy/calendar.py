"""Is it a school day, and when do things happen? Answers from the school's own calendar."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from houqin.tenancy.models import CalendarDay, Term, TimetableEntry
from houqin.tenancy.schools import School


def is_school_day(school: School, on: date) -> bool:
    """Taught that day: inside a term, a weekday or a weekend taught in exchange, and no holiday."""
    exception = CalendarDay.objects.of(school).filter(on=on).first()
    if exception:
        return exception.kind == CalendarDay.Kind.TEACHING
    return on.weekday() < 5 and Term.objects.of(school).filter(starts_on__lte=on, ends_on__gte=on).exists()


def is_boarding_night(school: School, on: date) -> bool:
    """Boarders sleep at school in the night that begins on this day: the next day is taught, or the day says so."""
    exception = CalendarDay.objects.of(school).filter(on=on).first()
    if exception:
        return exception.is_boarding_night
    return is_school_day(school, date.fromordinal(on.toordinal() + 1))


def night_of(school: School, at: datetime) -> date:
    """The night that a moment belongs to, noon to noon: after midnight it is still the night of the day before."""
    return school.localdate(at - timedelta(hours=12))


def term_on(school: School, on: date) -> Term | None:
    return Term.objects.of(school).filter(starts_on__lte=on, ends_on__gte=on).first()


def timetable(school: School, on: date) -> dict[str, datetime]:
    """The moment of each thing on a day, by `TimetableEntry.What`; the newest entry in force wins. One query."""
    entries = TimetableEntry.objects.of(school).filter(valid_from__lte=on).order_by("valid_from", "pk")
    return {entry.what: school.moment(on, entry.at_time) for entry in entries}


@dataclass(frozen=True)
class Day:
    """`is_marked`: the calendar says something about this very day."""

    is_taught: bool
    is_boarding_night: bool
    is_marked: bool


@dataclass(frozen=True)
class Calendar:
    """What was read of one school's calendar: its terms, and the days that differ from their weekday."""

    terms: tuple[Term, ...] = ()
    marked: Mapping[date, CalendarDay] = field(default_factory=dict)

    def is_taught(self, on: date) -> bool:
        if on in self.marked:
            return self.marked[on].kind == CalendarDay.Kind.TEACHING
        return on.weekday() < 5 and any(term.starts_on <= on <= term.ends_on for term in self.terms)

    def is_boarding_night(self, on: date) -> bool:
        if on in self.marked:
            return self.marked[on].is_boarding_night
        return self.is_taught(on + timedelta(days=1))

    def days(self, from_on: date, to_on: date) -> dict[date, Day]:
        """What each day is, first and last included."""
        days = [from_on + timedelta(days=number) for number in range((to_on - from_on).days + 1)]
        return {on: Day(self.is_taught(on), self.is_boarding_night(on), on in self.marked) for on in days}


def calendars(schools: Iterable[School], from_on: date, to_on: date) -> dict[int, Calendar]:
    """The calendar of each school, by its key, as far as these days need it. Two queries, whatever their number."""
    schools, after = list(schools), to_on + timedelta(days=1)
    terms: dict[int, list[Term]] = {school.pk: [] for school in schools}
    for term in Term.objects.filter(school__in=schools, starts_on__lte=after, ends_on__gte=from_on).order_by("pk"):
        terms[term.school_id].append(term)
    marked: dict[int, dict[date, CalendarDay]] = {school.pk: {} for school in schools}
    for day in CalendarDay.objects.filter(school__in=schools, on__range=(from_on, after)):
        marked[day.school_id][day.on] = day
    return {school.pk: Calendar(tuple(terms[school.pk]), marked[school.pk]) for school in schools}


def days_between(school: School, from_on: date, to_on: date) -> dict[date, Day]:
    """What each day is, first and last included: the same answers as one by one. Two queries."""
    return calendars([school], from_on, to_on)[school.pk].days(from_on, to_on)
