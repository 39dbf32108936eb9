"""May leave be asked, confirmed, approved; may the child go; may it come back? DR-06, GT-14.

All take one leave with its pupil loaded, so that a verb for three hundred names the reasons of each.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from houqin.kernel.refusals import Refusal
from houqin.people.models import Guardian, Pupil, SchoolClass
from houqin.tenancy.posts import LEADERS
from houqin.whereabouts.gates.away import is_in_no_other_place
from houqin.whereabouts.gates.time import has_come
from houqin.whereabouts.models import Leave, ProofKind
from houqin.whereabouts.reasons import Reason
from houqin.whereabouts.selectors.classes import teaches

GATE = "GT-14"


def may_ask(pupil: Pupil, *, starts_at: datetime, standing: Iterable[Leave], on: date) -> Iterator[Refusal]:
    """`standing` are the pupil's open leaves that overlap the wanted time."""
    if pupil.enrolled_on > on or (pupil.left_on and pupil.left_on < on):
        yield Refusal(Reason.NOT_ENROLLED, {"name": pupil.name}, where=pupil)
    for leave in standing:
        facts = {"name": pupil.name, "starts_at": leave.starts_at, "until_at": leave.until_at}
        yield Refusal(Reason.LEAVE_ALREADY, facts, where=leave)


def span_fits(starts_at: datetime, until_at: datetime, *, name: str, at: datetime) -> Iterator[Refusal]:
    if until_at <= starts_at:
        yield Refusal(Reason.ENDS_BEFORE_START, {"starts_at": starts_at, "until_at": until_at})
    elif until_at <= at:
        yield Refusal(Reason.LEAVE_IS_OVER, {"name": name, "until_at": until_at})


def is_open(leave: Leave) -> Iterator[Refusal]:
    """Neither over nor stopped nor gone."""
    if leave.handed_over_at and leave.returned_at is None:
        facts = {"name": leave.pupil.name, "handed_over_at": leave.handed_over_at}
        yield Refusal(Reason.GONE_ALREADY, facts, where=leave)
    elif not leave.is_open:
        yield Refusal(Reason.LEAVE_CLOSED, {"name": leave.pupil.name, "how": how_closed(leave)}, where=leave)


def how_closed(leave: Leave):
    if leave.returned_at or is_back_meanwhile(leave):
        return _("the child is back")
    if leave.prolonged_at:
        return _("the later end holds already")
    return _("called off") if leave.called_off_at else _("refused")


def is_back_meanwhile(leave: Leave) -> bool:
    """A prolongation that the return of the child called off."""
    return bool(leave.called_off_at and leave.prolongs and leave.prolongs.returned_at)


def may_prolong(leave: Leave, *, under_way: Iterable[Leave]) -> Iterator[Refusal]:
    """`under_way` are its open prolongations: one at a time, so that everybody speaks of the same end."""
    name = leave.pupil.name
    if not leave.is_open:
        yield Refusal(Reason.LEAVE_CLOSED, {"name": name, "how": how_closed(leave)}, where=leave)
    elif leave.handed_over_at is None and leave.prolongs_id is None:
        yield Refusal(Reason.NOT_GONE, {"name": name}, where=leave)
    for one in [leave] if leave.is_open and leave.prolongs_id else under_way:
        yield Refusal(Reason.PROLONGING_ALREADY, {"name": name, "until_at": one.until_at}, where=one)


def is_of_use(leave: Leave, *, at: datetime) -> Iterator[Refusal]:
    """Of a prolongation, before a word of the school: the child is still out, and the later end still ahead."""
    if leave.prolongs_id is None or not leave.is_open:
        return
    if not leave.prolongs.is_out:
        facts = {"name": leave.pupil.name, "how": how_closed(leave.prolongs)}
        yield Refusal(Reason.LEAVE_CLOSED, facts, where=leave.prolongs)
    if leave.until_at <= at:
        yield Refusal(Reason.LEAVE_IS_OVER, {"name": leave.pupil.name, "until_at": leave.until_at}, where=leave)


def may_confirm(leave: Leave, guardian: Guardian | None, *, at: datetime) -> Iterator[Refusal]:
    yield from is_open(leave)
    if leave.confirmed_at:
        yield Refusal(Reason.CONFIRMED_ALREADY, {"name": leave.pupil.name}, where=leave)
    if leave.until_at <= at:
        yield Refusal(Reason.LEAVE_IS_OVER, {"name": leave.pupil.name, "until_at": leave.until_at}, where=leave)
    if guardian is None:
        yield Refusal(Reason.NO_GUARDIAN, {"name": leave.pupil.name}, GATE, where=leave.pupil)
    elif guardian.pupil_id != leave.pupil_id:
        yield Refusal(Reason.NOT_THE_GUARDIAN, {"name": leave.pupil.name, "guardian": guardian.name}, GATE)


def _confirmed(leave: Leave) -> Iterator[Refusal]:
    if leave.confirmed_at is None:
        yield Refusal(Reason.NOT_CONFIRMED, {"name": leave.pupil.name}, GATE, where=leave)


def answers_for_class(leave: Leave, *, actor, posts, school_class: SchoolClass | None, present: set[int]):
    """The class's own head teacher; a leader where there is none, or where they are on leave themselves."""
    if teaches(actor, school_class):
        return
    teacher = school_class.head_teacher if school_class else None
    is_leader = bool({post.value for post in LEADERS} & set(posts))
    if is_leader and (teacher is None or teacher.pk not in present):
        return
    said = teacher.name if teacher else _("a leader")
    yield Refusal(Reason.NOT_YOUR_CLASS, {"name": leave.pupil.name, "teacher": said}, GATE, where=leave)


