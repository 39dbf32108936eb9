"""A relative wants to stay overnight: applied for by one, decided by another (D-22, D-23)."""

from datetime import date, datetime

from django.db import transaction

from houqin.duties.actions import answer_about
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.notices.actions import tell
from houqin.tenancy.codes import next_code
from houqin.tenancy.school_rows import lock_one
from houqin.visitors import events
from houqin.visitors.gates import stays as gates
from houqin.visitors.models import GuestStay
from houqin.visitors.notice_kinds import STAY_APPROVED, STAY_DECLINED
from houqin.visitors.permissions import APPLY_FOR_STAYS, DECIDE_STAYS

State = GuestStay.State


@transaction.atomic
def apply_for_stay(
    *, school, pupil, name: str, relation: str, party: str, arrives_on: date, leaves_on: date, why: str,
    heads: int = 1, phone: str = "", has_pupil_along: bool = False, actor, at: datetime,
) -> GuestStay:  # fmt: skip
    """Ask that relatives of a pupil may sleep in a guest room from an evening to a day of leaving.

    Raises Refused: see gates.stays.may_apply.
    """
    authorise(actor, APPLY_FOR_STAYS, school=school, at=at)
    name, relation, why, today = name.strip()[:80], relation.strip()[:20], why.strip()[:200], school.localdate(at)
    require(
        gates.may_apply(
            school, pupil=pupil, name=name, relation=relation, party=party, heads=heads, arrives_on=arrives_on,
            leaves_on=leaves_on, why=why, today=today,
        )
    )  # fmt: skip
    stay = GuestStay.objects.create(
        school=school, code=next_code(school, "LS", today), pupil=pupil, name=name, relation=relation, party=party,
        heads=heads, phone=phone.strip()[:20], has_pupil_along=has_pupil_along, arrives_on=arrives_on,
        leaves_on=leaves_on, why=why, applied_by=actor, applied_at=at,
    )  # fmt: skip
    record(
        events.STAY_APPLIED, stay, about=[pupil], actor=actor, at=at, code=stay.code, pupil=pupil.name,
        relation=relation, arrives_on=arrives_on, leaves_on=leaves_on,
    )  # fmt: skip
    return stay


@transaction.atomic
def approve_stay(*, stay: GuestStay, note: str = "", actor, at: datetime) -> GuestStay:
    """The school agrees (D-23).  Raises Refused: APPLIED_BY_YOU (GT-15), DECIDED_ALREADY, ENDED."""
    authorise(actor, DECIDE_STAYS, school=stay.school, at=at)
    stay = locked(stay)
    require(gates.may_decide(stay, actor=actor))
    return _decide(stay, State.APPROVED, events.STAY_APPROVED, STAY_APPROVED, note=note, actor=actor, at=at)


@transaction.atomic
def decline_stay(*, stay: GuestStay, note: str, actor, at: datetime) -> GuestStay:
    """The school does not agree.  Raises Refused: NOTE_MISSING, APPLIED_BY_YOU (GT-15), DECIDED_ALREADY, ENDED."""
    authorise(actor, DECIDE_STAYS, school=stay.school, at=at)
    stay = locked(stay)
    require(gates.may_decide(stay, actor=actor), gates.note_is_said(note.strip()))
    return _decide(stay, State.DECLINED, events.STAY_DECLINED, STAY_DECLINED, note=note, actor=actor, at=at)


def _decide(stay: GuestStay, state: str, event, notice, *, note: str, actor, at: datetime) -> GuestStay:
    stay.state, stay.decided_by, stay.decided_at, stay.decision_note = state, actor, at, note.strip()[:200]
    stay.save(update_fields=["state", "decided_by", "decided_at", "decision_note"])
    record(event, stay, actor=actor, at=at, code=stay.code, note=stay.decision_note)
    answer_about(stay, at=at)
    tell(
        notice, to=[stay.applied_by], school=stay.school, subject=stay, at=at, url=stay.get_absolute_url(),
        code=stay.code, arrives_on=stay.arrives_on, note=stay.decision_note,
    )  # fmt: skip
    return stay


@transaction.atomic
def call_off_stay(*, stay: GuestStay, note: str, actor, at: datetime) -> GuestStay:
    """They do not come after all.  Raises Refused: NOTE_MISSING, LODGED_ALREADY, ENDED."""
    authorise(actor, APPLY_FOR_STAYS, school=stay.school, at=at)
    stay = locked(stay)
    require(gates.may_call_off(stay), gates.note_is_said(note.strip()))
    was = stay.state
    stay.state, stay.called_off_at = State.CALLED_OFF, at
    stay.save(update_fields=["state", "called_off_at"])
    record(events.STAY_CALLED_OFF, stay, actor=actor, at=at, code=stay.code, note=note.strip()[:200], state=was)
    answer_about(stay, at=at)
    return stay


def locked(stay: GuestStay) -> GuestStay:
    return lock_one(GuestStay, stay.pk, "pupil", "applied_by", "room", school=stay.school)
