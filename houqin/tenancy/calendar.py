"""Is it a school day, and when do things happen? Answers from the school's own calendar."""

from dataclasses import dataclass
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


def days_between(school: School, from_on: date, to_on: date) -> dict[date, Day]:
    """What each day is, first and last included: the same answers as one by one. Two queries."""
    after = to_on + timedelta(days=1)
    terms = list(Term.objects.of(school).filter(starts_on__lte=after, ends_on__gte=from_on))
    marked = {day.on: day for day in CalendarDay.objects.of(school).filter(on__range=(from_on, after))}

    def taught(on: date) -> bool:
        if on in marked:
            return marked[on].kind == CalendarDay.Kind.TEACHING
        return on.weekday() < 5 and any(term.starts_on <= on <= term.ends_on for term in terms)

    def boarding(on: date) -> bool:
        return marked[on].is_boarding_night if on in marked else taught(on + timedelta(days=1))

    days = [from_on + timedelta(days=number) for number in range((to_on - from_on).days + 1)]
    return {on: Day(taught(on), boarding(on), on in marked) for on in days}
