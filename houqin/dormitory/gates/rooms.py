"""May this room be furnished, changed, its beds closed?"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from houqin.dormitory.models import Bed, BedStay, DormRoom
from houqin.dormitory.reasons import Reason
from houqin.kernel.refusals import Refusal
from houqin.tenancy.models import Space

#: More beds or a larger floor than this are a slip of the finger. House limits, not standards.
MOST_BEDS, MOST_AREA_M2 = 40, 500


def may_furnish(space: Space, *, known: DormRoom | None) -> Iterator[Refusal]:
    """`known` is the dorm room that the space is already."""
    if space.kind != Space.Kind.DORM_ROOM:
        yield Refusal(Reason.NOT_A_DORM_ROOM, {"space": space.name}, where=space)
    if space.closed_on:
        yield Refusal(Reason.ROOM_OUT_OF_USE, {"room": space.name, "closed_on": space.closed_on}, where=space)
    if known:
        yield Refusal(Reason.FURNISHED_ALREADY, {"room": space.name}, where=known)


def is_a_floor(floor: int) -> Iterator[Refusal]:
    if floor < 1:
        yield Refusal(Reason.IN_A_BASEMENT)


def is_a_number_of_beds(beds: int) -> Iterator[Refusal]:
    if not 1 <= beds <= MOST_BEDS:
        yield Refusal(Reason.BED_COUNT_ABSURD, {"beds": beds, "most": MOST_BEDS})


def is_an_area(area_m2: Decimal | None) -> Iterator[Refusal]:
    if area_m2 is not None and not 1 <= area_m2 <= MOST_AREA_M2:
        yield Refusal(Reason.AREA_ABSURD, {"area": area_m2, "most": MOST_AREA_M2})


def nobody_sleeps(place: DormRoom | Bed, stays: Iterable[BedStay]) -> Iterator[Refusal]:
    """Why a room cannot change whose it is, why a bed cannot go: somebody has it tonight or later."""
    if names := [stay.pupil.name for stay in stays]:
        where = place if isinstance(place, DormRoom) else place.room
        yield Refusal(Reason.SOMEBODY_SLEEPS_HERE, {"place": str(place), "names": names}, where=where)


def may_close_bed(bed: Bed, *, stays: Iterable[BedStay], why: str) -> Iterator[Refusal]:
    if bed.closed_on:
        yield Refusal(Reason.BED_CLOSED_ALREADY, {"bed": str(bed)}, where=bed.room)
    yield from nobody_sleeps(bed, stays)
    yield from says_why(why)


def may_reopen_bed(bed: Bed) -> Iterator[Refusal]:
    if not bed.closed_on:
        yield Refusal(Reason.BED_NOT_CLOSED, {"bed": str(bed)}, where=bed.room)


def says_why(text: str) -> Iterator[Refusal]:
    if not text.strip():
        yield Refusal(Reason.WHY_MISSING)
