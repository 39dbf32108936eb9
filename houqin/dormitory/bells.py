"""When a night's rolls are due, by the school's own bell."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from houqin.dormitory.models import RollKind
from houqin.kernel.prepared import Prepared
from houqin.tenancy.calendar import BEDTIME, bedtime_norm, lights_out_said
from houqin.tenancy.models import Section, TimetableEntry
from houqin.tenancy.parameters import numbers_of, parameters_of
from houqin.tenancy.schools import School

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

    def opens(self, kind: str) -> datetime:
        """From when on a roll of this kind counts: the recount is taken after the bell (DR-01)."""
        return self.lights_out if kind == RollKind.RECOUNT else self.opens_at


LIGHTS_OUTS = Prepared(
    lambda school: TimetableEntry.objects.filter(school=school, what=TimetableEntry.What.LIGHTS_OUT).order_by("pk")
)


def bells(school: School, night: date) -> Bells:
    """One query, or three where the school's timetable says nothing and the norm of DR-07 holds."""
    out = lights_out_said(LIGHTS_OUTS(school=school), school, night)
    return _around(school, night, out or bedtime_norm(school, night, Section.JUNIOR, parameters_of(school, on=night)))


def _around(school: School, night: date, out: datetime) -> Bells:
    ends_at = school.moment(night + timedelta(days=1), NIGHT_ENDS)
    return Bells(out - OPENS_BEFORE, out, out + RECOUNT_WITHIN, ends_at)


class BellsOfMany:
    """The bells of many schools on some days, first and last included. Three queries, when it is made."""

    def __init__(self, schools: Iterable[School], first: date, last: date):
        schools = list(schools)
        self._numbers = numbers_of(schools, BEDTIME, first, last)
        self._entries: dict[int, list[TimetableEntry]] = {school.pk: [] for school in schools}
        rows = TimetableEntry.objects.filter(school__in=schools, what=TimetableEntry.What.LIGHTS_OUT)
        for row in rows.order_by("pk"):
            self._entries[row.school_id].append(row)

    def on(self, school: School, night: date) -> Bells:
        out = lights_out_said(self._entries[school.pk], school, night)
        norm = bedtime_norm(school, night, Section.JUNIOR, self._numbers[school.pk][night])
        return _around(school, night, out or norm)
