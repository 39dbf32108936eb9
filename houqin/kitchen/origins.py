"""From a lot to what it was made from and into, any depth. One query for each step of preparation."""

from collections import defaultdict
from collections.abc import Iterable

from houqin.supply.models import Movement


def ingredients_of(lot_ids: Iterable[int]) -> dict[int, set[int]]:
    """Each lot → every lot that went into it by preparation, at any depth."""
    return _walk(lot_ids, "preparation__made_id", "lot_id")


def made_from(lot_ids: Iterable[int]) -> dict[int, set[int]]:
    """Each lot → every lot that was made from it, at any depth."""
    return _walk(lot_ids, "lot_id", "preparation__made_id")


def _walk(start: Iterable[int], here: str, there: str) -> dict[int, set[int]]:
    start = set(start)
    steps: dict[int, set[int]] = defaultdict(set)
    frontier, known = start, set(start)
    while frontier:
        used = Movement.objects.filter(kind=Movement.Kind.CONSUMED, **{f"{here.removesuffix('_id')}__in": frontier})
        for near, far in used.values_list(here, there):
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
