"""Write down what a child did, so that somebody talks with it."""

from datetime import date, datetime, time, timedelta

from django.db import transaction

from houqin.discipline import events
from houqin.discipline.gates.moments import has_happened, is_said
from houqin.discipline.gates.violations import may_record
from houqin.discipline.models import Violation
from houqin.discipline.notice_kinds import OF_YOUR_CLASS
from houqin.discipline.permissions import RECORD_VIOLATIONS
from houqin.duties.actions import raise_duty
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.notices.actions import tell
from houqin.people.models import Pupil, User, in_class_on
from houqin.tenancy.codes import next_code
from houqin.tenancy.gates import belongs_to
from houqin.tenancy.parameters import parameter

TALK = "discipline.talk"
#: Talks and second looks are for the evening. A house rule.
BY = time(21, 0)


@transaction.atomic
def record_violation(
    *, pupil: Pupil, kind: str, what: str, place=None, seen_by: str = "", happened_at: datetime | None = None, actor,
    at: datetime,
) -> Violation:  # fmt: skip
    """Record it; a talk falls due. Journal and duty name the code alone (DR-08).  Raises Refused: see may_record."""
    school = pupil.school
    authorise(actor, RECORD_VIOLATIONS, school=school, at=at)
    happened_at = happened_at or at
    on = school.localdate(happened_at)
    require(
        has_happened(happened_at, at=at), belongs_to(school, place), may_record(pupil, place, on=on), is_said(what=what)
    )
    made = Violation.objects.create(
        school=school, code=next_code(school, "TH", on), pupil=pupil, kind=kind, what=what.strip()[:300], place=place,
        happened_at=happened_at, received_at=at, seen_by=(seen_by.strip() or actor.name)[:80], recorded_by=actor,
    )  # fmt: skip
    record(events.VIOLATION_RECORDED, made, actor=actor, at=at, happened_at=happened_at, code=made.code)
    last = school.localdate(at) + timedelta(days=int(parameter(school, "talk_within_days", on=on)))
    raise_duty(code=TALK, key=str(made.pk), school=school, subject=made, opens_at=at,
               due_at=school.moment(last, BY), at=at)  # fmt: skip
    tell(
        OF_YOUR_CLASS, to=_head_teachers(pupil, actor, on=school.localdate(at)), school=school, subject=made, at=at,
        url=made.get_absolute_url(), code=made.code,
    )  # fmt: skip
    return made


def _head_teachers(pupil: Pupil, actor, *, on: date) -> list[User]:
    """Whoever leads the child's class that day, unless they wrote it themselves. One query."""
    places = "staff__classes__enrolments__"
    leads = User.objects.filter(in_class_on(on, places), **{f"{places}pupil": pupil})
    return list(leads.exclude(pk=actor.pk).distinct())
