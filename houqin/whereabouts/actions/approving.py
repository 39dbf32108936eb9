"""The school's word: the head teacher approves, a leader countersigns a night, or somebody says no."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.rows import update_rows
from houqin.whereabouts import events
from houqin.whereabouts.actions.locking import locked, locked_with_prolonged, school_of
from houqin.whereabouts.actions.prolonging import lengthen, say_longer
from houqin.whereabouts.actions.saying import say
from houqin.whereabouts.gates import leave as may
from houqin.whereabouts.models import Leave
from houqin.whereabouts.nights import mark_overnight
from houqin.whereabouts.permissions import APPROVE_LEAVE, COUNTERSIGN_LEAVE
from houqin.whereabouts.selectors.classes import classes_of, teachers_present


@transaction.atomic
def approve_leaves(*, leaves: Iterable[Leave], actor, at: datetime) -> Leave:
    """All of them or none, with the reasons of each. Returns the first. A fixed number of statements.

    The last word on a prolongation moves the end of the leave that it prolongs.
    Raises Refused: see may_approve, is_of_use; GT-14 while no guardian has confirmed.
    """
    leaves = list(leaves)
    school = school_of(leaves)
    authorise(actor, APPROVE_LEAVE, school=school, at=at)
    rows = locked_with_prolonged(leaves, school=school)
    # Nobody asks the calendar again at a gate that the child has passed already.
    mark_overnight([row for row in rows if row.prolongs_id], school)
    require(
        *(may.may_approve(row, **known) for row, known in _class_by_class(rows, school, actor, at)),
        *(may.is_of_use(row, at=at) for row in rows),
    )
    for row in rows:
        row.approved_at, row.approved_by = at, actor
    update_rows(rows, ("is_overnight", "approved_at", "approved_by"))
    longer = lengthen(rows, actor=actor, at=at)
    say(events.LEAVE_APPROVED, rows, actor=actor, at=at)
    say_longer(longer, actor=actor, at=at)
    return rows[0]


def _class_by_class(rows: list[Leave], school, actor, at: datetime):
    """Each leave with what its gate must know of class and teacher. Two queries."""
    classes = classes_of([row.pupil_id for row in rows], on=school.localdate(at))
    present = teachers_present(classes.values(), at=at)
    posts = actor.posts_in(school, at)
    for row in rows:
        yield row, {"actor": actor, "posts": posts, "school_class": classes.get(row.pupil_id), "present": present}


@transaction.atomic
def countersign_leaves(*, leaves: Iterable[Leave], actor, at: datetime) -> Leave:
    """A leader or the duty leader signs for nights away, somebody else than who approved. Returns the first.

    The last word on a prolongation moves the end of the leave that it prolongs.
    Raises Refused: see may_countersign, is_of_use.
    """
    leaves = list(leaves)
    school = school_of(leaves)
    authorise(actor, COUNTERSIGN_LEAVE, school=school, at=at)
    rows = locked_with_prolonged(leaves, school=school)
    mark_overnight(rows, school)
    require(*(may.may_countersign(row, actor=actor) for row in rows), *(may.is_of_use(row, at=at) for row in rows))
    for row in rows:
        row.countersigned_at, row.countersigned_by = at, actor
    update_rows(rows, ("is_overnight", "countersigned_at", "countersigned_by"))
    longer = lengthen(rows, actor=actor, at=at)
    say(events.LEAVE_COUNTERSIGNED, rows, actor=actor, at=at)
    say_longer(longer, actor=actor, at=at)
    return rows[0]


@transaction.atomic
def refuse_leave(*, leave: Leave, why: str, actor, at: datetime) -> Leave:
    """The school says no, before anybody went.  Raises Refused: GONE_ALREADY, LEAVE_CLOSED, NOT_YOUR_CLASS."""
    authorise(actor, APPROVE_LEAVE, school=leave.school, at=at)
    school = leave.school
    [(leave, known)] = _class_by_class(locked([leave], school=school), school, actor, at)
    require(may.is_open(leave), may.answers_for_class(leave, **known))
    leave.refused_at, leave.refused_by, leave.why_not = at, actor, why.strip()
    leave.save(update_fields=["refused_at", "refused_by", "why_not"])
    record(
        events.LEAVE_REFUSED, leave, about=[leave.pupil], actor=actor, at=at, number=leave.pupil.number,
        why=leave.why_not,
    )  # fmt: skip
    return leave
