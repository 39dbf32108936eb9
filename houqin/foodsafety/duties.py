"""What those who answer for food safety owe: the day, the week, the month, and the journal's end to the bureau."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, time, timedelta

from django.utils.translation import gettext_lazy as _

from houqin.duties.declaring import Done, duty
from houqin.duties.schedules import Daily, Each, Occasion, Window
from houqin.foodsafety.models import DailyControl, HeadHandover, MonthlyDispatch, WeeklyReport
from houqin.governance.models import MinutesSignature
from houqin.tenancy.calendar import calendars
from houqin.tenancy.posts import Post

DAY = timedelta(days=1)

#: After a late dinner; the rule names the day and no hour (FM-09).
DAY_BY = time(21, 30)
#: A week is signed when its days are: by noon of the next Monday (FM-10 asks for one a week).
WEEK_BY = time(12, 0)
#: A month is dispatched by the fifth of the next one (FM-11 asks for one a month).
MONTH_BY_DAY, MONTH_BY = 5, time(18, 0)
#: The end of a day is known the next morning.
HEADS_BY = time(16, 0)


@duty(
    "foodsafety.daily-control", title=_("Sign the daily food-safety control"), schedule=Daily(by=DAY_BY),
    owner=Post.FOOD_SAFETY_OFFICER, ladder=((30, Post.FOOD_SAFETY_DIRECTOR), (90, Post.PRINCIPAL)),
    rule="FM-09", clauses=("C-35", "C-06"), view="foodsafety:new-daily", verb=_("Sign it"), grave=True,
)  # fmt: skip
def day_is_signed(duties):
    """Done by the first record of the day, whatever corrected it later. One query."""
    wanted = {(one.school_id, one.on): one for one in duties}
    rows = DailyControl.objects.filter(
        school__in={school for school, _on in wanted}, on__in={on for _school, on in wanted}, corrects=None
    )
    for row in rows.select_related("signed_by"):
        if one := wanted.get((row.school_id, row.on)):
            yield Done(one, at=row.signed_at, by=row.signed_by, thing=row)


def _weeks_before(schools, first: date, last: date):
    """The calendars, reaching back to the week that is due on the first day."""
    return calendars(schools, first - 7 * DAY, last)


def _weeks(window: Window) -> Iterator[Occasion]:
    """Weeks with a school day, counted to the Monday on which they are due."""
    school = window.school
    calendar = window.once(_weeks_before)[school.pk]
    for on in window.days:
        if on.weekday() == 0:
            monday = on - 7 * DAY
            if any(day.is_taught for day in calendar.days(monday, on - DAY).values()):
                yield Occasion(
                    monday.isoformat(), on, school.moment(monday + 4 * DAY, time(12, 0)), school.moment(on, WEEK_BY),
                    school.moment(on + 7 * DAY, time(0, 0)),
                )  # fmt: skip


@duty(
    "foodsafety.weekly-report", title=_("Sign the weekly food-safety report"), schedule=Each(_weeks),
    owner=Post.FOOD_SAFETY_DIRECTOR, ladder=((120, Post.GENERAL_AFFAIRS_DIRECTOR), (24 * 60, Post.PRINCIPAL)),
    rule="FM-10", clauses=("C-35", "C-05"), view="foodsafety:new-weekly", verb=_("Sign it"), grave=True,
)  # fmt: skip
def week_is_signed(duties):
    """Done by the first report of the week. One query."""
    wanted = {(one.school_id, date.fromisoformat(one.key)): one for one in duties}
    rows = WeeklyReport.objects.filter(
        school__in={school for school, _monday in wanted}, monday__in={monday for _school, monday in wanted},
        corrects=None,
    )  # fmt: skip
    for row in rows.select_related("signed_by"):
        if one := wanted.get((row.school_id, row.monday)):
            yield Done(one, at=row.signed_at, by=row.signed_by, thing=row)


def _months(window: Window) -> Iterator[Occasion]:
    """Months of a term, counted to the fifth of the next. No query."""
    school = window.school
    for on in window.days:
        if on.day == MONTH_BY_DAY:
            month = (on.replace(day=1) - DAY).replace(day=1)
            if any(term.starts_on < on.replace(day=1) and term.ends_on >= month for term in window.terms):
                yield Occasion(
                    f"{month:%Y-%m}", on, school.moment(on.replace(day=1) - 7 * DAY, time(0, 0)),
                    school.moment(on, MONTH_BY), school.moment((month + timedelta(days=64)).replace(day=1), time(0, 0)),
                )  # fmt: skip


@duty(
    "foodsafety.monthly-dispatch", title=_("Hold the monthly food-safety dispatch, and sign its minutes"),
    schedule=Each(_months), owner=Post.PRINCIPAL,
    ladder=((24 * 60, Post.FOOD_SAFETY_DIRECTOR), (72 * 60, Post.DEPUTY_PRINCIPAL)),
    rule="FM-11", clauses=("C-03", "C-35", "C-38"), view="foodsafety:new-monthly", verb=_("Dispatch"), grave=True,
)  # fmt: skip
def month_is_dispatched(duties):
    """Done when the principal has signed the newest minutes. Two queries."""
    wanted = {(one.school_id, date.fromisoformat(f"{one.key}-01")): one for one in duties}
    rows = MonthlyDispatch.objects.filter(
        school__in={school for school, _month in wanted}, month__in={month for _school, month in wanted}
    )
    held = {row.meeting_id: row for row in rows}
    signatures = defaultdict(list)
    found = MinutesSignature.objects.filter(minutes__meeting__in=held).select_related("minutes", "user")
    for one in found.order_by("minutes__number", "signed_at"):
        signatures[one.minutes.meeting_id].append(one)
    for meeting, row in held.items():
        one = wanted.get((row.school_id, row.month))
        if one and signatures[meeting]:
            first = signatures[meeting][0]
            yield Done(one, at=first.signed_at, by=first.user, thing=row)


@duty(
    "foodsafety.hand-over-heads", title=_("Hand the end of the journal to the bureau"), schedule=Daily(by=HEADS_BY),
    owner=Post.GENERAL_AFFAIRS_DIRECTOR, ladder=((24 * 60, Post.PRINCIPAL),),
    rule="GR-09", clauses=("C-20",), view="foodsafety:heads", verb=_("Hand them over"),
)  # fmt: skip
def heads_are_handed_over(duties):
    """Done when something was handed over since the day began. One query."""
    duties = list(duties)
    rows = HeadHandover.objects.filter(
        school__in={one.school_id for one in duties}, handed_at__gte=min(one.opens_at for one in duties)
    )
    rows = list(rows.select_related("handed_by").order_by("handed_at", "pk"))
    for one in duties:
        for row in rows:
            if row.school_id == one.school_id and one.opens_at <= row.handed_at < one.closes_at:
                yield Done(one, at=row.handed_at, by=row.handed_by, thing=row)
                break
