"""What a round of the store has to look at."""

from datetime import date
from decimal import Decimal

from houqin.supply.models import Lot
from houqin.tenancy.models import Space
from houqin.tenancy.parameters import parameters_of


def cold_units(school, *, on: date) -> list[Space]:
    """Chillers, freezers and sample refrigerators (RS-12) in use on a day. One query."""
    kinds = [Space.Kind.CHILLER, Space.Kind.FREEZER, Space.Kind.SAMPLE_REFRIGERATOR]
    units = Space.objects.filter(school=school, kind__in=kinds)
    return [unit for unit in units.order_by("code") if unit.closed_on is None or unit.closed_on > on]


def limits_of(school, *, on: date) -> dict[str, tuple[Decimal | None, Decimal]]:
    """Kind of unit → coldest and warmest, ℃ (ST-04, RS-03); a freezer has no coldest. Two queries."""
    numbers = parameters_of(school, on=on)
    return {
        Space.Kind.CHILLER.value: (numbers["chilled_store_min_c"], numbers["chilled_store_max_c"]),
        Space.Kind.FREEZER.value: (None, numbers["frozen_store_max_c"]),
        Space.Kind.SAMPLE_REFRIGERATOR.value: (numbers["sample_cabinet_min_c"], numbers["sample_cabinet_max_c"]),
    }


def dates_to_look_at(school, *, on: date) -> tuple[list[Lot], list[Lot]]:
    """Lots outside quarantine that are past their date, and those near it, soonest first. Two queries."""
    lots = Lot.objects.of(school).in_stock().filter(quarantined_at=None).select_related("article", "space")
    return list(lots.expired(on).first_expired_first_out()), list(lots.near_expiry(on).first_expired_first_out())
