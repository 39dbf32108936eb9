"""A round of the store."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction

from houqin.duties.actions import answer_codes
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.supply import events
from houqin.supply.gates.checking import each_unit_is_read, it_is_described
from houqin.supply.gates.entering import has_come, temperature_is_sane
from houqin.supply.models import ColdReading, Lot, StoreCheck
from houqin.supply.permissions import CHECK_STORE
from houqin.supply.selectors.checks import cold_units, limits_of
from houqin.tenancy.models import Space

ROUNDS = ("supply.check-store-morning", "supply.check-store-afternoon")


class Reading(NamedTuple):
    """What a cold unit showed, ℃."""

    space: Space
    degrees_c: Decimal


@transaction.atomic
def check_store(
    *, school, readings: Iterable[Reading] = (), is_in_order: bool = True, remark: str = "",
    checked_at: datetime | None = None, actor, at: datetime,
) -> StoreCheck:  # fmt: skip
    """Say that the store was looked through, with the temperature of every cold unit (ST-01, ST-05).

    What the books say is past its date or near it is kept with the round. A reading out of its limits is accepted as
    what it is. A fixed number of queries.  Raises Refused: IN_THE_FUTURE, UNIT_NOT_READ, NOT_A_COLD_UNIT, WHY_MISSING.
    """
    authorise(actor, CHECK_STORE, school=school, at=at)
    checked_at, readings = checked_at or at, [Reading(*one) for one in readings]
    on = school.localdate(checked_at)
    units = cold_units(school, on=on)
    require(
        has_come(checked_at, at=at),
        each_unit_is_read(units, readings),
        it_is_described(is_in_order, remark),
        *(temperature_is_sane(one.degrees_c) for one in readings),
    )
    lots = Lot.objects.of(school).in_stock().filter(quarantined_at=None)
    expired = list(lots.expired(on).order_by("pk").values_list("code", flat=True))
    near = list(lots.near_expiry(on).order_by("pk").values_list("code", flat=True))
    made = StoreCheck.objects.create(
        school=school, checked_at=checked_at, received_at=at, by=actor, is_in_order=is_in_order, remark=remark.strip(),
        expired=expired, near_expiry=near,
    )  # fmt: skip
    limits = limits_of(school, on=on)
    rows = ColdReading.objects.bulk_create(
        ColdReading(
            school=school, check_round=made, space=one.space, degrees_c=one.degrees_c,
            lowest_c=limits[one.space.kind][0], highest_c=limits[one.space.kind][1],
        )
        for one in readings
    )  # fmt: skip
    said = [f"{row.space.name} {row.degrees_c} ℃" for row in rows]
    record(
        events.STORE_CHECKED, made, actor=actor, at=at, happened_at=checked_at, expired=expired, near=near,
        readings=said, remark=made.remark, out_of_limits=[row.space.name for row in rows if not row.is_within],
    )  # fmt: skip
    answer_codes(school, *ROUNDS, at=at)
    return made
