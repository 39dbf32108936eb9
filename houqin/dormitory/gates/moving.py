"""May this move be asked for, may it be decided? DV-03, D-21: nobody changes bed on their own word."""

from collections.abc import Iterator, Sequence
from datetime import date

from houqin.dormitory.gates.placing import GATE, Placing, buildings_run, is_free, rooms_hold, suits
from houqin.dormitory.models import Bed, Move
from houqin.dormitory.reasons import Reason
from houqin.dormitory.selectors.assigned import Assigned
from houqin.kernel.refusals import Refusal
from houqin.people.models import Pupil
from houqin.tenancy.gates import belongs_to


def may_move(school, *, pupil: Pupil, from_bed: Bed, to_bed: Bed, other: Pupil | None, on: date, assigned: Assigned,
             numbers: dict) -> Iterator[Refusal]:  # fmt: skip
    """Why these may not change beds from that night on. Asked when it is wished, and again when it is approved."""
    yield from belongs_to(school, pupil, from_bed, to_bed, other)
    if any(one and one.school_id != school.pk for one in (pupil, from_bed, to_bed, other)):
        return
    if from_bed.pk == to_bed.pk:
        yield Refusal(Reason.SAME_BED, {"name": pupil.name}, GATE)
        return
    yield from _sleeps_in(pupil, from_bed, assigned)
    yield from suits(to_bed, pupil, on=on)
    placings = [Placing(to_bed, pupil)]
    if other is None:
        yield from is_free(to_bed, assigned.of_beds.get(to_bed.pk, ()), but=frozenset({pupil.pk}))
        if to_bed.room_id != from_bed.room_id:
            yield from rooms_hold(placings, assigned=assigned, numbers=numbers)
    else:
        yield from _sleeps_in(other, to_bed, assigned)
        yield from suits(from_bed, other, on=on)
        placings.append(Placing(from_bed, other))
        for bed in (from_bed, to_bed):
            yield from is_free(bed, assigned.of_beds.get(bed.pk, ()), but=frozenset({pupil.pk, other.pk}))
    yield from buildings_run(placings, on=on, assigned=assigned)


def _sleeps_in(pupil: Pupil, bed: Bed, assigned: Assigned) -> Iterator[Refusal]:
    if not any(stay.bed_id == bed.pk and stay.ends_on is None for stay in assigned.of_pupils.get(pupil.pk, ())):
        yield Refusal(Reason.MOVED_MEANWHILE, {"name": pupil.name, "bed": str(bed)}, GATE)


def may_ask(*, on: date, tonight: date, why: str, waiting: Sequence[Move]) -> Iterator[Refusal]:
    """`waiting` are undecided moves of the same pupils."""
    if on < tonight:
        yield Refusal(Reason.NIGHT_IS_OVER, {"on": on}, GATE)
    if not why.strip():
        yield Refusal(Reason.WHY_MISSING)
    for move in waiting:
        yield Refusal(Reason.MOVE_ASKED_ALREADY, {"name": move.pupil.name}, GATE, move)


def may_decide(move: Move, *, actor, decision) -> Iterator[Refusal]:
    """A second pair of eyes, once. `decision` is the one there is already."""
    yield from is_open(move, decision)
    if move.asked_by_id == actor.pk:
        yield Refusal(Reason.ASKED_BY_YOU, {"name": actor.name}, GATE)


def may_withdraw(move: Move, *, actor, decision) -> Iterator[Refusal]:
    yield from is_open(move, decision)
    if move.asked_by_id != actor.pk:
        yield Refusal(Reason.NOT_YOUR_MOVE, {"name": move.asked_by.name}, GATE)


def is_open(move: Move, decision) -> Iterator[Refusal]:
    if decision:
        yield Refusal(Reason.MOVE_DECIDED_ALREADY, {"outcome": decision.get_outcome_display()}, GATE)
