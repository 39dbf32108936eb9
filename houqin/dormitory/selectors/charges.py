"""Who answers for which building."""

from datetime import date

from houqin.dormitory.models import Charge
from houqin.kernel.prepared import Prepared
from houqin.tenancy.models import Building

#: Asked by every roll that is sent.
IN_CHARGE = Prepared(
    lambda building, on: Charge.objects.filter(building=building).in_office(on).values_list("pk", flat=True)
)


def in_charge(building: Building, on: date) -> list[int]:
    """The keys of a building's charges that hold on a day, of dormitory managers in office. One query."""
    return IN_CHARGE(building=building, on=on)


def charges_of(school, on: date) -> dict[int, list[Charge]]:
    """Who answers for each building of a school, by its key, the longest first. One query."""
    found: dict[int, list[Charge]] = {}
    for charge in Charge.objects.of(school).in_office(on).select_related("user").order_by("starts_on", "pk"):
        found.setdefault(charge.building_id, []).append(charge)
    return found
