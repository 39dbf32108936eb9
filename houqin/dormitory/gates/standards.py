"""Is a room within its standard (DB-01, DB-02, DB-08), are there enough managers (SF-01), women for girls (SF-04)?"""

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from houqin.dormitory.models import Charge, DormRoom, Gender
from houqin.dormitory.reasons import Reason
from houqin.dormitory.standards import Standard
from houqin.kernel.refusals import Refusal
from houqin.tenancy.models import Building

TENTH = Decimal("0.1")


def has_room_for(room: DormRoom, heads: int, standard: Standard) -> Iterator[Refusal]:
    """Why so many may not sleep here: one bed more than the standard must go (DB-08), so nobody is put into it."""
    if heads > standard.most_beds:
        facts = {"room": room.space.name, "heads": heads, "most": standard.most_beds}
        yield Refusal(Reason.ROOM_FULL, facts, "GT-15", room)


def is_within_standard(room: DormRoom, *, heads: int, beds: int, standard: Standard) -> Iterator[Refusal]:
    """What of a room is beyond the standard tonight. `beds` are those in use. Area flags, it never blocks (DB-02)."""
    name, most = room.space.name, standard.most_beds
    if beds > most:
        facts = {"room": name, "beds": beds, "most": most, "over": beds - most}
        yield Refusal(Reason.BEDS_BEYOND, facts, where=room)
    if heads > most:
        facts = {"room": name, "heads": heads, "most": most, "over": heads - most}
        yield Refusal(Reason.SLEEPERS_BEYOND, facts, where=room)
    if room.area_m2 and heads:
        each = (room.area_m2 / heads).quantize(TENTH, ROUND_HALF_UP)
        if room.area_m2 < heads * standard.area_m2:
            yield Refusal(Reason.AREA_SHORT, {"room": name, "each": each, "least": standard.area_m2}, where=room)


def is_as_a_new_building(rooms: int, least: Decimal) -> Iterator[Refusal]:
    """DB-02 binds new buildings; what is older is told once, and blocks nothing. `rooms` offer less than `least` m²."""
    if rooms:
        yield Refusal(Reason.AREA_BELOW_NEW, {"rooms": rooms, "least": least})


def has_enough_managers(heads: dict[str, int], standards: dict[str, Standard], *, have: int) -> Iterator[Refusal]:
    """SF-01: one for each started number of boarders of a section. `heads` by section; `have` answer for a building."""
    needed = sum(-(-count // standards[section].boarders_per_manager) for section, count in heads.items())
    if have < needed:
        yield Refusal(Reason.MANAGERS_SHORT, {"boarders": sum(heads.values()), "needed": needed, "have": have})


def girls_have_a_woman(building: Building, *, rooms: Iterable[DormRoom], charges: list[Charge]) -> Iterator[Refusal]:
    """SF-04: practice, so a warning."""
    if any(room.gender == Gender.GIRLS for room in rooms) and not any(charge.is_woman for charge in charges):
        yield Refusal(Reason.NO_WOMAN_FOR_GIRLS, {"building": building.name})
