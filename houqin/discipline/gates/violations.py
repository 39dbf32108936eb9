"""Education first: why a step may not be taken yet (DR-08). `steps` are those taken so far."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from houqin.discipline.models import Violation, ViolationStep
from houqin.discipline.reasons import Reason
from houqin.kernel.refusals import Refusal

Kind = ViolationStep.Kind


def may_record(pupil, place, *, on: date) -> Iterator[Refusal]:
    if pupil.enrolled_on > on or (pupil.left_on and pupil.left_on < on):
        yield Refusal(Reason.NOT_A_PUPIL_THEN, {"name": pupil.name, "on": on})
    if place is not None and place.closed_on and place.closed_on <= on:
        yield Refusal(Reason.SPACE_CLOSED, {"place": place.name})


def is_open(violation: Violation, steps: Iterable[ViolationStep]) -> Iterator[Refusal]:
    if any(step.kind in ViolationStep.ENDS for step in steps):
        yield Refusal(Reason.CLOSED_ALREADY, {"code": violation.code})


def comes_after(violation: Violation, happened_at: datetime) -> Iterator[Refusal]:
    """A step does not come before what it is about. To the minute: that is what people type."""
    if happened_at < violation.happened_at.replace(second=0, microsecond=0):
        facts = {"code": violation.code, "happened_at": violation.happened_at}
        yield Refusal(Reason.STEP_TOO_EARLY, facts, where=violation)


def _talked(violation: Violation, steps: Iterable[ViolationStep]) -> Iterator[Refusal]:
    if not any(step.kind == Kind.TALK for step in steps):
        yield Refusal(Reason.TALK_FIRST, {"code": violation.code}, where=violation)


def may_talk(violation: Violation, steps: list, *, follow_up_on: date | None = None,
             today: date | None = None) -> Iterator[Refusal]:  # fmt: skip
    yield from is_open(violation, steps)
    if follow_up_on and today and follow_up_on < today:
        yield Refusal(Reason.DAY_GONE, {"due_on": follow_up_on})


def may_contact(violation: Violation, steps: list, *, guardian=None) -> Iterator[Refusal]:
    yield from is_open(violation, steps)
    if guardian is not None and guardian.pupil_id != violation.pupil_id:
        yield Refusal(Reason.ANOTHERS_GUARDIAN, {"name": guardian.name})


def may_follow_up(violation: Violation, steps: list) -> Iterator[Refusal]:
    yield from is_open(violation, steps)
    yield from _talked(violation, steps)


def may_give_points(violation: Violation, steps: list, *, are_used: bool) -> Iterator[Refusal]:
    """Never before a talk, and never at a school that takes none."""
    if not are_used:
        yield Refusal(Reason.POINTS_NOT_USED)
    yield from is_open(violation, steps)
    yield from _talked(violation, steps)


def may_close(violation: Violation, steps: list) -> Iterator[Refusal]:
    """Talked, guardians told where the kind asks for it, and looked at again after the last talk."""
    yield from is_open(violation, steps)
    yield from _talked(violation, steps)
    if violation.needs_guardian and not any(step.kind == Kind.CONTACT and step.reached for step in steps):
        yield Refusal(Reason.GUARDIAN_FIRST, {"code": violation.code}, where=violation)
    if not any(step.kind == Kind.FOLLOW_UP for step in after_last_talk(steps)):
        yield Refusal(Reason.FOLLOW_UP_FIRST, {"code": violation.code}, where=violation)


def after_last_talk(steps: list) -> list:
    """In the order they were taken; all of them when nobody talked."""
    talks = [place for place, step in enumerate(steps) if step.kind == Kind.TALK]
    return steps[talks[-1] :] if talks else steps
