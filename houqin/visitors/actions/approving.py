"""A duty leader lets somebody in at an unusual hour, or a man into a girls' building."""

from datetime import date, datetime

from django.db import transaction

from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.visitors import events
from houqin.visitors.gates import visits as gates
from houqin.visitors.models import VisitApproval
from houqin.visitors.permissions import APPROVE_VISITS


@transaction.atomic
def approve_visit(
    *, school, name: str, why: str, on: date | None = None, is_after_hours: bool = False, building=None, escort=None,
    escort_is_woman: bool = False, actor, at: datetime,
) -> VisitApproval:  # fmt: skip
    """Approve one visit of one person on one day: after hours, or into a girls' building with a woman along.

    Raises Refused: see may_approve.
    """
    authorise(actor, APPROVE_VISITS, school=school, at=at)
    name, why, today = name.strip()[:80], why.strip()[:200], school.localdate(at)
    on = on or today
    require(
        gates.may_approve(
            name=name, why=why, on=on, today=today, is_after_hours=is_after_hours, building=building, escort=escort,
            escort_is_woman=escort_is_woman,
        ),
        gates.are_ours(school, building, escort),
    )  # fmt: skip
    approval = VisitApproval.objects.create(
        school=school, name=name, on=on, is_after_hours=is_after_hours, building=building, escort=escort,
        escort_is_woman=escort_is_woman, why=why, approved_by=actor, approved_at=at,
    )  # fmt: skip
    record(
        events.VISIT_APPROVED, approval, about=[building, escort], actor=actor, at=at, on=on, why=why,
        where=building.name if building else "", escort=escort.name if escort else "",
    )  # fmt: skip
    return approval
