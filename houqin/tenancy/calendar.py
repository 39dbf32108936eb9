"""Is it a school day, and when do things happen? Answers from the school's own calendar."""

from datetime import date, datetime

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
