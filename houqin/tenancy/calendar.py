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
    """One day as the calendar sees it. `exception` is the CalendarDay that says otherwise than the weekday."""

    on: date
    is_school_day: bool
    is_boarding_night: bool
    exception: CalendarDay | None = None


def days_between(school: School, first: date, last: date) -> list[Day]:
    """Every day from first to last, as `is_school_day` and `is_boarding_night` answer. Two queries."""
    marked = CalendarDay.objects.of(school).filter(on__gte=first, on__lte=last + timedelta(days=1))
    exceptions = {day.on: day for day in marked}
    terms = list(Term.objects.of(school).filter(starts_on__lte=last + timedelta(days=1), ends_on__gte=first))

    def taught(on: date) -> bool:
        if on in exceptions:
            return exceptions[on].kind == CalendarDay.Kind.TEACHING
        return on.weekday() < 5 and any(term.starts_on <= on <= term.ends_on for term in terms)

    def slept(on: date) -> bool:
        return exceptions[on].is_boarding_night if on in exceptions else taught(on + timedelta(days=1))

    span = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [Day(on, taught(on), slept(on), exceptions.get(on)) for on in span]
