"""Leave of staff: while it lasts, deputies answer."""

from datetime import datetime

from django.db import transaction

from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.transactions import lock
from houqin.people.events import ABSENCE_APPROVED, ABSENCE_ENDED
from houqin.people.gates import may_be_away, may_return
from houqin.people.models import Staff, StaffAbsence
from houqin.people.permissions import APPROVE_ABSENCE


@transaction.atomic
def approve_absence(
    *, staff: Staff, starts_at: datetime, ends_at: datetime, reason: str, actor, at: datetime
) -> StaffAbsence:
    """Let a staff member be away from a minute to a minute; it counts from now at the earliest.

    Raises Refused: see may_be_away.
    """
    authorise(actor, APPROVE_ABSENCE, school=staff.school, at=at)
    (staff,) = lock(Staff.objects.filter(pk=staff.pk).select_related("school"))
    standing = list(staff.absences.filter(ended_at=None, starts_at__lt=ends_at, ends_at__gt=starts_at))
    require(may_be_away(staff, starts_at=starts_at, ends_at=ends_at, standing=standing, approver=actor, at=at))
    absence = StaffAbsence.objects.create(
        school=staff.school, staff=staff, starts_at=starts_at, ends_at=ends_at, reason=reason.strip(),
        approved_by=actor, approved_at=at,
    )  # fmt: skip
    record(
        ABSENCE_APPROVED, absence, about=[staff], actor=actor, at=at, name=staff.name, starts_at=starts_at,
        ends_at=ends_at, reason=absence.reason,
    )  # fmt: skip
    return absence


@transaction.atomic
def end_absence(*, absence: StaffAbsence, actor, at: datetime) -> StaffAbsence:
    """Back before the time, or never gone: from this minute the holder answers again.

    Raises Refused: see may_return.
    """
    authorise(actor, APPROVE_ABSENCE, school=absence.school, at=at)
    (absence,) = lock(StaffAbsence.objects.filter(pk=absence.pk).select_related("school", "staff"))
    require(may_return(absence, at=at))
    absence.ended_at, absence.ended_by = at, actor
    absence.save(update_fields=["ended_at", "ended_by"])
    record(ABSENCE_ENDED, absence, about=[absence.staff], actor=actor, at=at, name=absence.staff.name)
    return absence
