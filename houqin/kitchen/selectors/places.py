"""Which kitchens may be used."""

from houqin.incidents.models import StopUse
from houqin.incidents.selectors import stops_of
from houqin.tenancy.models import Space

KINDS = (Space.Kind.CANTEEN, Space.Kind.KITCHEN)


def no_kitchen_left(school) -> list[StopUse]:
    """The stops that leave a school no kitchen to cook in: all of its kitchens, or a canteen. Empty when one is left.

    One query, and a second one only while something is out of use.
    """
    stops = stops_of(school, kinds=KINDS)
    stopped = {stop.space_id for stop in stops}
    if not stops or any(stop.space.kind == Space.Kind.CANTEEN for stop in stops):
        return stops
    kitchens = Space.objects.of(school).filter(kind=Space.Kind.KITCHEN, closed_on=None)
    return [] if kitchens.exclude(pk__in=stopped).exists() else stops
