"""Who is out cannot be back in time: a later end is asked for, and holds with the last word (DR-06)."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from houqin.duties.withdrawing import withdraw_of_each
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.rows import insert_with_keys, update_rows
from houqin.kernel.transactions import lock
from houqin.people.models import Pupil
from houqin.whereabouts import events
from houqin.whereabouts.actions.locking import locked
from houqin.whereabouts.actions.saying import say
from houqin.whereabouts.gates import leave as may
from houqin.whereabouts.hearing import say_where
from houqin.whereabouts.models import Leave
from houqin.whereabouts.nights import mark_overnight
from houqin.whereabouts.permissions import ASK_LEAVE
from houqin.whereabouts.selectors import LEAVE


@transaction.atomic
def ask_to_prolong(*, leave: Leave, until_at: datetime, reason: str, actor, at: datetime) -> Leave:
    """Ask for a later end of a leave on which the child is out, overdue or not. Returns the prolongation: it takes the
    words that leave takes, and until the last of them the old end holds.

    Raises Refused: see may_prolong, span_fits, may_ask.
    """
    school = leave.school
    authorise(actor, ASK_LEAVE, school=school, at=at)
    # Whoever asks for another leave of the same child takes this lock too, and so does the return.
    lock(Pupil.objects.of(school).filter(pk=leave.pupil_id))
    [leave] = locked([leave], school=school)
    overlaps = Q(starts_at__lt=until_at, until_at__gt=leave.until_at)
    standing = list(Leave.objects.of(school).open().filter(Q(prolongs=leave) | overlaps, pupil=leave.pupil_id))
    require(
        may.may_prolong(leave, under_way=[one for one in standing if one.prolongs_id == leave.pk]),
        may.span_fits(leave.until_at, until_at, name=leave.pupil.name, at=at),
        may.may_ask(
            leave.pupil, starts_at=leave.until_at, on=school.localdate(max(leave.until_at, at)),
            standing=[one for one in standing if one.prolongs_id != leave.pk],
        ),
    )  # fmt: skip
    row = Leave(
        school=school, pupil=leave.pupil, prolongs=leave, starts_at=leave.until_at, until_at=until_at,
        reason=reason.strip(), is_overnight=False, asked_by=actor, asked_at=at,
    )  # fmt: skip
    mark_overnight([row], school)
    insert_with_keys([row])
    record(
        events.PROLONGING_ASKED, row, about=[leave, leave.pupil], actor=actor, at=at, number=leave.pupil.number,
        until_at=until_at,
    )  # fmt: skip
    return row


def lengthen(rows: list[Leave], *, actor, at: datetime) -> list[Leave]:
    """Of these locked leaves, the prolongations that have every word: what each prolongs ends later from now on.

    Before anything is written in the journal: whoever searches for such a child holds its search first.
    """
    done = [row for row in rows if row.prolongs_id and row.has_every_word]
    if not done:
        return done
    for row in done:
        first, row.prolonged_at = row.prolongs, at
        first.until_at = row.until_at
        if row.is_overnight and not first.is_overnight:
            first.is_overnight = True
            first.countersigned_at, first.countersigned_by_id = row.countersigned_at, row.countersigned_by_id
    update_rows([row.prolongs for row in done], ("until_at", "is_overnight", "countersigned_at", "countersigned_by"))
    update_rows(done, ("prolonged_at",))
    say_where([row.pupil for row in done], LEAVE, happened_at=at, actor=actor, at=at)
    return done


def say_longer(done: list[Leave], *, actor, at: datetime) -> None:
    """The journal says so of both rows, and the alarm stops now: the clock asks anew for the later end."""
    if done:
        firsts = [row.prolongs for row in done]
        say(events.LEAVE_PROLONGED, firsts, also=done, actor=actor, at=at)
        withdraw_of_each(code="whereabouts.return", subjects=firsts, at=at)
