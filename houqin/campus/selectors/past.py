"""How a piece was at a moment of the past: the journal keeps what its row has overwritten since."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from houqin.campus import events
from houqin.campus.models import Equipment
from houqin.campus.selectors.pieces import Standing, standing_of, with_standing
from houqin.journal.models import Entry
from houqin.tenancy.models import Space
from houqin.tenancy.parameters import parameters_of


class Past:
    """Every move, stop and return of a school's pieces. Two queries, the second only where something was moved."""

    def __init__(self, school):
        self._entries: dict[int, list[Entry]] = defaultdict(list)
        self._left: dict[int, int] = {}
        kinds = [kind.code for kind in (events.MOVED, events.STOPPED, events.PUT_BACK)]
        for entry in Entry.objects.of_chain(school.pk).filter(kind__in=kinds).order_by("sequence"):
            (_kind, piece), (_kind, space) = json.loads(entry.about)[:2]
            self._entries[piece].append(entry)
            if entry.kind == events.MOVED.code:
                self._left[entry.pk] = space
        spaces = Space.objects.filter(pk__in=set(self._left.values())).select_related("building")
        self._buildings = {space.pk: str(space.building) for space in spaces}

    def where(self, piece: Equipment, at: datetime) -> str:
        """The building, the place and the spot then. Needs the building of its present place loaded."""
        moved = next(self._after(piece, at, events.MOVED), None)
        if moved is None:
            return f"{piece.space.building} {piece.where}"
        return f"{self._buildings.get(self._left[moved.pk], '')} {moved.revived_facts['before']}".strip()

    def as_it_was(self, piece: Equipment, at: datetime) -> Equipment:
        """The same row, not to be saved, as stopped and as scrapped as it was then."""
        changed = next(self._after(piece, at, events.STOPPED, events.PUT_BACK), None)
        if changed and changed.kind == events.STOPPED.code:
            piece.stopped_at, piece.stopped_reason = None, ""
        elif changed:
            before = [one for one in self._entries[piece.pk] if one.at < at and one.kind == events.STOPPED.code]
            piece.stopped_at = before[-1].at if before else at
            piece.stopped_reason = before[-1].revived_facts["why"] if before else ""
        if piece.scrapped_at and piece.scrapped_at >= at:
            piece.scrapped_at, piece.scrapped_reason = None, ""
        return piece

    def _after(self, piece: Equipment, at: datetime, *kinds) -> Iterator[Entry]:
        codes = {kind.code for kind in kinds}
        return (one for one in self._entries[piece.pk] if one.at >= at and one.kind in codes)


def standings_then(school, rows, *, on: date) -> list[tuple[Standing, str]]:
    """How these pieces of one school stood at the end of a day, and where, by their places. Five queries."""
    numbers, past = parameters_of(school, on=on), Past(school)
    until = school.moment(on + timedelta(days=1), time.min)
    rows = with_standing(rows, on=on, until=until).select_related("space__building")
    found = [(standing_of(past.as_it_was(piece, until), numbers, on=on), past.where(piece, until)) for piece in rows]
    return sorted(found, key=lambda one: (one[1], one[0].piece.code))
