"""What of a whole house is beyond its standards: rooms, managers, women for girls."""

from collections import Counter

from houqin.dormitory.gates.standards import girls_have_a_woman, has_enough_managers, is_as_a_new_building
from houqin.dormitory.models import Charge
from houqin.dormitory.selectors.rooms import RoomOn
from houqin.kernel.refusals import Refusal


def checks_of(rooms: list[RoomOn], charges: dict[int, list[Charge]]) -> list[Refusal]:
    """SF-01 over all sections, SF-04 for each building. Asks nothing: `rooms_on` and `charges_of` told it all."""
    heads = Counter()
    for one in rooms:
        heads[one.room.section] += len(one.sleepers)
    standards = {one.room.section: one.standard for one in rooms}
    managers = {charge.user_id for of_building in charges.values() for charge in of_building}
    found = list(has_enough_managers(heads, standards, have=len(managers)))
    for building in {one.room.space.building: None for one in rooms}:
        inside = [one.room for one in rooms if one.room.space.building_id == building.pk]
        found += girls_have_a_woman(building, rooms=inside, charges=charges.get(building.pk, []))
    return found


def space_checks(rooms: list[RoomOn]) -> list[Refusal]:
    """What of the space is beyond: each room with what is wrong, then one line about what new buildings must offer."""
    found = [refusal for one in rooms for refusal in one.beyond]
    smaller = [one for one in rooms if one.is_smaller_than_new]
    return [*found, *(is_as_a_new_building(len(smaller), smaller[0].standard.new_area_m2) if smaller else ())]
