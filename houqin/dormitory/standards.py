"""What a room should offer each sleeper: the numbers of DB-01 and DB-02, as they hold at a school."""

from dataclasses import dataclass
from decimal import Decimal

from houqin.dormitory.models import Section

#: Which parameters hold for a section.
KEYS = {
    Section.PRIMARY: ("dorm_primary_most_beds", "dorm_primary_area_dm2", "dorm_primary_boarders_per_manager"),
    Section.JUNIOR: ("dorm_secondary_most_beds", "dorm_secondary_area_dm2", "dorm_secondary_boarders_per_manager"),
}

#: The last grade of primary school.
LAST_OF_PRIMARY = 6


@dataclass(frozen=True)
class Standard:
    """Areas in m² for each sleeper; `new_area_m2` binds new buildings only and is a flag for others (DB-02)."""

    most_beds: int
    area_m2: Decimal
    new_area_m2: Decimal
    boarders_per_manager: int


def standard_of(section: str, numbers: dict[str, Decimal]) -> Standard:
    """`numbers` are the school's parameters in force: `tenancy.parameters.parameters_of`."""
    most, area, managed = (numbers[key] for key in KEYS[Section(section)])
    return Standard(int(most), area / 100, numbers["dorm_new_building_area_dm2"] / 100, int(managed))


def section_of(grade: int) -> str:
    return Section.PRIMARY if grade <= LAST_OF_PRIMARY else Section.JUNIOR
