"""The day: looked at by the officer, signed, and what was found told at once (FM-08, FM-09)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from houqin.duties.actions import answer_codes
from houqin.foodsafety import events
from houqin.foodsafety.gates import signing as gates
from houqin.foodsafety.models import DailyControl
from houqin.foodsafety.notice_kinds import FOUND_TODAY
from houqin.foodsafety.permissions import SIGN_DAY
from houqin.foodsafety.scopes import CATEGORY, Scope
from houqin.foodsafety.selectors.day_facts import facts_of_day
from houqin.incidents.actions import report_hazard
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.transactions import lock
from houqin.notices.actions import tell
from houqin.people.selectors import holders
from houqin.tenancy.models import School, Space
from houqin.tenancy.posts import Post

#: Who hears of a finding at once (FM-09).
TOLD = (Post.FOOD_SAFETY_DIRECTOR, Post.PRINCIPAL)


@dataclass(frozen=True)
class Finding:
    """What the officer saw; it becomes a hazard. Without a grade a leader grades it."""

    scope: str
    what: str
    grade: str = ""
    place: Space | None = None


@transaction.atomic
def sign_daily_control(
    *, school, on: date, confirmed: Iterable[str], remarks: Mapping[str, str] | None = None,
    findings: Iterable[Finding] = (), corrects: DailyControl | None = None, correction_reason: str = "", actor,
    at: datetime,
) -> DailyControl:  # fmt: skip
    """Sign what the day's rows and the officer's eyes say; nothing found is a record too (zero-risk report).

    What the rows say at this moment is kept with it. Each finding becomes a hazard, and director and principal are
    told. A day signed later is marked late; a correction names the record that it replaces.
    Raises Refused: DAY_AHEAD, SIGNED_ALREADY, CORRECTED_ALREADY, WHY_MISSING, NOT_CONFIRMED, SCOPE_UNKNOWN,
    SAY_WHAT_WAS_DONE, FINDING_EMPTY; those of report_hazard.
    """
    authorise(actor, SIGN_DAY, school=school, at=at)
    lock(School.objects.filter(pk=school.pk))
    confirmed, findings = list(confirmed), list(findings)
    remarks = {scope: text.strip()[:200] for scope, text in (remarks or {}).items() if text.strip()}
    known = DailyControl.objects.of(school).standing().filter(on=on).select_related("signed_by").first()
    facts = facts_of_day(school, on)
    require(
        gates.is_not_ahead(on, today=school.localdate(at)),
        gates.is_the_first(known, corrects, correction_reason),
        gates.every_part_is_looked_at(confirmed, findings),
        gates.what_is_out_of_order_is_answered(facts, remarks, findings),
    )
    control = DailyControl.objects.create(
        school=school, on=on, facts=[fact.plain() for fact in facts], remarks=remarks, findings=len(findings),
        looked_at=[scope.value for scope in Scope if scope in confirmed], corrects=corrects,
        correction_reason=correction_reason.strip(), **signed(actor, school, at, SIGN_DAY),
    )  # fmt: skip
    for one in findings:
        report_hazard(
            school=school, what=one.what, category=CATEGORY[Scope(one.scope)], place=one.place, source=control,
            grade=one.grade, found_at=at, actor=actor, at=at,
        )  # fmt: skip
    record(
        events.DAY_SIGNED, control, about=[corrects], actor=actor, at=at, on=on, findings=len(findings),
        late=_("signed late") if control.is_late else "", remarks=remarks,
        out_of_order=[fact.code for fact in facts if fact.is_late],
    )  # fmt: skip
    if corrects:
        record(events.RECORD_CORRECTED, control, about=[corrects], actor=actor, at=at, what=str(control),
               reason=control.correction_reason)  # fmt: skip
    if findings:
        tell(
            FOUND_TODAY, to=posts_here(school, TOLD, at=at), school=school, subject=control, at=at,
            url=control.get_absolute_url(), on=on, number=len(findings), what=[one.what for one in findings],
            name=actor.name,
        )  # fmt: skip
    answer_codes(school, "foodsafety.daily-control", at=at)
    return control


def posts_here(school, posts, *, at: datetime) -> list:
    """Who holds one of these posts on the day. One query."""
    return [held.user for held in holders(school, on=school.localdate(at)) if held.post in posts]


def signed(actor, school, at: datetime, needed) -> dict:
    """By whom, by which post, when."""
    held = actor.posts_in(school, at) & needed.posts
    return {"signed_by": actor, "post": next((post for post in Post.values if post in held), ""), "signed_at": at}
