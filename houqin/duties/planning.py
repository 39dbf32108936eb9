"""What is asked of a school on the days ahead: its calendar and its things, read for many schools together."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from houqin.duties.declaring import DUTIES, DutyKind
from houqin.duties.models import OccasionsMade
from houqin.duties.schedules import MONTHS, WEEKS, Batch, Each, Occasion, OnEvent, Window
from houqin.duties.tuned import Tuned, Tunings
from houqin.tenancy.calendar import Calendar, calendars
from houqin.tenancy.models import TimetableEntry
from houqin.tenancy.schools import School

BEHIND, AHEAD = timedelta(days=1), timedelta(days=8)
#: A clock that stood longer than this does not make up for what nobody was asked for.
MOST_BEHIND = timedelta(days=31)


@dataclass
class Plan:
    """What has to be looked at for one school: which days, and whether all of its duties or only those of things."""

    school: School
    today: date
    first: date
    last: date
    made: OccasionsMade | None
    calendar: Calendar = field(default_factory=Calendar)
    tunings: Tunings | None = None
    digest: str = ""
    occasions: dict[tuple[str, str], tuple[Occasion, Tuned]] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)

    @property
    def is_anew(self) -> bool:
        return self.made is None or self.made.calendar != self.digest

    @property
    def new_from(self) -> date:
        """The first day that nobody has made before."""
        return self.first if self.made is None else self.made.until + timedelta(days=1)

    def looked_at(self, schedule) -> tuple[date, date]:
        """The days to go through for a schedule. When only the day is new, the calendar's duties are new at the end."""
        first = self.first if self.is_anew or isinstance(schedule, Each) else self.new_from
        return widened(first, self.last, schedule.span)

    @property
    def read(self) -> tuple[date, date]:
        """The days whose calendar must be known."""
        spans = [widened(self.first, self.last, span) for span in (WEEKS, MONTHS)]
        return min(first for first, _last in spans), max(last for _first, last in spans)


def widened(first: date, last: date, span: str) -> tuple[date, date]:
    """To whole weeks or whole months, where a schedule must see them to judge."""
    if span == WEEKS:
        return first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())
    if span == MONTHS:
        after = (last.replace(day=1) + timedelta(days=32)).replace(day=1)
        return first.replace(day=1), after - timedelta(days=1)
    return first, last


def plan_of(school: School, made: OccasionsMade | None, *, at: datetime) -> Plan:
    today = school.localdate(at)
    first = today - BEHIND
    if made and made.until < first:
        first = max(made.until + timedelta(days=1), today - MOST_BEHIND)
    return Plan(school, today, first, today + AHEAD, made)


def read_calendars(plans: list[Plan]) -> None:
    schools = [plan.school for plan in plans]
    tunings = Tunings(schools)
    read = calendars(schools, min(plan.read[0] for plan in plans), max(plan.read[1] for plan in plans))
    times: dict[int, list[str]] = {}
    entries = TimetableEntry.objects.filter(school__in=schools).order_by("pk")
    for school, *entry in entries.values_list(
        "school_id", "what", "at_time", "valid_from", "section", "season", "season_from", "season_until"
    ):
        times.setdefault(school, []).append(repr(entry))
    declared = _declarations()
    for plan in plans:
        plan.calendar, plan.tunings = read[plan.school.pk], tunings
        months = widened(plan.first, plan.last, MONTHS)
        said = [
            declared, plan.school.zone, *times.get(plan.school.pk, ()),
            *(f"{term.starts_on} {term.ends_on}" for term in plan.calendar.terms),
            *(f"{on} {day.kind} {day.is_boarding_night}" for on, day in sorted(plan.calendar.marked.items())
              if months[0] <= on <= months[1]),
            *(f"{row.pk}" for row in tunings.rows(plan.school.pk)),
        ]  # fmt: skip
        plan.digest = hashlib.sha256("\n".join(said).encode()).hexdigest()


def _declarations() -> str:
    """What the program asks of the calendar: another release may ask for more."""
    return "\n".join(
        f"{kind.code} {kind.schedule!r} {kind.owner} {kind.ladder_as_written}"
        for kind in DUTIES.values()
        if not isinstance(kind.schedule, Each)
    )


def list_occasions(plans: list[Plan]) -> None:
    batches: dict[tuple[date, date], Batch] = {}
    for plan in plans:
        batches.setdefault((plan.first, plan.last), Batch([], plan.first, plan.last)).schools.append(plan.school)
    for plan in plans:
        windows: dict[tuple[date, date], Window] = {}
        for kind in DUTIES.values():
            if isinstance(kind.schedule, OnEvent) or not _is_asked(plan, kind):
                continue
            plan.codes.add(kind.code)
            days = plan.looked_at(kind.schedule)
            if days not in windows:
                windows[days] = Window(plan.school, plan.calendar.days(*days), plan.calendar.terms,
                                       batches[plan.first, plan.last])  # fmt: skip
            for occasion, tuned in plan.tunings.occasions(kind, windows[days]):
                plan.occasions[kind.code, occasion.key] = (occasion, tuned)


def _is_asked(plan: Plan, kind: DutyKind) -> bool:
    """Duties of things change with things; those of the calendar with the calendar, or with a new day at its end."""
    return isinstance(kind.schedule, Each) or plan.is_anew or plan.new_from <= plan.last
