"""The week's report: its days, then the director's words."""

from datetime import timedelta

from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from houqin.foodsafety.actions import sign_weekly_report
from houqin.foodsafety.forms import WeeklyForm
from houqin.foodsafety.gates.signing import week_may_be_signed
from houqin.foodsafety.ledgers import week_in_words
from houqin.foodsafety.models import WeeklyReport
from houqin.foodsafety.permissions import SIGN_WEEK
from houqin.foodsafety.selectors.periods import week_of
from houqin.foodsafety.views.asking import asked_day, corrected, may_see, thing
from houqin.foodsafety.views.lines import day_lines, trend_lines
from houqin.journal.models import Entry
from houqin.kernel.http import go, show
from houqin.kernel.permissions import authorise


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    school = may_see(request)
    authorise(request.user, SIGN_WEEK, school=school, at=request.now)
    today = school.localdate(request.now)
    corrects = corrected(request, WeeklyReport)
    # On a Monday the week that ended is meant, else the one that runs.
    day = corrects.monday if corrects else min(asked_day(request, "week", today - timedelta(days=1)), today)
    monday = day - timedelta(days=day.weekday())
    known = WeeklyReport.objects.of(school).standing().filter(monday=monday).first()
    if known and corrects is None and request.method != "POST":
        return go(known)
    seen = week_of(school, monday)
    form = WeeklyForm(request.POST or None, corrects=corrects, is_missing=any(on <= today for on in seen.missing))
    if request.method == "POST":
        made = form.submit(request, sign_weekly_report, school=school, monday=monday, corrects=corrects)
        if made:
            return go(made)
    return show(
        request, "foodsafety/new_weekly.html", form=form, seen=seen, days=day_lines(seen, today=today),
        trend=trend_lines(seen.trend), sunday=monday + timedelta(days=6),
        refusals=list(week_may_be_signed(seen, missing_reason="—", today=today)),
        hazards_url=reverse("incidents:hazards"),
    )  # fmt: skip


@require_safe
def one(request, pk):
    report = thing(request, WeeklyReport.objects.select_related("corrects", "corrected_by"), pk)
    return show(
        request, "foodsafety/weekly.html", report=report, words=list(week_in_words(report)),
        sunday=report.monday + timedelta(days=6), newer=getattr(report, "corrected_by", None),
        history=list(Entry.objects.about(report)),
        may_correct=request.user.may(SIGN_WEEK, school=report.school, at=request.now),
        ledger="?period={}-W{:02}".format(*report.monday.isocalendar()),
    )  # fmt: skip
