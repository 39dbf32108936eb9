"""The week: what its days show, and what is done about it (FM-10)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from houqin.duties.actions import answer_codes
from houqin.foodsafety import events
from houqin.foodsafety.actions.days import posts_here, signed
from houqin.foodsafety.gates import signing as gates
from houqin.foodsafety.models import WeeklyReport
from houqin.foodsafety.notice_kinds import WEEK_IS_SIGNED
from houqin.foodsafety.permissions import SIGN_WEEK
from houqin.foodsafety.selectors.periods import week_of
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.transactions import lock
from houqin.notices.actions import tell
from houqin.tenancy.models import School
from houqin.tenancy.posts import Post


@transaction.atomic
def sign_weekly_report(
    *, school, monday: date, assessment: str, measures: str, missing_reason: str = "",
    corrects: WeeklyReport | None = None, correction_reason: str = "", actor, at: datetime,
) -> WeeklyReport:  # fmt: skip
    """Sign the report of a week: its daily records as they stand, trends, open hazards, and the measures.

    Raises Refused: NOT_A_MONDAY, WEEK_NOT_OVER, DAYS_MISSING, TEXT_MISSING, SIGNED_ALREADY, CORRECTED_ALREADY,
    WHY_MISSING.
    """
    authorise(actor, SIGN_WEEK, school=school, at=at)
    lock(School.objects.filter(pk=school.pk))
    known = WeeklyReport.objects.of(school).standing().filter(monday=monday).select_related("signed_by").first()
    seen = week_of(school, monday)
    require(
        gates.is_the_first(known, corrects, correction_reason),
        gates.week_may_be_signed(seen, missing_reason=missing_reason, today=school.localdate(at)),
        gates.is_written(**{_("Assessment"): assessment, _("Measures"): measures}),
    )
    report = WeeklyReport.objects.create(
        school=school, monday=monday, days=seen.days, missing_reason=missing_reason.strip()[:200],
        facts=[
            {"trend": {code: list(pair) for code, pair in seen.trend.items()}, "open_hazards": seen.open_hazards,
             "overdue_hazards": seen.overdue_hazards, "missing": [on.isoformat() for on in seen.missing]}
        ],
        assessment=assessment.strip(), measures=measures.strip(), corrects=corrects,
        correction_reason=correction_reason.strip(), **signed(actor, school, at, SIGN_WEEK),
    )  # fmt: skip
    record(
        events.WEEK_SIGNED, report, about=[corrects], actor=actor, at=at, monday=monday, measures=report.measures,
        findings=seen.findings, missing=[on.isoformat() for on in seen.missing],
    )  # fmt: skip
    if corrects:
        record(events.RECORD_CORRECTED, report, about=[corrects], actor=actor, at=at, what=str(report),
               reason=report.correction_reason)  # fmt: skip
    tell(
        WEEK_IS_SIGNED, to=posts_here(school, {Post.PRINCIPAL}, at=at), school=school, subject=report, at=at,
        url=report.get_absolute_url(), monday=monday, measures=report.measures, name=actor.name,
    )  # fmt: skip
    answer_codes(school, "foodsafety.weekly-report", at=at)
    return report
