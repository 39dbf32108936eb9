"""Where goods stand, and where they may not."""

from collections.abc import Iterable, Iterator

from houqin.incidents.gates.stops import place_is_usable
from houqin.incidents.models import StopUse
from houqin.incidents.selectors import stops_of
from houqin.kernel.prepared import Prepared
from houqin.kernel.refusals import Refusal
from houqin.supply.models.articles import Storage
from houqin.tenancy.models import Space

#: Where goods go by default: the newest open space of the kind their storage needs, one in use before one that is not.
SPACE_FOR = {
    Storage.AMBIENT: Space.Kind.STORE,
    Storage.CHILLED: Space.Kind.CHILLER,
    Storage.FROZEN: Space.Kind.FREEZER,
}

#: Every kind of space that lots can stand in.
STORES = (Space.Kind.STORE, Space.Kind.CHILLER, Space.Kind.FREEZER, Space.Kind.KITCHEN, Space.Kind.CANTEEN)


PLACES = Prepared(
    lambda school: Space.objects.of(school).filter(closed_on=None, kind__in=SPACE_FOR.values()).order_by("-pk")
)


def places_for_goods(school, stops: list[StopUse]) -> dict[str, Space]:
    """The space of each way of storing. One query."""
    stopped = {stop.space_id for stop in stops}
    rows = PLACES(school=school)
    rows.sort(key=lambda space: not (stopped & {space.pk, space.within_id}))
    by_kind = {space.kind: space for space in rows}
    return {storage: by_kind[kind] for storage, kind in SPACE_FOR.items() if kind in by_kind}


def stores_are_usable(lines: Iterable, spaces: dict[str, Space], stops: list[StopUse]) -> Iterator[Refusal]:
    """Why what was taken cannot be put away: the only place for it is out of use (FM-13)."""
    taken = [line for line in lines if line.accepted_amount or line.quarantined_amount]
    for space in {spaces.get(line.article.storage) for line in taken}:
        yield from place_is_usable(space, stops)


def stores_of(school) -> tuple[dict[str, Space], list[StopUse]]:
    """The space of each way of storing, and what is out of use. Two queries."""
    stops = stops_of(school, kinds=STORES)
    return places_for_goods(school, stops), stops
