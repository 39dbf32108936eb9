"""Who could sleep where: a proposal that people look at before it counts. Pure: no database, no clock, no chance.

What it wants, the first before the second:

1. everybody has a bed, behind the gender wall and in a room of their section, never beyond the standard;
2. whoever needs the ground floor sleeps there;
3. as few rooms as possible hold more than one class, and a class lies in rooms that follow each other;
4. children of one guardian lie in one room where classes allow it, else in rooms as near as they come.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

GROUND = 1


@dataclass(frozen=True)
class Sleeper:
    """A pupil without a bed. `class_key` orders classes; `kin` are the telephones of the guardians."""

    key: int
    gender: str
    section: str
    class_key: tuple
    number: str = ""
    kin: frozenset[str] = frozenset()
    needs_ground: bool = False


@dataclass(frozen=True)
class FreeRoom:
    """A room with beds to give, the lowest number first and no more than its standard allows.

    `place` orders rooms as somebody walks them: building, floor, door. `classes` and `kin` are of those in it already.
    """

    key: int
    place: tuple
    floor: int
    gender: str
    section: str
    beds: tuple[int, ...]
    classes: frozenset = frozenset()
    kin: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Proposal:
    """`beds`: sleeper → bed; `rooms`: room → its new sleepers; `left` found no bed; `upstairs` need the ground floor
    and are not on it."""

    beds: dict[int, int]
    rooms: dict[int, list[int]]
    left: list[int]
    upstairs: list[int]
    mixed: list[int]


@dataclass
class _Filling:
    """A room while it fills."""

    room: FreeRoom
    inside: list[Sleeper] = field(default_factory=list)

    @property
    def free(self) -> int:
        return len(self.room.beds) - len(self.inside)

    @property
    def classes(self) -> set:
        return self.room.classes | {one.class_key for one in self.inside}

    @property
    def kin(self) -> set[str]:
        return self.room.kin.union(*(one.kin for one in self.inside))

    def take(self, sleepers: list[Sleeper]) -> list[Sleeper]:
        """As many as fit; returns those who do not."""
        fit = self.free
        self.inside += sleepers[:fit]
        return sleepers[fit:]


def propose(sleepers: Iterable[Sleeper], rooms: Iterable[FreeRoom]) -> Proposal:
    """The same sleepers and rooms give the same proposal, in whatever order they come."""
    kinds: dict[tuple, list[Sleeper]] = defaultdict(list)
    for one in sorted(sleepers, key=lambda one: (one.class_key, one.number, one.key)):
        kinds[one.gender, one.section].append(one)
    walked = sorted(rooms, key=lambda room: (room.place, room.key))
    filled: list[_Filling] = []
    left: list[Sleeper] = []
    for (gender, section), group in sorted(kinds.items()):
        fitting = [room for room in walked if (room.gender, room.section) == (gender, section) and room.beds]
        done, over = _best(group, fitting)
        filled += done
        left += over
    return _told(filled, left)


def _best(group: list[Sleeper], rooms: list[FreeRoom]) -> tuple[list[_Filling], list[Sleeper]]:
    """Try it with every number of classes whose last, half-empty room is theirs alone; keep the best."""
    classes = list(dict.fromkeys(one.class_key for one in group))
    sizes = Counter(one.class_key for one in group)
    alone_first = sorted(classes, key=lambda key: (-sizes[key], key))
    best = None
    for many in range(len(classes), -1, -1):
        done, over = _laid(group, rooms, alone=set(alone_first[:many]))
        cost = (len(over), sum(len(one.classes) > 1 for one in done), _split(done))
        if best is None or cost < best[0]:
            best = cost, done, over
        if cost[:2] == (0, 0):
            break
    return best[1:] if best else ([], list(group))


def _split(done: list[_Filling]) -> int:
    """Into how many rooms the classes lie, all together."""
    return sum(len(one.classes) for one in done)


def _laid(group: list[Sleeper], rooms: list[FreeRoom], *, alone: set) -> tuple[list[_Filling], list[Sleeper]]:
    fillings = [_Filling(room) for room in rooms]
    waiting: dict[tuple, list[Sleeper]] = defaultdict(list)
    for one in _down_first(group, fillings):
        waiting[one.class_key].append(one)
    rest: list[list[Sleeper]] = []
    for key, members in waiting.items():
        over = _with_their_own(_kin_last(members, group), key, fillings)
        for one in [one for one in fillings if not one.classes]:
            if not over or (len(over) < one.free and key not in alone):
                break
            over = one.take(over)
        if over:
            rest.append(over)
    over = _packed(rest, fillings)
    return [one for one in fillings if one.inside], over


def _down_first(group: list[Sleeper], fillings: list[_Filling]) -> list[Sleeper]:
    """Whoever needs the ground floor gets it first, beside their class where that is; returns all others."""
    others = [one for one in group if not one.needs_ground]
    for one in [one for one in group if one.needs_ground]:
        below = [room for room in fillings if room.room.floor == GROUND and room.free]
        if not below:
            others.insert(0, one)
            continue
        min(below, key=lambda room: _strangeness(room, one)).take([one])
    return others


def _strangeness(room: _Filling, one: Sleeper) -> int:
    """0 among their own class, 1 in an empty room, 2 beside a brother or sister, 3 among others."""
    if one.class_key in room.classes:
        return 0
    if not room.classes:
        return 1
    return 2 if one.kin & room.kin else 3


def _kin_last(members: list[Sleeper], group: list[Sleeper]) -> list[Sleeper]:
    """Twins side by side; those with brothers or sisters in other classes last: they are the ones who share rooms."""
    elsewhere = Counter(phone for one in group if one.class_key != members[0].class_key for phone in one.kin)
    twins = Counter(phone for one in members for phone in one.kin)

    def order(one: Sleeper):
        near = min((phone for phone in one.kin if twins[phone] > 1), default="~")
        return (any(phone in elsewhere for phone in one.kin), near, one.number, one.key)

    return sorted(members, key=order)


def _with_their_own(members: list[Sleeper], key: tuple, fillings: list[_Filling]) -> list[Sleeper]:
    """Beds in rooms where this class, and nobody else, sleeps already."""
    for one in fillings:
        if one.classes == {key} and one.free and members:
            members = one.take(members)
    return members


def _packed(rest: list[list[Sleeper]], fillings: list[_Filling]) -> list[Sleeper]:
    """The ends of classes, the largest first, into as few shared rooms as possible. Returns who found nothing."""
    over: list[Sleeper] = []
    for members in sorted(rest, key=lambda part: (-len(part), part[0].class_key)):
        while members:
            open_rooms = [one for one in fillings if one.free]
            if not open_rooms:
                over += members
                break
            members = min(open_rooms, key=lambda one: _cost(one, members)).take(members)
    return over


def _cost(one: _Filling, members: list[Sleeper]) -> tuple:
    """The room that costs least: all of it fits, no room becomes mixed anew, kin is there, few beds stay empty."""
    classes = one.classes
    their_kin = frozenset().union(*(member.kin for member in members))
    grows_mixed = bool(classes) and len(classes | {members[0].class_key}) == 2
    return (one.free < len(members), grows_mixed, not their_kin & one.kin, abs(one.free - len(members)),
            one.room.place, one.room.key)  # fmt: skip


def _told(filled: Sequence[_Filling], left: list[Sleeper]) -> Proposal:
    beds, upstairs = {}, [one.key for one in left if one.needs_ground]
    for one in filled:
        for bed, sleeper in zip(one.room.beds, one.inside, strict=False):
            beds[sleeper.key] = bed
            if sleeper.needs_ground and one.room.floor != GROUND:
                upstairs.append(sleeper.key)
    ordered = sorted(filled, key=lambda one: (one.room.place, one.room.key))
    return Proposal(
        beds, {one.room.key: [sleeper.key for sleeper in one.inside] for one in ordered},
        [one.key for one in left], upstairs, [one.room.key for one in ordered if len(one.classes) > 1],
    )  # fmt: skip
