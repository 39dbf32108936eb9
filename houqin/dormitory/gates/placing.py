"""GT-15: nobody sleeps where they are not assigned; one pupil, one bed (D-21, DB-08), girls and boys apart (DV-05)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from houqin.dormitory.gates.charges import is_run_by_somebody
from houqin.dormitory.gates.standards import has_room_for
from houqin.dormitory.models import Bed, BedStay
from houqin.dormitory.reasons import Reason
from houqin.dormitory.selectors.assigned import Assigned
from houqin.dormitory.standards import standard_of
from houqin.kernel.refusals import Refusal
from houqin.people.models import Pupil
from houqin.tenancy.gates import belongs_to

GATE = "GT-15"


class Placing(NamedTuple):
    """This pupil into this bed; the bed with its room and space loaded."""

    bed: Bed
    pupil: Pupil


def may_place(school, placings: Sequence[Placing], *, on: date, assigned: Assigned, numbers: dict) -> Iterator[Refusal]:
    """Why these may not sleep there from that night on, all reasons of all at once."""
    for one in placings:
        yield from belongs_to(school, one.bed, one.pupil)
    if any(one.bed.school_id != school.pk or one.pupil.school_id != school.pk for one in placings):
        return
    yield from _each_once(placings)
    for one in placings:
        yield from suits(one.bed, one.pupil, on=on)
        yield from is_free(one.bed, assigned.of_beds.get(one.bed.pk, ()))
        for stay in assigned.of_pupils.get(one.pupil.pk, ())[:1]:
            facts = {"name": one.pupil.name, "bed": str(stay.bed)}
            yield Refusal(Reason.HAS_A_BED, facts, GATE, stay.bed.room)
    yield from rooms_hold(placings, assigned=assigned, numbers=numbers)
    yield from buildings_run(placings, on=on, assigned=assigned)


def suits(bed: Bed, pupil: Pupil, *, on: date) -> Iterator[Refusal]:
    """Why this pupil may not sleep in this bed, whoever else does."""
    name, room = pupil.name, bed.room
    if not pupil.is_boarder:
        yield Refusal(Reason.NOT_A_BOARDER, {"name": name}, GATE, pupil)
    if on < pupil.enrolled_on or (pupil.left_on and pupil.left_on < on):
        yield Refusal(Reason.NOT_ENROLLED, {"name": name, "on": on}, GATE, pupil)
    if pupil.gender != room.gender:
        facts = {"room": room.space.name, "whose": room.get_gender_display(), "name": name}
        yield Refusal(Reason.WRONG_GENDER, facts, GATE)
    if bed.closed_on and bed.closed_on <= on:
        yield Refusal(Reason.BED_OUT_OF_USE, {"bed": str(bed), "closed_on": bed.closed_on}, GATE, room)
    if room.space.closed_on:
        facts = {"room": room.space.name, "closed_on": room.space.closed_on}
        yield Refusal(Reason.ROOM_OUT_OF_USE, facts, GATE, room)


def is_free(bed: Bed, stays: Sequence[BedStay], *, but: frozenset[int] = frozenset()) -> Iterator[Refusal]:
    """`stays` are those that have the bed then or later; those of the pupils `but` do not count."""
    for stay in [one for one in stays if one.pupil_id not in but][:1]:
        yield Refusal(Reason.BED_TAKEN, {"bed": str(bed), "name": stay.pupil.name}, GATE, bed.room)


def rooms_hold(placings: Sequence[Placing], *, assigned: Assigned, numbers: dict) -> Iterator[Refusal]:
    rooms = {one.bed.room_id: one.bed.room for one in placings}
    new = Counter(one.bed.room_id for one in placings)
    for key, room in rooms.items():
        heads = assigned.heads.get(key, 0) + new[key]
        yield from has_room_for(room, heads, standard_of(room.section, numbers))


def buildings_run(placings: Sequence[Placing], *, on: date, assigned: Assigned) -> Iterator[Refusal]:
    """GT-16 for each building that somebody moves into."""
    for building in {one.bed.room.space.building for one in placings}:
        yield from is_run_by_somebody(building, on, charges=assigned.charges.get(building.pk, []))


def _each_once(placings: Sequence[Placing]) -> Iterator[Refusal]:
    for pupil, times in Counter(one.pupil for one in placings).items():
        if times > 1:
            yield Refusal(Reason.PLACED_TWICE, {"name": pupil.name}, GATE)
    for bed, times in Counter(one.bed for one in placings).items():
        if times > 1:
            yield Refusal(Reason.BED_TWICE, {"bed": str(bed)}, GATE)


def may_end_stay(
    pupil: Pupil, stays: Sequence[BedStay], *, last_night: date, tonight: date, seen_on: date | None
) -> Iterator[Refusal]:
    """`stays` have a night after `last_night`. What was slept stays slept; what has not begun may never begin.

    `seen_on` is the last night whose roll was closed with the pupil in bed, None when there is none.
    """
    if not stays:
        yield Refusal(Reason.HAS_NO_BED, {"name": pupil.name, "on": last_night})
    for stay in stays:
        if stay.starts_on <= tonight and (last_night - stay.starts_on).days < -1:
            yield Refusal(Reason.NIGHT_BEFORE_FIRST, {"name": pupil.name, "starts_on": stay.starts_on})
    if stays and seen_on and seen_on > last_night:
        yield Refusal(Reason.SEEN_IN_BED_SINCE, {"name": pupil.name, "night": seen_on})
