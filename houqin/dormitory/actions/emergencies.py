"""Everybody out: who should be here is fixed at once, then every phone counts its group."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from houqin.dormitory.events import EMERGENCY_CALLED_OFF, EMERGENCY_ENDED, EMERGENCY_STARTED, HEADS_COUNTED
from houqin.dormitory.gates.emergencies import may_call_off, may_count_heads, may_end, may_start
from houqin.dormitory.models import Emergency, EmergencyPerson, HeadMark, HeadSaid
from houqin.dormitory.notice_kinds import EMERGENCY, EMERGENCY_OVER, MISSING_AFTER_THE_END
from houqin.dormitory.permissions import COUNT_HEADS, END_EMERGENCY, START_EMERGENCY
from houqin.dormitory.selectors.emergencies import expected_now, groups_of, is_by_room, missing_of, running, totals
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.rows import insert_rows
from houqin.kernel.transactions import lock_row
from houqin.notices.actions import tell
from houqin.people.selectors import holders
from houqin.tenancy.schools import School


@transaction.atomic
def start_emergency(*, school, what: str, is_drill: bool = False, actor, at: datetime) -> Emergency:
    """Call everybody out: the list of who should be here is written down now, and whoever counts is told.

    Raises Refused: see may_start.
    """
    authorise(actor, START_EMERGENCY, school=school, at=at)
    lock_row(School, school.pk)
    by_room = is_by_room(school, at=at)
    people = expected_now(school, at=at, by_room=by_room)
    require(may_start(running(school), people=len(people)))
    emergency = Emergency.objects.create(
        school=school, what=what.strip(), is_drill=is_drill, by_room=by_room, started_at=at, started_by=actor
    )
    insert_rows(
        [EmergencyPerson(school=school, emergency=emergency, pupil=one.pupil, group=one.group[:60], place=one.place)
         for one in people]
    )  # fmt: skip
    record(EMERGENCY_STARTED, emergency, actor=actor, at=at, what=str(emergency), heads=len(people))
    tell(
        EMERGENCY, to=_counters(school, at), school=school, at=at, subject=emergency,
        url=emergency.get_absolute_url(), what=str(emergency),
    )  # fmt: skip
    return emergency


def _counters(school, at: datetime) -> list:
    """Everybody in office who may count heads."""
    rows = holders(school, on=school.localdate(at))
    return [held.user for held in rows if held.post in COUNT_HEADS.posts]


@transaction.atomic
def count_heads(
    *, emergency: Emergency, shown: Iterable[int], missing: Iterable[int], happened_at: datetime | None = None,
    actor, at: datetime,
) -> Emergency:  # fmt: skip
    """Say of the pupils that a page showed who is not here; the others stand in front of whoever says so.

    The newest word about a pupil counts. A pupil of no list of this evacuation is passed over. Whoever turns out to be
    missing when it was ended already is told to everybody who counts.
    Raises Refused: see may_count_heads.
    """
    authorise(actor, COUNT_HEADS, school=emergency.school, at=at)
    emergency = lock_row(Emergency, emergency.pk, "school")
    happened_at = happened_at or at
    known = missing_of(emergency) if emergency.ended_at else set()
    require(may_count_heads(emergency, is_anybody_missing=bool(known), happened_at=happened_at, at=at))
    shown, missing = set(shown), set(missing)
    people = list(emergency.people.filter(pupil__in=shown).order_by("pk"))
    marks = [
        HeadMark(
            school=emergency.school, emergency=emergency, pupil_id=one.pupil_id,
            said=str(HeadSaid.MISSING if one.pupil_id in missing else HeadSaid.SAFE), by=actor,
            happened_at=happened_at, received_at=at,
        )
        for one in people
    ]  # fmt: skip
    insert_rows(marks)
    gone = sum(mark.said == HeadSaid.MISSING for mark in marks)
    record(
        HEADS_COUNTED, emergency, actor=actor, at=at, happened_at=happened_at,
        group=list(dict.fromkeys(one.group for one in people)), safe=len(marks) - gone, missing=gone,
    )  # fmt: skip
    if emergency.ended_at and gone:
        _tell_of(missing_of(emergency) - known, emergency, at=at)
    return emergency


def _tell_of(missing: set[int], emergency: Emergency, *, at: datetime) -> None:
    people = emergency.people.filter(pupil__in=missing).select_related("pupil").order_by("place", "pk")
    if names := [one.pupil.name for one in people]:
        tell(
            MISSING_AFTER_THE_END, to=_counters(emergency.school, at), school=emergency.school, at=at,
            subject=emergency, url=emergency.get_absolute_url(), what=str(emergency), number=len(names), names=names,
        )  # fmt: skip


@transaction.atomic
def end_emergency(*, emergency: Emergency, actor, at: datetime) -> Emergency:
    """Everybody is accounted for.  Raises Refused: see may_end."""
    authorise(actor, END_EMERGENCY, school=emergency.school, at=at)
    emergency = lock_row(Emergency, emergency.pk, "school")
    groups = groups_of(emergency)
    require(may_end(emergency, groups))
    _over(emergency, actor=actor, at=at)
    minutes = int((at - emergency.started_at).total_seconds() // 60)
    record(EMERGENCY_ENDED, emergency, actor=actor, at=at, heads=totals(groups)["safe"], minutes=minutes)
    return emergency


@transaction.atomic
def call_off_emergency(*, emergency: Emergency, reason: str, actor, at: datetime) -> Emergency:
    """It was nothing: a false alarm.  Raises Refused: see may_call_off."""
    authorise(actor, END_EMERGENCY, school=emergency.school, at=at)
    emergency = lock_row(Emergency, emergency.pk, "school")
    require(may_call_off(emergency, reason=reason))
    _over(emergency, actor=actor, at=at)
    record(EMERGENCY_CALLED_OFF, emergency, actor=actor, at=at, reason=reason.strip())
    return emergency


def _over(emergency: Emergency, *, actor, at: datetime) -> None:
    emergency.ended_at, emergency.ended_by = at, actor
    emergency.save(update_fields=["ended_at", "ended_by"])
    tell(
        EMERGENCY_OVER, to=_counters(emergency.school, at), school=emergency.school, at=at, subject=emergency,
        url=emergency.get_absolute_url(), what=str(emergency),
    )  # fmt: skip
