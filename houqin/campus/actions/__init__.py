"""Everything that can be done with equipment: the only writers of its tables."""

from houqin.campus.actions.checks import Found, check_building, check_equipment, correct_check
from houqin.campus.actions.equipment import (
    change_equipment,
    move_equipment,
    put_back_equipment,
    register_equipment,
    remove_equipment,
    scrap_equipment,
    stop_equipment,
)
from houqin.campus.actions.services import record_test, service_equipment

__all__ = [
    "Found",
    "change_equipment",
    "check_building",
    "check_equipment",
    "correct_check",
    "move_equipment",
    "put_back_equipment",
    "record_test",
    "register_equipment",
    "remove_equipment",
    "scrap_equipment",
    "service_equipment",
    "stop_equipment",
]
