"""The child goes with somebody, and comes back: each signed (DR-06), one child or a class by exception."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from houqin.duties.actions import answer_codes
from houqin.journal.attachments import store_signature
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.rows import update_rows
from houqin.kernel.transactions import lock
from houqin.people.models import Pupil
from houqin.whereabouts import events
from houqin.whereabouts.actions.locking import locked, locked_with_prolongations, school_of
from houqin.whereabouts.actions.saying import say
from houqin.whereabouts.gates import leave as may
from houqin.whereabouts.gates.time import has_come
from houqin.whereabouts.hearing import say_where
from houqin.whereabouts.models import Leave, ProofKind
from houqin.whereabouts.nights import mark_overnight
from houqin.whereabouts.permissions import HAND_OVER
from houqin.whereabouts.selectors import LEAVE, whereabouts
from houqin.whereabouts.selectors.guardians import guardians_of


@dataclass(frozen=True)
class Taken:
    """One child and who takes it. `proof_last4` are the last four characters of the proof, never more.

    `consent`: which guardian agreed, and how, where neither the leave nor a guardian is who takes the child.
    """

    leave: Leave
    taken_by: str
    proof_kind: str = ProofKind.KNOWN
    proof_last4: str = ""
    consent: str = ""


@dataclass(frozen=True)
class Brought:
    leave: Leave
    brought_by: str = ""


@transaction.atomic
def hand_over(*, taken: Iterable[Taken], signature, actor, at: datetime, happened_at: datetime | None = None) -> Leave:
    """These children leave the school with these people; all or none. Returns the first. `signature` is an upload.

    Raises Refused: see may_go, proof_is_clear; GT-14 where a word is missing.
    """
    taken, happened_at = list(taken), happened_at or at
    school = school_of(one.leave for one in taken)
    authorise(actor, HAND_OVER, school=school, at=at)
    # Whoever notes the same child as sick or on an outing takes this lock too.
    lock(Pupil.objects.of(school).filter(pk__in=[one.leave.pupil_id for one in taken]))
    rows = {row.pk: row for row in locked([one.leave for one in taken], school=school)}
    mark_overnight(rows.values(), school)
    elsewhere = whereabouts(school, at=at, pupils=[row.pupil_id for row in rows.values()], since=happened_at)
    guardians = guardians_of(row.pupil_id for row in rows.values())
    pairs = [(rows[one.leave.pk], one) for one in taken if one.leave.pk in rows]
    require(
        has_come(happened_at, at=at),
        may.is_signed(signature),
        *(may.may_go(row, happened_at=happened_at, elsewhere=elsewhere.get(row.pupil_id)) for row, _one in pairs),
        *(may.proof_is_clear(row, guardians=guardians.get(row.pupil_id, ()), **_proof(one)) for row, one in pairs),
    )
    if len(pairs) == 1:  # of a class by exception nobody was looked at one by one
        # Before the signature, which is written to the journal: whoever counts takes the search first, and then that.
        say_where([pairs[0][0].pupil], LEAVE, happened_at=happened_at, actor=actor, at=at)
    kept = store_signature(signature, chain=school.pk, actor=actor, at=at)
    for row, one in pairs:
        row.handed_over_at, row.handed_over_by, row.hand_over_signature = happened_at, actor, kept
        for name, value in _proof(one).items():
            setattr(row, name, value)
    changed = [row for row, _one in pairs]
    update_rows(
        changed,
        (
            "handed_over_at",
            "handed_over_by",
            "hand_over_signature",
            "is_overnight",
            "taken_by",
            "proof_kind",
            "proof_last4",
            "consent",
        ),
    )
    say(events.HANDED_OVER, changed, actor=actor, at=at, happened_at=happened_at)
    return changed[0]


def _proof(one: Taken) -> dict[str, str]:
    return {
        "taken_by": one.taken_by.strip(), "proof_kind": str(one.proof_kind),
        "proof_last4": "" if one.proof_kind == ProofKind.KNOWN else one.proof_last4.strip().upper(),
        "consent": one.consent.strip(),
    }  # fmt: skip


@transaction.atomic
def take_back(
    *, brought: Iterable[Brought], signature, actor, at: datetime, happened_at: datetime | None = None
) -> Leave:
    """These children are back; all or none. Returns the first. Late or not, the moment stands. A later end that was
    asked for is not wanted any more.

    Raises Refused: see may_return.
    """
    brought, happened_at = list(brought), happened_at or at
    school = school_of(one.leave for one in brought)
    authorise(actor, HAND_OVER, school=school, at=at)
    found, longer = locked_with_prolongations([one.leave for one in brought], school=school)
    rows = {row.pk: row for row in found}
    require(
        may.is_signed(signature),
        *(may.may_return(row, happened_at=happened_at, at=at) for row in rows.values()),
    )
    kept = store_signature(signature, chain=school.pk, actor=actor, at=at)
    for one in brought:
        row = rows[one.leave.pk]
        row.returned_at, row.returned_to, row.return_signature = happened_at, actor, kept
        row.brought_by = one.brought_by.strip()
    changed = list(rows.values())
    update_rows(changed, ("returned_at", "returned_to", "return_signature", "brought_by"))
    for one in longer:
        one.called_off_at, one.called_off_by = at, actor
    update_rows(longer, ("called_off_at", "called_off_by"))
    say(events.RETURNED, changed, also=longer, actor=actor, at=at, happened_at=happened_at)
    # The alarm stops now, not at the clock's next pass.
    answer_codes(school, "whereabouts.return", at=at)
    return changed[0]
