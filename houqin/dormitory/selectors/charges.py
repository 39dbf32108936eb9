"""Who answers for which building."""

from datetime import date

from houqin.dormitory.models import Charge
from houqin.tenancy.models import Building


def in_charge(building: Building, on: date) -> list[Charge]:
    """The charges of a building that hold on a day, of dormitory managers in office, the longest first. One query."""
    rows = Charge.objects.filter(building=building).in_office(on)
    return list(rows.select_related("user").order_by("starts_on", "pk"))


def charges_of(school, on: date) -> dict[int, list[Charge]]:
    """The same for every building of a school, by its key. One query."""
    found: dict[int, list[Charge]] = {}
    for charge in Charge.objects.of(school).in_office(on).select_related("user").order_by("starts_on", "pk"):
        found.setdefault(charge.building_id, []).append(charge)
    return found
