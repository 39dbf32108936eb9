"""May a place or a thing be used? Asked by kitchen, store, dormitory and whoever else uses places (FM-13)."""

from collections.abc import Iterable, Iterator

from houqin.incidents.models import StopUse
from houqin.incidents.reasons import HazardReason as Reason
from houqin.kernel.refusals import Refusal
from houqin.tenancy.models import Space


def place_is_usable(space: Space | None, stops: Iterable[StopUse]) -> Iterator[Refusal]:
    """Why a place may not be used: it, or what it lies within, is out of use. No place named is no refusal.

    `stops` is `incidents.selectors.stops_of(school)`, asked once for all places of a verb.
    """
    if space is None:
        return
    for stop in stops:
        if stop.space_id is not None and stop.space_id in (space.pk, space.within_id):
            yield out_of_use(stop)


def thing_is_usable(thing, stops: Iterable[StopUse]) -> Iterator[Refusal]:
    """The same of anything else: a machine, a water point, a vehicle."""
    for stop in stops:
        if stop.thing_kind == thing._meta.label_lower and stop.thing_id == thing.pk:
            yield out_of_use(stop)


def out_of_use(stop: StopUse) -> Refusal:
    return Refusal(Reason.OUT_OF_USE, {"name": stop.name, "code": stop.hazard.code}, where=stop.hazard)


def may_release(stop: StopUse) -> Iterator[Refusal]:
    """Why it stays out of use: nobody but the fixer has said that it is safe."""
    if stop.released_at:
        yield Refusal(Reason.STOP_RELEASED_ALREADY, {"name": stop.name}, where=stop.hazard)
    elif stop.hazard.is_open:
        facts = {"name": stop.name, "code": stop.hazard.code}
        yield Refusal(Reason.STOP_NOT_VERIFIED, facts, "GT-19", stop.hazard)