def may_approve(leave: Leave, *, actor, posts, school_class, present) -> Iterator[Refusal]:
    yield from is_open(leave)
    yield from _confirmed(leave)
    if leave.approved_at:
        yield Refusal(Reason.APPROVED_ALREADY, {"name": leave.pupil.name}, where=leave)
    yield from answers_for_class(leave, actor=actor, posts=posts, school_class=school_class, present=present)


def may_countersign(leave: Leave, *, actor) -> Iterator[Refusal]:
    yield from is_open(leave)
    if not leave.is_overnight:
        yield Refusal(Reason.NOT_OVERNIGHT, {"name": leave.pupil.name}, where=leave)
    elif leave.countersigned_at:
        yield Refusal(Reason.SIGNED_ALREADY, {"name": leave.pupil.name}, where=leave)
    if leave.approved_at is None:
        yield Refusal(Reason.NOT_APPROVED, {"name": leave.pupil.name}, GATE, where=leave)
    elif leave.approved_by_id == actor.pk:
        yield Refusal(Reason.SAME_PERSON, {"name": leave.pupil.name}, GATE, where=leave)


def may_go(leave: Leave, *, happened_at: datetime, elsewhere) -> Iterator[Refusal]:
    """GT-14: every word that is missing, at once, or that came after the child had gone.

    `elsewhere` is what is known of the pupil since then, None when here.
    """
    name = leave.pupil.name
    if leave.prolongs_id is not None:
        yield Refusal(Reason.OUT_ALREADY, {"name": name}, where=leave)
        return
    yield from is_open(leave)
    yield from _confirmed(leave)
    if leave.approved_at is None:
        yield Refusal(Reason.NOT_APPROVED, {"name": name}, GATE, where=leave)
    if leave.is_overnight and leave.countersigned_at is None:
        yield Refusal(Reason.NOT_COUNTERSIGNED, {"name": name}, GATE, where=leave)
    if elsewhere is not None and elsewhere.thing != leave:
        yield from is_in_no_other_place(leave.pupil, elsewhere, where=elsewhere.thing)
    day = leave.school.localdate
    if day(happened_at) < day(leave.starts_at):
        yield Refusal(Reason.TOO_EARLY, {"name": name, "starts_at": leave.starts_at}, where=leave)
    elif leave.until_at <= happened_at:
        yield Refusal(Reason.LEAVE_IS_OVER, {"name": name, "until_at": leave.until_at}, where=leave)
    elif leave.may_go and happened_at < (said_at := _last_word(leave)):
        yield Refusal(Reason.NOT_THEN, {"name": name, "happened_at": happened_at, "said_at": said_at}, GATE, leave)


def _last_word(leave: Leave) -> datetime:
    """The minute of the last word that was needed; a person types no seconds."""
    words = [leave.confirmed_at, leave.approved_at] + [leave.countersigned_at] * leave.is_overnight
    return max(words).replace(second=0, microsecond=0)


def who_may_collect(leave: Leave, guardians: Iterable[Guardian]) -> list[str]:
    """Whom the leave names, then the guardians of the pupil."""
    return list(dict.fromkeys(filter(None, [leave.collector_name, *(one.name for one in guardians)])))


def proof_is_clear(
    leave: Leave, *, guardians: Iterable[Guardian], taken_by: str, proof_kind: str, proof_last4: str, consent: str
) -> Iterator[Refusal]:
    """Who takes the child, and how that is known. Whom nobody named shows a document, and a guardian agrees."""
    kind, facts = ProofKind(proof_kind), {"name": leave.pupil.name, "taken_by": taken_by}
    if not taken_by:
        yield Refusal(Reason.NOBODY_COLLECTS, {"name": leave.pupil.name}, where=leave)
    elif "".join(taken_by.split()) not in {"".join(one.split()) for one in who_may_collect(leave, guardians)}:
        if kind == ProofKind.KNOWN:
            yield Refusal(Reason.STRANGER_NEEDS_PROOF, facts, GATE, where=leave)
        if not consent:
            yield Refusal(Reason.STRANGER_NEEDS_CONSENT, facts, GATE, where=leave)
    if kind != ProofKind.KNOWN and not (len(proof_last4) == 4 and proof_last4.isalnum()):
        yield Refusal(Reason.PROOF_UNCLEAR, {"name": leave.pupil.name, "proof": kind.label}, where=leave)


def may_return(leave: Leave, *, happened_at: datetime, at: datetime) -> Iterator[Refusal]:
    name = leave.pupil.name
    if leave.handed_over_at is None:
        yield Refusal(Reason.NOT_GONE, {"name": name}, where=leave)
    elif not leave.is_open:
        yield Refusal(Reason.LEAVE_CLOSED, {"name": name, "how": how_closed(leave)}, where=leave)
    elif happened_at < leave.handed_over_at:
        facts = {"name": name, "handed_over_at": leave.handed_over_at}
        yield Refusal(Reason.RETURN_BEFORE_GONE, facts, where=leave)
    yield from has_come(happened_at, at=at)


def is_signed(signature) -> Iterator[Refusal]:
    if not signature:
        yield Refusal(Reason.NOT_SIGNED)
