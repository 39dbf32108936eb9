"""From a lot to what it was made from and into, any depth. One query for each step of preparation."""

from collections import defaultdict
from collections.abc import Iterable

from houqin.kernel.prepared import Prepared
from houqin.supply.models import Movement


def ingredients_of(lot_ids: Iterable[int]) -> dict[int, set[int]]:
    """Each lot → every lot that went into it by preparation, at any depth."""
    return _walk(lot_ids, MADE, USED)


def made_from(lot_ids: Iterable[int]) -> dict[int, set[int]]:
    """Each lot → every lot that was made from it, at any depth."""
    return _walk(lot_ids, USED, MADE)


def _prepared(here: str, there: str) -> Prepared:
    asked = f"{here.removesuffix('_id')}__in"
    consumed = Movement.Kind.CONSUMED.value
    return Prepared(lambda lots: Movement.objects.filter(kind=consumed, **{asked: lots}).values_list(here, there))


MADE, USED = "preparation__made_id", "lot_id"
PREPARED = {(here, there): _prepared(here, there) for here, there in ((MADE, USED), (USED, MADE))}


def _walk(start: Iterable[int], here: str, there: str) -> dict[int, set[int]]:
    start = set(start)
    walk = PREPARED[here, there]
    steps: dict[int, set[int]] = defaultdict(set)
    frontier, known = start, set(start)
    while frontier:
        for near, far in walk(lots=frontier):
            steps[near].add(far)
        frontier = {far for near in frontier for far in steps[near]} - known
        known |= frontier
    return {lot: _reach(lot, steps) for lot in start}


def _reach(lot: int, steps: dict[int, set[int]]) -> set[int]:
    reached, waiting = set(), [lot]
    while waiting:
        for far in steps.get(waiting.pop(), ()):
            if far not in reached:
                reached.add(far)
                waiting.append(far)
    return reached
