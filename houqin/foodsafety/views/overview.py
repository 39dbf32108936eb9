"""Where the three stand: today, this week, this month; and what was signed before."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from houqin.foodsafety.models import DailyControl, MonthlyDispatch, WeeklyReport
from houqin.foodsafety.permissions import SIGN_DAY
from houqin.foodsafety.selectors.periods import said_of, week_of
from houqin.foodsafety.views.asking import may_see
from houqin.foodsafety.views.lines import day_lines, in_words, said
from houqin.kernel.http import show
from houqin.kernel.shown import shown

DAYS, WEEKS, MONTHS = 14, 8, 12


@require_safe
def index(request):
    school = may_see(request)
    today = school.localdate(request.now)
    monday = today - timedelta(days=today.weekday())
    seen = week_of(school, monday)
    days = DailyControl.objects.of(school).standing().filter(on__lt=monday).select_related("signed_by")
    weeks = WeeklyReport.objects.of(school).standing().select_related("signed_by")
    months = (
        MonthlyDispatch.objects.of(school).select_related("signed_by").prefetch_related("meeting__minutes__signatures")
    )
    is_signed = any(day["on"] == today.isoformat() for day in seen.days)
    return show(
        request, "foodsafety/index.html", is_signed=is_signed, days=day_lines(seen, today=today),
        may_sign=request.user.may(SIGN_DAY, school=school, at=request.now),
        before=[_day(one) for one in days.order_by("-on")[:DAYS]],
        weeks=[_week(one) for one in weeks.order_by("-monday")[:WEEKS]],
        months=[_month(one) for one in months.order_by("-month")[:MONTHS]],
        sentence=_("Today's control is signed.") if is_signed else _("Today's control is not signed yet."),
        new_weekly=reverse("foodsafety:new-weekly"), new_monthly=reverse("foodsafety:new-monthly"),
    )  # fmt: skip


def _day(one: DailyControl) -> dict:
    day = said_of(one)
    return {"label": shown(one.on), "url": one.get_absolute_url(), "quiet": one.signed_by.name, "end": said(day),
            "state": "late" if day["late"] or day["findings"] else "done"}  # fmt: skip


def _week(one: WeeklyReport) -> dict:
    found = sum(day["findings"] for day in one.days)
    late = sum(fact["number"] for day in one.days for fact in day["late"])
    return {"label": _("Week from {day}").format(day=shown(one.monday)), "url": one.get_absolute_url(),
            "quiet": one.signed_by.name, "end": in_words(found, late),
            "state": "late" if found or late else "done"}  # fmt: skip


def _month(one: MonthlyDispatch) -> dict:
    texts = sorted(one.meeting.minutes.all(), key=lambda text: text.number)
    signed = bool(texts[-1].signatures.all())
    return {"label": f"{one.month:%Y-%m}", "url": one.get_absolute_url(), "quiet": one.signed_by.name,
            "end": _("signed") if signed else _("not signed"), "state": "done" if signed else "due"}  # fmt: skip
