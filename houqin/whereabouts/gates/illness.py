"""What may be done for a sick child, and who may read about it."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from houqin.kernel.refusals import Refusal
from houqin.people.models import SchoolClass
from houqin.tenancy.posts import LEADERS, Post
from houqin.whereabouts.gates.away import is_in_no_other_place
from houqin.whereabouts.gates.time import has_come
from houqin.whereabouts.models import AwayKind, Illness, IllnessStep
from houqin.whereabouts.reasons import Reason
from houqin.whereabouts.selectors import LEAVE
from houqin.whereabouts.selectors.classes import teaches

#: What a thermometer for people shows.
COLDEST_C, WARMEST_C = Decimal("30"), Decimal("45")
READERS = frozenset(post.value for post in LEADERS | {Post.DUTY_LEADER, Post.SCHOOL_DOCTOR})


def is_body_temperature(temperature_c: Decimal | None) -> Iterator[Refusal]:
    if temperature_c is not None and not COLDEST_C <= temperature_c <= WARMEST_C:
        yield Refusal(Reason.TEMPERATURE_UNLIKELY, {"temperature_c": temperature_c})


def may_step(illness: Illness, *, happened_at: datetime, at: datetime) -> Iterator[Refusal]:
    if illness.closed_at:
        yield Refusal(Reason.ILLNESS_CLOSED, {"name": illness.pupil.name, "closed_at": illness.closed_at})
    if happened_at < illness.noticed_at:
        yield Refusal(Reason.STEP_BEFORE_NOTICED, {"noticed_at": illness.noticed_at})
    yield from has_come(happened_at, at=at)


def may_go_to_hospital(illness: Illness, elsewhere) -> Iterator[Refusal]:
    """From the sick room, or from wherever the child is at school by now; not from home.

    `elsewhere` is what is known of the pupil since then, None when here.
    """
    if illness.away.kind == AwayKind.HOSPITAL and illness.away.ended_at is None:
        yield Refusal(Reason.IN_HOSPITAL_ALREADY, {"name": illness.pupil.name})
    if elsewhere is not None and elsewhere.kind == LEAVE:
        yield from is_in_no_other_place(illness.pupil, elsewhere, where=elsewhere.thing)


def may_close(illness: Illness, steps: list[IllnessStep]) -> Iterator[Refusal]:
    """DV-06: a guardian is called for every child that falls ill here."""
    if not any(step.kind == IllnessStep.Kind.GUARDIAN for step in steps):
        yield Refusal(Reason.GUARDIAN_NOT_CALLED, {"name": illness.pupil.name})


def may_read(actor, *, posts, school_class: SchoolClass | None) -> Iterator[Refusal]:
    """PD-05: the doctor, the leaders, the duty leader, and the class's own head teacher."""
    if not READERS & set(posts) and not teaches(actor, school_class):
        yield Refusal(Reason.NOT_FOR_YOU)
