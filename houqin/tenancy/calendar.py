"""Is it a school day, and when do things happen? Answers from the school's own calendar."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from houqin.tenancy.models import CalendarDay, Section, Term, TimetableEntry
from houqin.tenancy.parameters import parameters_of
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


def in_force(entries: Iterable[TimetableEntry], on: date, section: str = "") -> dict[str, TimetableEntry]:
    """Of a school's entries the one that holds for each thing on a day, by `TimetableEntry.What`.

    A word about the section wins over one for everybody, then a season over the whole year, then the newer one.
    Of one section and season only the newest counts at all: new days of summer replace the old ones.
    """
    newest: dict[tuple[str, str, str], TimetableEntry] = {}
    for entry in sorted(entries, key=lambda entry: (entry.valid_from, entry.pk)):
        if entry.valid_from <= on and entry.section in ("", section):
            newest[entry.what, entry.section, entry.season] = entry
    speaking = [entry for entry in newest.values() if entry.is_in_season(on)]
    speaking.sort(key=lambda entry: (bool(entry.section), bool(entry.season), entry.valid_from, entry.pk))
    return {entry.what: entry for entry in speaking}


def timetable(school: School, on: date, section: str = "") -> dict[str, datetime]:
    """The moment of each thing on a day, by `TimetableEntry.What`, for everybody or a section. One query."""
    found = in_force(TimetableEntry.objects.of(school).filter(valid_from__lte=on), on, section)
    return {what: school.moment(on, entry.at_time) for what, entry in found.items()}


#: Up to here a night belongs to the evening it began on.
NOON = time(12, 0)


def night_of(school: School, at: datetime) -> date:
    """The day on whose evening the night of this moment begins: from noon to noon."""
    return school.localdate(at - timedelta(hours=12))


def night_moment(school: School, night: date, at_time: time) -> datetime:
    """A time of the night that begins on this day: half past midnight is on the next one."""
    return school.moment(night + timedelta(days=1) if at_time < NOON else night, at_time)


def lights_out(school: School, on: date, section: str = "") -> datetime:
    """When the lights go out in the night that begins on this day. One query, or three when the school never said.

    For everybody it is when the last section sleeps. Without an entry it is the norm of DR-07, by the school's clock.
    """
    entries = list(TimetableEntry.objects.of(school))
    said = lights_out_said(entries, school, on, section)
    return said or bedtime_norm(school, on, section or Section.JUNIOR, parameters_of(school, on=on))


def lights_out_said(entries: Iterable[TimetableEntry], school: School, on: date, section: str = "") -> datetime | None:
    """The same from entries that are loaded; None where the timetable does not speak of it."""
    entries = list(entries)
    asked = [section] if section else Section.values
    said = [in_force(entries, on, one).get(TimetableEntry.What.LIGHTS_OUT) for one in asked]
    return max((night_moment(school, on, entry.at_time) for entry in said if entry), default=None)


#: What `bedtime_norm` asks of the numbers in force.
BEDTIME = ("lights_out_primary_hhmm", "lights_out_junior_hhmm", "bedtime_later_minutes")


def bedtime_norm(school: School, on: date, section: str, numbers: Mapping) -> datetime:
    """When a section should be asleep by DR-07, where a school has no time of its own.

    The norm is by the clock on the wall, and a school on Urumqi time has its two hours in that clock already. One that
    keeps Beijing time in Xinjiang says so in `bedtime_later_minutes`.
    """
    hours, minutes = divmod(int(numbers[f"lights_out_{section}_hhmm"]), 100)
    minutes += int(numbers["bedtime_later_minutes"])
    return school.moment(on, time(0, 0)) + timedelta(hours=hours, minutes=minutes)


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
