"""GT-16: no record of a dormitory that nobody answers for."""

from collections.abc import Collection, Iterator
from datetime import date

from houqin.dormitory.models import Charge
from houqin.dormitory.reasons import Reason
from houqin.dormitory.selectors.charges import in_charge
from houqin.kernel.refusals import Refusal
from houqin.tenancy.models import Building

GATE = "GT-16"


def may_run(building: Building, on: date) -> Iterator[Refusal]:
    """Why no record of this building may be made for a day. One query."""
    return is_run_by_somebody(building, on, charges=in_charge(building, on))


def is_run_by_somebody(building: Building, on: date, *, charges: Collection) -> Iterator[Refusal]:
    """The same, asked with the charges that hold."""
    if not charges:
        yield Refusal(Reason.NOBODY_IN_CHARGE, {"building": building.name, "on": on}, GATE)


def may_take_charge(building: Building, *, name: str, starts_on: date, ends_on: date | None, is_manager: bool,
                    standing: list[Charge], today: date) -> Iterator[Refusal]:  # fmt: skip
    """Why this person may not answer for the building from that day. `standing`: their charges of it not yet over."""
    if not is_manager:
        yield Refusal(Reason.NOT_A_DORM_MANAGER, {"name": name, "on": starts_on}, GATE)
    if standing:
        yield Refusal(Reason.IN_CHARGE_ALREADY, {"name": name, "building": building.name}, GATE)
    if starts_on < today:
        yield Refusal(Reason.CHARGE_BEGINS_IN_THE_PAST, {"starts_on": starts_on}, GATE)
    if ends_on and ends_on < starts_on:
        yield Refusal(Reason.ENDS_BEFORE_START, {"starts_on": starts_on, "ends_on": ends_on})


def may_end_charge(charge: Charge, *, ends_on: date, today: date) -> Iterator[Refusal]:
    if charge.ends_on is not None and charge.ends_on < today:
        yield Refusal(Reason.CHARGE_ENDED_ALREADY, {"ends_on": charge.ends_on}, GATE)
    elif ends_on < today and charge.starts_on <= ends_on:
        yield Refusal(Reason.CHARGE_ENDS_IN_THE_PAST, {"ends_on": ends_on}, GATE)
