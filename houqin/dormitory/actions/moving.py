"""A pupil changes bed, or two swap: asked by one, decided by another, in force from a night on (DV-03)."""

from datetime import date, datetime

from django.db import transaction

from houqin.dormitory import events
from houqin.dormitory.actions.placing import DAY, end_all, lock_placings
from houqin.dormitory.gates.moving import may_ask, may_decide, may_move, may_withdraw
from houqin.dormitory.gates.placing import Placing
from houqin.dormitory.gates.rooms import says_why
from houqin.dormitory.models import Bed, BedStay, Move, MoveDecision
from houqin.dormitory.notice_kinds import MOVE_APPROVED, MOVE_DECLINED
from houqin.dormitory.permissions import ASK_MOVE, DECIDE_MOVE
from houqin.dormitory.reasons import Reason
from houqin.dormitory.selectors.assigned import assigned_from
from houqin.dormitory.selectors.moves import waiting_moves
from houqin.duties.actions import answer_about
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import refuse, require
from houqin.kernel.rows import insert_with_keys
from houqin.kernel.transactions import lock
from houqin.notices.actions import tell
from houqin.people.models import Pupil
from houqin.tenancy.calendar import night_of
from houqin.tenancy.parameters import parameters_of

Outcome = MoveDecision.Outcome


@transaction.atomic
def ask_move(*, pupil: Pupil, to_bed: Bed, other: Pupil | None = None, starts_on: date | None = None, why: str, actor,
             at: datetime) -> Move:  # fmt: skip
    """Ask that a pupil sleeps elsewhere from a night on; `other` sleeps there now and comes to the pupil's bed.

    Raises Refused: HAS_NO_BED, see may_move, may_ask.
    """
    school = pupil.school
    authorise(actor, ASK_MOVE, school=school, at=at)
    tonight = night_of(school, at)
    on = starts_on or tonight
    stay = BedStay.objects.from_on(on).filter(pupil=pupil, ends_on=None).select_related("bed").first()
    if stay is None:
        refuse(Reason.HAS_NO_BED, name=pupil.name, on=on)
    placings = _placings(pupil, stay.bed, to_bed, other)
    locked = lock_placings(placings)
    waiting = waiting_moves(school, {one.pupil.pk for one in locked})
    require(_may(school, locked, on=on), may_ask(on=on, tonight=tonight, why=why, waiting=waiting))
    move = Move.objects.create(
        school=school, pupil=pupil, from_bed=stay.bed, to_bed=to_bed, other=other, starts_on=on, why=why.strip(),
        asked_by=actor, asked_at=at,
    )  # fmt: skip
    record(events.MOVE_ASKED, move, about=_about(move), actor=actor, at=at, **_facts(move), starts_on=on, why=move.why)
    return move


@transaction.atomic
def decide_move(*, move: Move, approve: bool, note: str = "", actor, at: datetime) -> MoveDecision:
    """Approve or decline, once, and never one's own wish. Approved, it holds from its night, tonight at the earliest.

    Raises Refused: see may_decide; when approving see may_move; WHY_MISSING when declining without a word.
    """
    school = move.school
    authorise(actor, DECIDE_MOVE, school=school, at=at)
    locked = lock_placings(_placings(move.pupil, move.from_bed, move.to_bed, move.other))
    decision = _decision_of(move)
    on = max(move.starts_on, night_of(school, at))
    require(
        may_decide(move, actor=actor, decision=decision),
        () if decision else _may(school, locked, on=on) if approve else says_why(note),
    )
    decision = MoveDecision.objects.create(
        school=school, move=move, outcome=Outcome.APPROVED if approve else Outcome.DECLINED,
        starts_on=on if approve else None, note=note.strip(), by=actor, at=at,
    )  # fmt: skip
    if approve:
        _carry_out(move, locked, on=on, actor=actor, at=at)
        record(events.MOVE_APPROVED, move, about=_about(move), actor=actor, at=at, **_facts(move), starts_on=on)
    else:
        record(events.MOVE_DECLINED, move, about=_about(move), actor=actor, at=at, number=move.pupil.number, note=note)
    answer_about(move, at=at)
    tell(
        MOVE_APPROVED if approve else MOVE_DECLINED, to=[move.asked_by], school=school, subject=move, at=at,
        url=move.get_absolute_url(), name=move.pupil.name, starts_on=on, note=decision.note,
        from_bed=_where(move.from_bed), to_bed=_where(move.to_bed),
    )  # fmt: skip
    return decision


@transaction.atomic
def withdraw_move(*, move: Move, actor, at: datetime) -> MoveDecision:
    """Whoever asked takes it back.  Raises Refused: see may_withdraw."""
    school = move.school
    authorise(actor, ASK_MOVE, school=school, at=at)
    lock(Pupil.objects.filter(pk=move.pupil_id))
    require(may_withdraw(move, actor=actor, decision=_decision_of(move)))
    decision = MoveDecision.objects.create(school=school, move=move, outcome=Outcome.WITHDRAWN, by=actor, at=at)
    record(events.MOVE_WITHDRAWN, move, about=_about(move), actor=actor, at=at, number=move.pupil.number)
    answer_about(move, at=at)
    return decision


def _placings(pupil: Pupil, from_bed: Bed, to_bed: Bed, other: Pupil | None) -> list[Placing]:
    """The new bed first, then the old one with whoever comes to it, so that both rooms are locked."""
    return [Placing(to_bed, pupil), Placing(from_bed, other or pupil)]


def _may(school, locked: list[Placing], *, on: date):
    new, old = locked
    other = old.pupil if old.pupil.pk != new.pupil.pk else None
    assigned = assigned_from(school, on, beds=[new.bed, old.bed], pupils=[new.pupil.pk, old.pupil.pk])
    return may_move(
        school, pupil=new.pupil, from_bed=old.bed, to_bed=new.bed, other=other, on=on, assigned=assigned,
        numbers=parameters_of(school, on=on),
    )  # fmt: skip


def _decision_of(move: Move) -> MoveDecision | None:
    return MoveDecision.objects.filter(move=move).first()


def _carry_out(move: Move, locked: list[Placing], *, on: date, actor, at: datetime) -> None:
    movers = locked if move.other_id else locked[:1]
    stays = lock(BedStay.objects.from_on(on).filter(pupil__in=[one.pupil.pk for one in movers]))
    end_all(stays, last_night=on - DAY, actor=actor, at=at)
    insert_with_keys(
        BedStay(school=move.school, bed=one.bed, pupil=one.pupil, starts_on=on, reason=move.why, placed_by=actor,
                placed_at=at)
        for one in movers
    )  # fmt: skip


def _about(move: Move) -> list:
    return [move.pupil, move.other, move.from_bed.room, move.to_bed.room]


def _facts(move: Move) -> dict:
    number = move.pupil.number + (f" ⇄ {move.other.number}" if move.other_id else "")
    return {"number": number, "from_bed": _where(move.from_bed), "to_bed": _where(move.to_bed)}


def _where(bed: Bed) -> str:
    return f"{bed.room.space.name} {bed.number}"
