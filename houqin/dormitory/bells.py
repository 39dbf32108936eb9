"""When a night's rolls are due, by the school's own bell."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from houqin.kernel.prepared import Prepared
from houqin.tenancy.models import TimetableEntry
from houqin.tenancy.schools import School

#: Where a school has written down no lights-out. Primary and junior pupils lie by then everywhere (DR-07).
LIGHTS_OUT = time(22, 0)
#: A roll may be begun this long before the bell: evening study is over, and children are still let in (DR-01).
OPENS_BEFORE = timedelta(minutes=90)
#: The recount follows the bell and is done within this time.
RECOUNT_WITHIN = timedelta(minutes=45)
#: Whoever was not counted by then was not counted in that night.
NIGHT_ENDS = time(12, 0)


@dataclass(frozen=True)
class Bells:
    opens_at: datetime
    lights_out: datetime
    recounted_by: datetime
    ends_at: datetime


LIGHTS_OUTS = Prepared(
    lambda school: (
        TimetableEntry.objects.filter(school=school, what=TimetableEntry.What.LIGHTS_OUT)
        .order_by("valid_from", "pk")
        .values_list("valid_from", "at_time")
    )
)


def bells(school: School, night: date) -> Bells:
    """One query."""
    return Timetable(tuple(LIGHTS_OUTS(school=school))).on(school, night)


@dataclass(frozen=True)
class Timetable:
    """Each lights-out of one school with the day from which it holds, the newest last."""

    entries: tuple[tuple[date, time], ...]

    def on(self, school: School, night: date) -> Bells:
        held = [at_time for valid_from, at_time in self.entries if valid_from <= night]
        out = school.moment(night, held[-1] if held else LIGHTS_OUT)
        ends_at = school.moment(night + timedelta(days=1), NIGHT_ENDS)
        return Bells(out - OPENS_BEFORE, out, out + RECOUNT_WITHIN, ends_at)


def bells_of(schools: Iterable[School]) -> dict[int, Timetable]:
    """The lights-out of many schools, by their keys. One query."""
    found: dict[int, list[tuple[date, time]]] = {school.pk: [] for school in schools}
    rows = TimetableEntry.objects.filter(school__in=found, what=TimetableEntry.What.LIGHTS_OUT)
    for row in rows.order_by("valid_from", "pk"):
        found[row.school_id].append((row.valid_from, row.at_time))
    return {key: Timetable(tuple(entries)) for key, entries in found.items()}
