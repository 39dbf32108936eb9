"""Leave is asked, for one pupil or for a weekend of three hundred, and called off."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import refuse, require
from houqin.kernel.rows import insert_with_keys
from houqin.kernel.transactions import lock
from houqin.people.models import Pupil
from houqin.whereabouts import events
from houqin.whereabouts.actions.saying import say
from houqin.whereabouts.gates import leave as may
from houqin.whereabouts.models import Leave
from houqin.whereabouts.nights import nights_away
from houqin.whereabouts.permissions import ASK_LEAVE
from houqin.whereabouts.reasons import Reason


@transaction.atomic
def ask_leave(
    *, pupil: Pupil, starts_at: datetime, until_at: datetime, reason: str, actor, at: datetime,
    collector_name: str = "", collector_relation: str = "", collector_phone: str = "",
) -> Leave:  # fmt: skip
    """Ask for one pupil. Whoever collects may also be named by the guardian.  Raises Refused: see gates.leave."""
    collector = {
        "collector_name": collector_name.strip(), "collector_relation": collector_relation.strip(),
        "collector_phone": collector_phone.strip(),
    }  # fmt: skip
    rows = _ask([pupil], starts_at, until_at, reason, collector, actor=actor, at=at)
    return rows[0]


@transaction.atomic
def ask_leaves(
    *, pupils: Iterable[Pupil], starts_at: datetime, until_at: datetime, reason: str, actor, at: datetime
) -> Leave:
    """Ask for many at once, all or none. Returns the first. The number of statements does not grow with the pupils.

    Raises Refused: as ask_leave, NOBODY_CHOSEN.
    """
    return _ask(list(pupils), starts_at, until_at, reason, {}, actor=actor, at=at)[0]


def _ask(pupils: list[Pupil], starts_at, until_at, reason, collector: dict, *, actor, at) -> list[Leave]:
    if not pupils:
        refuse(Reason.NOBODY_CHOSEN)
    school = pupils[0].school
    authorise(actor, ASK_LEAVE, school=school, at=at)
    pupils = lock(Pupil.objects.of(school).filter(pk__in=[pupil.pk for pupil in pupils]))
    require(may.span_fits(starts_at, until_at, name=pupils[0].name, at=at))
    standing = defaultdict(list)
    overlapping = Leave.objects.of(school).open().filter(starts_at__lt=until_at, until_at__gt=starts_at)
    for row in overlapping.filter(pupil__in=pupils):
        standing[row.pupil_id].append(row)
    on = school.localdate(max(starts_at, at))
    require(*(may.may_ask(one, starts_at=starts_at, standing=standing[one.pk], on=on) for one in pupils))
    covers_night = bool(nights_away(school, starts_at, until_at))
    rows = insert_with_keys(
        Leave(
            school=school, pupil=pupil, starts_at=starts_at, until_at=until_at, reason=reason.strip(),
            is_overnight=covers_night and pupil.is_boarder, asked_by=actor, asked_at=at, **collector,
        )
        for pupil in pupils
    )  # fmt: skip
    say(events.LEAVE_ASKED, rows, actor=actor, at=at)
    return rows


@transaction.atomic
def call_off_leave(*, leave: Leave, why: str, actor, at: datetime) -> Leave:
    """It is not wanted any more.  Raises Refused: GONE_ALREADY, LEAVE_CLOSED."""
    authorise(actor, ASK_LEAVE, school=leave.school, at=at)
    (leave,) = lock(Leave.objects.filter(pk=leave.pk).select_related("pupil", "school"))
    require(may.is_open(leave))
    leave.called_off_at, leave.called_off_by, leave.why_not = at, actor, why.strip()
    leave.save(update_fields=["called_off_at", "called_off_by", "why_not"])
    record(
        events.LEAVE_CALLED_OFF, leave, about=[leave.pupil], actor=actor, at=at, number=leave.pupil.number,
        why=leave.why_not,
    )  # fmt: skip
    return leave
