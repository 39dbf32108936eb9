"""The timetable as people read it: what holds now, what was announced, what held before, and the night to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from houqin.tenancy.calendar import bedtime_norm, in_force, night_moment, night_of
from houqin.tenancy.models import Section, TimetableEntry
from houqin.tenancy.parameters import parameters_of

What = TimetableEntry.What
#: The evening in the order of the day, and the morning after it.
EVENING = (What.STUDY_ENDS, What.WASH, What.ROLL_CALL, What.DOOR_LOCKED, What.LIGHTS_OUT)


def times_on(school, on: date) -> list[TimetableEntry]:
    """The entry in force for each thing on a day, for everybody and for each section that differs, in the order of
    the day. One query."""
    return times_of(list(TimetableEntry.objects.of(school).filter(valid_from__lte=on)), on)


def times_of(entries: list[TimetableEntry], on: date) -> list[TimetableEntry]:
    found = {entry.pk: entry for one in ("", *Section.values) for entry in in_force(entries, on, one).values()}
    return sorted(found.values(), key=lambda entry: (entry.at_time, entry.pk))


def in_season_later(entries: Iterable[TimetableEntry], on: date) -> list[TimetableEntry]:
    """Of what counts already, the seasons whose days come later in the year."""
    newest: dict[tuple[str, str, str], TimetableEntry] = {}
    for entry in sorted(entries, key=lambda entry: (entry.valid_from, entry.pk)):
        if entry.valid_from <= on:
            newest[entry.what, entry.section, entry.season] = entry
    return [entry for entry in newest.values() if not entry.is_in_season(on)]


@dataclass(frozen=True)
class Night:
    """The evening of one section, and how long it sleeps: from lights-out to getting up on the next day."""

    section: Section
    moments: tuple[tuple[What, datetime], ...]
    sleep: timedelta | None
    needed: timedelta

    @property
    def short(self) -> timedelta:
        """How much sleep is missing; nothing where the timetable names no lights-out or no getting up (DR-07)."""
        return max(self.needed - self.sleep, timedelta(0)) if self.sleep is not None else timedelta(0)


def nights(school, on: date) -> list[Night]:
    """The night that begins on this day, by section; only sections for which a time of the night is set. Three
    queries."""
    entries = list(TimetableEntry.objects.of(school).filter(valid_from__lte=on + timedelta(days=1)))
    numbers = parameters_of(school, on=on)
    found = []
    for section in Section:
        evening, morning = in_force(entries, on, section), in_force(entries, on + timedelta(days=1), section)
        moments = [(what, night_moment(school, on, evening[what].at_time)) for what in EVENING if what in evening]
        if What.GET_UP in morning:
            moments.append((What.GET_UP, school.moment(on + timedelta(days=1), morning[What.GET_UP].at_time)))
        said = dict(moments)
        sleep = None
        if What.LIGHTS_OUT in said and What.GET_UP in said:
            sleep = said[What.GET_UP] - said[What.LIGHTS_OUT]
        if moments:
            needed = timedelta(minutes=int(numbers[f"sleep_{section.value}_minutes"]))
            moments.sort(key=lambda one: one[1])
            found.append(Night(section, tuple(moments), sleep, needed))
    return found


def sleeping_time(school, at: datetime) -> tuple[datetime, datetime]:
    """From the first lights-out of the night of this moment until the last section gets up after it. Five queries.

    What the timetable does not say is by the norm: when they should be asleep, and for how long (DR-07).
    """
    night = night_of(school, at)
    numbers, said = parameters_of(school, on=night), {one.section: dict(one.moments) for one in nights(school, night)}
    sleeps = []
    for section in [one for one in said if What.LIGHTS_OUT in said[one]] or Section:
        moments = said.get(section, {})
        out = moments.get(What.LIGHTS_OUT) or bedtime_norm(school, night, section, numbers)
        needed = timedelta(minutes=int(numbers[f"sleep_{section.value}_minutes"]))
        sleeps.append((out, moments.get(What.GET_UP) or out + needed))
    return min(out for out, _up in sleeps), max(up for _out, up in sleeps)
