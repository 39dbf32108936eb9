"""A guardian's word on paper: signed there, photographed here, and marked as such. A call alone is none (DR-06)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from houqin.journal.attachments import store_attachment
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import Refusal, require
from houqin.kernel.rows import update_rows
from houqin.people.models import Guardian
from houqin.whereabouts import events
from houqin.whereabouts.actions.locking import locked, school_of
from houqin.whereabouts.actions.saying import say
from houqin.whereabouts.gates import leave as may
from houqin.whereabouts.models import ConfirmedHow, Leave
from houqin.whereabouts.permissions import ASK_LEAVE
from houqin.whereabouts.reasons import Reason


@transaction.atomic
def confirm_on_paper(*, rows: Iterable[tuple[Leave, Guardian | None]], paper, actor, at: datetime) -> Leave:
    """One paper signed by these guardians: a slip, or the sheet of a class. `paper` is an upload. Returns the first.

    Raises Refused: see may_confirm; NO_PAPER.
    """
    rows = list(rows)
    guardians = {leave.pk: guardian for leave, guardian in rows}
    school = school_of(leave for leave, _guardian in rows)
    authorise(actor, ASK_LEAVE, school=school, at=at)
    leaves = locked([leave for leave, _guardian in rows], school=school)
    require(
        (Refusal(Reason.NO_PAPER, gate="GT-14") for _once in range(not paper)),
        *(may.may_confirm(leave, guardians[leave.pk], at=at) for leave in leaves),
    )
    kept = store_attachment(paper, chain=school.pk, actor=actor, at=at)
    for leave in leaves:
        leave.confirmed_at, leave.confirmed_how = at, ConfirmedHow.PAPER.value
        leave.guardian, leave.paper, leave.paper_by = guardians[leave.pk], kept, actor
    update_rows(leaves, ("confirmed_at", "confirmed_how", "guardian", "paper", "paper_by"))
    say(events.LEAVE_CONFIRMED_ON_PAPER, leaves, actor=actor, at=at)
    return leaves[0]
