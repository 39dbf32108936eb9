"""What the days say of a week, and the weeks of a month."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from houqin.foodsafety.models import DailyControl, WeeklyReport
from houqin.foodsafety.scopes import FACTS
from houqin.incidents.models import Hazard
from houqin.tenancy.calendar import days_between

DAY, WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True)
class WeekSeen:
    """Seven days as their records tell, the days that should have one and lack it, and how it was the week before."""

    monday: date
    days: list[dict]
    missing: list[date]
    last_taught: date | None
    trend: dict[str, tuple[int, int]]
    open_hazards: int
    overdue_hazards: int

    @property
    def findings(self) -> int:
        return sum(day["findings"] for day in self.days)


def week_of(school, monday: date) -> WeekSeen:
    """Five queries."""
    week = days_between(school, monday, monday + 6 * DAY)
    taught = [on for on, day in week.items() if day.is_taught]
    rows = DailyControl.objects.of(school).standing().filter(on__gte=monday - WEEK, on__lt=monday + WEEK)
    controls = {row.on: row for row in rows.select_related("signed_by").order_by("on", "pk")}
    days = [said_of(controls[on]) for on in week if on in controls]
    now, before = Counter(), Counter()
    for on, row in controls.items():
        (now if on >= monday else before).update(
            {one["code"]: one["number"] for one in row.facts if one["late"] and one["code"] in FACTS}
        )
    hazards = Hazard.objects.of(school).open()
    return WeekSeen(
        monday, days, [on for on in taught if on not in controls], max(taught, default=None),
        {code: (before[code], now[code]) for code in FACTS if before[code] or now[code]},
        hazards.count(), hazards.filter(due_on__lt=monday + WEEK, state="fixing").count(),
    )  # fmt: skip


def said_of(control: DailyControl) -> dict:
    """One day as a week keeps it."""
    late = [one for one in control.facts if one["late"]]
    return {
        "on": control.on.isoformat(), "record": control.pk, "findings": control.findings, "late": late,
        "name": control.signed_by.name, "remarks": control.remarks,
    }  # fmt: skip


@dataclass(frozen=True)
class MonthSeen:
    """The weeks that ended in a month as their reports tell, and those that lack one."""

    month: date
    weeks: list[dict]
    missing: list[date]
    open_hazards: int


def month_of(school, month: date, *, until: date) -> MonthSeen:
    """Weeks whose Sunday lies in the month, up to `until`. Four queries."""
    after = (month + timedelta(days=32)).replace(day=1)
    first = month - 6 * DAY
    mondays = [on for on in (first + number * DAY for number in range((after - first).days)) if on.weekday() == 0]
    mondays = [monday for monday in mondays if month <= monday + 6 * DAY < after and monday + 6 * DAY <= until]
    taught = days_between(school, first, after)
    rows = WeeklyReport.objects.of(school).standing().filter(monday__in=mondays).select_related("signed_by")
    reports = {row.monday: row for row in rows}
    weeks = [
        {"monday": monday.isoformat(), "record": row.pk, "findings": sum(day["findings"] for day in row.days),
         "late": sum(one["number"] for day in row.days for one in day["late"]), "assessment": row.assessment,
         "measures": row.measures, "name": row.signed_by.name}
        for monday, row in sorted(reports.items())
    ]  # fmt: skip
    asked = [monday for monday in mondays if any(taught[monday + n * DAY].is_taught for n in range(7)
                                                 if monday + n * DAY in taught)]  # fmt: skip
    missing = [one for one in asked if one not in reports]
    return MonthSeen(month, weeks, missing, Hazard.objects.of(school).open().count())
