"""Talk, guardians, look again, close. Each step is a row; what was written wrongly is put right by a step."""

from datetime import date, datetime, time

from django.db import transaction

from houqin.discipline import events
from houqin.discipline.actions.recording import BY
from houqin.discipline.gates import violations as gates
from houqin.discipline.gates.moments import has_happened, is_said
from houqin.discipline.models import Violation, ViolationStep
from houqin.discipline.permissions import GIVE_POINTS, HANDLE_VIOLATIONS, SEE_TALKS
from houqin.discipline.selectors.violations import steps_of
from houqin.duties.actions import answer_about, raise_duty
from houqin.journal.actions import record
from houqin.kernel.permissions import NotYours, Permission, authorise
from houqin.kernel.refusals import require
from houqin.kernel.transactions import lock
from houqin.people.models import Guardian
from houqin.tenancy.parameters import parameter

FOLLOW_UP = "discipline.follow_up"
Kind = ViolationStep.Kind


def _take(violation: Violation, needs: Permission, *, actor, at: datetime) -> tuple[Violation, list[ViolationStep]]:
    """The violation, locked, and its steps.  Raises NotYours, also outside the circle of DR-08."""
    authorise(actor, needs, school=violation.school, at=at)
    rows = Violation.objects.visible_to(actor).filter(pk=violation.pk).select_related("school__bureau", "pupil")
    found = lock(rows)
    if not found:
        raise NotYours(SEE_TALKS)
    return found[0], steps_of(found[0])


def _write(violation: Violation, kind: Kind, event, *, actor, at: datetime, happened_at=None, facts=(), **columns):
    step = ViolationStep.objects.create(
        school=violation.school, violation=violation, kind=kind, happened_at=happened_at or at, received_at=at,
        by=actor, **columns,
    )  # fmt: skip
    record(event, violation, actor=actor, at=at, happened_at=step.happened_at, code=violation.code, **dict(facts))
    answer_about(violation, at=at)
    return step


@transaction.atomic
def talk_with_child(
    *, violation: Violation, own_words: str, words: str, follow_up_on: date, happened_at: datetime | None = None,
    actor, at: datetime,
) -> ViolationStep:  # fmt: skip
    """`own_words` is what the child says, `words` what was agreed; on `follow_up_on` somebody looks again.

    Raises Refused: see comes_after, may_talk.
    """
    violation, steps = _take(violation, HANDLE_VIOLATIONS, actor=actor, at=at)
    school, happened_at = violation.school, happened_at or at
    require(
        has_happened(happened_at, at=at),
        gates.comes_after(violation, happened_at),
        gates.may_talk(violation, steps, follow_up_on=follow_up_on, today=school.localdate(at)),
        is_said(talk=words),
    )
    step = _write(
        violation, Kind.TALK, events.TALKED, actor=actor, at=at, happened_at=happened_at,
        facts={"follow_up_on": follow_up_on}, own_words=own_words.strip()[:500], words=words.strip()[:500],
        follow_up_on=follow_up_on,
    )  # fmt: skip
    opens_at = max(at, school.moment(follow_up_on, time(0, 0)))
    due_at = max(opens_at, school.moment(follow_up_on, BY))
    raise_duty(code=FOLLOW_UP, key=f"{violation.pk}/{step.pk}", school=school, subject=violation, opens_at=opens_at,
               due_at=due_at, at=at)  # fmt: skip
    return step


@transaction.atomic
def contact_guardians(
    *, violation: Violation, guardian: Guardian | None, way: str, reached: bool, words: str = "",
    happened_at: datetime | None = None, actor, at: datetime,
) -> ViolationStep:  # fmt: skip
    """A call that nobody answered is a step as well, and does not count as told.

    Raises Refused: see comes_after, may_contact.
    """
    violation, steps = _take(violation, HANDLE_VIOLATIONS, actor=actor, at=at)
    happened_at = happened_at or at
    require(
        has_happened(happened_at, at=at),
        gates.comes_after(violation, happened_at),
        gates.may_contact(violation, steps, guardian=guardian),
    )
    return _write(
        violation, Kind.CONTACT, events.CONTACTED, actor=actor, at=at, happened_at=happened_at, guardian=guardian,
        way=way, reached=reached, words=words.strip()[:500],
    )  # fmt: skip


@transaction.atomic
def follow_up(*, violation: Violation, words: str, actor, at: datetime) -> ViolationStep:
    """How it goes since the talk.  Raises Refused: see may_follow_up."""
    violation, steps = _take(violation, HANDLE_VIOLATIONS, actor=actor, at=at)
    require(gates.may_follow_up(violation, steps), is_said(follow_up=words))
    return _write(violation, Kind.FOLLOW_UP, events.FOLLOWED_UP, actor=actor, at=at, words=words.strip()[:500])


@transaction.atomic
def give_points(*, violation: Violation, points: int, words: str, actor, at: datetime) -> ViolationStep:
    """Only where the school takes points at all, and only after a talk.  Raises Refused: see may_give_points."""
    violation, steps = _take(violation, GIVE_POINTS, actor=actor, at=at)
    school = violation.school
    are_used = bool(parameter(school, "points_are_used", on=school.localdate(at)))
    require(gates.may_give_points(violation, steps, are_used=are_used), is_said(points=words))
    return _write(
        violation, Kind.POINTS, events.POINTS_GIVEN, actor=actor, at=at, points=points, words=words.strip()[:500]
    )


@transaction.atomic
def correct_violation(*, violation: Violation, words: str, actor, at: datetime) -> ViolationStep:
    """What is true instead of what was written; the record itself stays.  Raises Refused: NOTHING_SAID."""
    violation, _steps = _take(violation, HANDLE_VIOLATIONS, actor=actor, at=at)
    require(is_said(correction=words))
    return _write(violation, Kind.CORRECTION, events.VIOLATION_CORRECTED, actor=actor, at=at, words=words.strip()[:500])


@transaction.atomic
def close_violation(*, violation: Violation, words: str = "", actor, at: datetime) -> ViolationStep:
    """Raises Refused: see may_close."""
    violation, steps = _take(violation, HANDLE_VIOLATIONS, actor=actor, at=at)
    require(gates.may_close(violation, steps))
    return _write(violation, Kind.CLOSED, events.VIOLATION_CLOSED, actor=actor, at=at, words=words.strip()[:500])


@transaction.atomic
def withdraw_violation(*, violation: Violation, words: str, actor, at: datetime) -> ViolationStep:
    """It was another child, or nothing at all: the child's page no longer shows it.  Raises Refused: CLOSED_ALREADY."""
    violation, steps = _take(violation, HANDLE_VIOLATIONS, actor=actor, at=at)
    require(gates.is_open(violation, steps), is_said(withdrawal=words))
    return _write(violation, Kind.WITHDRAWN, events.VIOLATION_WITHDRAWN, actor=actor, at=at, words=words.strip()[:500])
