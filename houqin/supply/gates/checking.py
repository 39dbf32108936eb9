"""Is a round of the store whole? Rules ST-01, ST-05."""

from collections import Counter
from collections.abc import Iterable, Iterator

from houqin.kernel.refusals import Refusal
from houqin.supply.reasons import Reason


def each_unit_is_read(units: Iterable, readings: Iterable) -> Iterator[Refusal]:
    """Every cold unit in use has one reading, and nothing else has any."""
    units, read = {unit.pk: unit for unit in units}, Counter(one.space.pk for one in readings)
    if missing := [unit.name for unit in units.values() if unit.pk not in read]:
        yield Refusal(Reason.UNIT_NOT_READ, {"names": missing})
    for one in readings:
        if one.space.pk not in units or read[one.space.pk] > 1:
            yield Refusal(Reason.NOT_A_COLD_UNIT, {"name": one.space.name})


def it_is_described(is_in_order: bool, remark: str) -> Iterator[Refusal]:
    if not is_in_order and not remark.strip():
        yield Refusal(Reason.WHY_MISSING)
