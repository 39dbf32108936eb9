"""How rooms do: views over what was seen, never a stored total (CL-05)."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, Q

from houqin.dormitory.models import DormRoom
from houqin.roomlife.inspection_items import INSPECTION_ITEMS
from houqin.roomlife.models import Finding, Inspection
from houqin.roomlife.selectors.heads import by_door, stays_in_use

TENTH = Decimal("0.1")


@dataclass
class Rating:
    """One room over some days: its mean score, what was found most, the first day of a danger.

    `scores` has one for each day on which it was seen, that of the first look.
    """

    room: DormRoom
    scores: list[int] = field(default_factory=list)
    found: Counter = field(default_factory=Counter)
    danger_on: date | None = None
    last_on: date | None = None

    @property
    def score(self) -> Decimal | None:
        """0 to 100, one place; None when nobody looked."""
        if not self.scores:
            return None
        return (Decimal(sum(self.scores)) / len(self.scores)).quantize(TENTH, ROUND_HALF_UP)

    @property
    def needs(self) -> list[str]:
        """What was out of order most often, at most three, in the reader's language."""
        return [str(INSPECTION_ITEMS.get(code, code)) for code, _number in self.found.most_common(3)]


def week_of(on: date) -> tuple[date, date]:
    monday = on - timedelta(days=on.weekday())
    return monday, monday + timedelta(days=6)


def month_of(on: date) -> tuple[date, date]:
    first = on.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def ratings(school, first: date, last: date, *, rooms=None) -> dict[int, Rating]:
    """The rating of every room (or of these) over some days, by the room's key, in the order of the rooms.

    Every room is each that was looked at in these days, whoever sleeps there since, and each in use on their last
    night. A day counts with the first look at the room, whenever that came in: who looks until it suits lifts nothing.
    What was found at any look is shown, and a danger is one whenever it was seen.
    Three queries, whatever their number.
    """
    seen = Inspection.objects.of(school).standing().filter(on__range=(first, last))
    if rooms is None:
        lodged = stays_in_use(last).of(school).values("bed__room")
        rooms = by_door(DormRoom.objects.of(school).filter(Q(pk__in=lodged) | Q(pk__in=seen.values("room"))))
    found = {room.pk: Rating(room) for room in rooms}
    seen = seen.filter(room__in=found)
    looks = seen.scored().order_by("on", "happened_at", "pk").values_list("room", "on", "score")
    for room, on, score in looks:
        if found[room].last_on != on:
            found[room].scores.append(max(score, 0))
            found[room].last_on = on
    findings = Finding.objects.filter(inspection__in=seen).order_by("inspection__on", "pk")
    for room, on, item, is_danger in findings.values_list("inspection__room", "inspection__on", "item", "is_danger"):
        found[room].found[item] += 1
        if is_danger and not found[room].danger_on:
            found[room].danger_on = on
    return found


def days_looked(school, first: date, last: date) -> dict[int, int]:
    """On how many of these days some room of a building was looked at, by the building's key. One query."""
    rows = Inspection.objects.of(school).filter(on__range=(first, last)).values_list("room__space__building")
    return dict(rows.annotate(days=Count("on", distinct=True)).order_by())


def ranking(rated: dict[int, Rating], *, least: int) -> list[Rating]:
    """Rooms that were seen, best first; who had a danger or stays below `least` comes after all others."""
    seen = [one for one in rated.values() if one.score is not None]
    return sorted(seen, key=lambda one: (bool(one.danger_on) or one.score < least, -one.score))
