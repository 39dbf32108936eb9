"""A building on one night: its rooms, who sleeps where, what is known of them, and what was said."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import FilteredRelation, Q

from houqin.dormitory.bells import Bells, bells
from houqin.dormitory.merging import Bedside, merged
from houqin.dormitory.models import (
    EXPLAINED,
    NOT_HERE,
    WORDS,
    Bed,
    BedStay,
    DormRoom,
    Mark,
    Roll,
    RollKind,
    RoomCount,
    Said,
    Search,
)
from houqin.dormitory.models.beds import stays_on
from houqin.kernel.prepared import Prepared
from houqin.people.models import Pupil
from houqin.tenancy.calendar import night_of
from houqin.tenancy.models import Building
from houqin.whereabouts.selectors import Whereabouts, whereabouts

#: Which beds and who sleeps in them; one query each, composed once: a roll is sent by many phones at the same minute.
BEDS = Prepared(
    lambda building: (
        Bed.objects.filter(room__space__building=building, closed_on=None, room__space__closed_on=None)
        .select_related("room__space")
        .order_by("room__floor", "room__space__code", "number", "pk")
    )
)
STAYS = Prepared(
    lambda building, night: (
        BedStay.objects.on(night).filter(bed__room__space__building=building).select_related("pupil").order_by("pk")
    )
)
#: The same for a verb, which needs keys and no rows: the beds in use, and a closed one in which somebody sleeps.
BED_KEYS = Prepared(
    lambda building, night: (
        Bed.objects.filter(room__space__building=building)
        .alias(tonight=FilteredRelation("stays", condition=stays_on(night, "stays__")))
        .filter(Q(closed_on=None, room__space__closed_on=None) | Q(tonight__isnull=False))
        .order_by("pk")
        .values_list("pk", "room", "room__space__name", "tonight__pupil")
    )
)


class BedKeys(NamedTuple):
    bed: int
    room: int
    room_name: str
    pupil: int | None


def bed_keys(building: Building, night: date) -> list[BedKeys]:
    """Each bed in which somebody may sleep in this night, and who does. One query."""
    return [BedKeys(*row) for row in BED_KEYS(building=building, night=night)]


def _beds(building: Building, sleepers: Iterable[int]) -> list[Bed]:
    beds = list(BEDS(building=building))
    if lost := set(sleepers) - {bed.pk for bed in beds}:
        beds += Bed.objects.filter(pk__in=lost).select_related("room__space").order_by("room", "number")
    return beds


MARKS = Prepared(lambda roll: Mark.objects.filter(roll=roll).select_related("by", "confirmed_by").order_by("pk"))
COUNTS = Prepared(lambda roll: RoomCount.objects.filter(roll=roll).select_related("by").order_by("happened_at", "pk"))
#: By school: whoever is searched for may have got a bed in another building. A school searches for nobody, or for few.
SEARCHES = Prepared(lambda school: Search.objects.filter(school=school, found_at=None).order_by("missing_since", "pk"))


@dataclass
class Tile:
    """One bed as the roll shows it at a moment. `pupil` is None when nobody is assigned; `elsewhere` what the school
    knows. Of a roll that was closed only what was said counts.
    """

    bed: Bed
    pupil: Pupil | None
    elsewhere: Whereabouts | None
    bedside: Bedside
    at: datetime
    search: Search | None = None
    is_closed: bool = False

    @property
    def said(self) -> str | None:
        """What stands of the bed. Who was said to be elsewhere and no longer is has to be looked at again."""
        return Said.LOOK.value if not self.is_closed and self._has_run_out else self.bedside.said

    @property
    def _has_run_out(self) -> bool:
        said, known = self.bedside.said, self.elsewhere
        if said not in NOT_HERE:
            return False
        if known is not None and known.is_overdue(self.at):
            return known.until >= self.bedside.standing[0].happened_at
        return known is None or known.kind != said or not known.is_vouched

    @property
    def _is_known_since(self) -> bool:
        """After what stands of the bed was said, the school learned where the child is."""
        return self.elsewhere is not None and self.elsewhere.since >= self.bedside.standing[0].happened_at

    @property
    def is_in_doubt(self) -> bool:
        """Said to be elsewhere once, by a word that no longer holds."""
        return self.elsewhere is not None and self.elsewhere.is_in_doubt(self.at)

    @property
    def assumed(self) -> str:
        """What no tap means: what is known, or in bed; nothing when somebody must look.

        Whoever is searched for is found by a word of their own, never by silence; and neither who is overdue nor for
        whom nobody in office vouches is elsewhere.
        """
        if self.search or self.is_in_doubt or (self.said in (Said.MISSING, Said.LOOK) and not self._is_known_since):
            return ""
        known = self.elsewhere.kind if self.elsewhere else Said.PRESENT.value
        # Somebody who left the school and kept the bed is nowhere we know of.
        return known if known in WORDS else ""

    @property
    def is_open(self) -> bool:
        return self.pupil is not None and self.said not in EXPLAINED


@dataclass
class RoomSheet:
    room: DormRoom
    tiles: list[Tile]
    counts: list[RoomCount] = field(default_factory=list)
    #: What other apps say of the room, such as its head.
    beside: str = ""

    @property
    def people(self) -> list[Tile]:
        return [tile for tile in self.tiles if tile.pupil]

    @property
    def is_counted(self) -> bool:
        """Nobody has to count a room in which nobody sleeps."""
        return bool(self.counts) or not self.people


@dataclass
class Sheet:
    building: Building
    night: date
    kind: str
    bells: Bells
    rooms: list[RoomSheet]
    roll: Roll | None

    @property
    def title(self) -> str:
        return f"{RollKind(self.kind).label} {self.building}"

    @property
    def tiles(self) -> list[Tile]:
        return [tile for room in self.rooms for tile in room.tiles]

    def number(self, *said: str) -> int:
        return sum(tile.said in said for tile in self.tiles if tile.pupil)

    @property
    def expected(self) -> int:
        return sum(tile.pupil is not None for tile in self.tiles)


def sheet(building: Building, *, night: date, kind: str, at: datetime) -> Sheet:
    """Everything a roll's page and its closing gate ask for. Eight queries, whatever the number of beds."""
    school = building.school
    roll = Roll.objects.filter(building=building, night=night, kind=kind).select_related("closed_by").first()
    return load_sheet(building, night=night, kind=kind, roll=roll, bells=bells(school, night), at=at)


def load_sheet(building: Building, *, night: date, kind: str, roll: Roll | None, bells: Bells, at: datetime) -> Sheet:
    stays = {stay.bed_id: stay.pupil for stay in STAYS(building=building, night=night)}
    elsewhere = whereabouts(building.school, at=at, pupils=[pupil.pk for pupil in stays.values()])
    said, counts = words_of(roll), defaultdict(list)
    if roll:
        for count in COUNTS(roll=roll):
            counts[count.room_id].append(count)
    searches = {search.pupil_id: search for search in SEARCHES(school=building.school_id)}
    is_closed = roll is not None and roll.closed_at is not None
    rooms: dict[int, RoomSheet] = {}
    for bed in _beds(building, stays):
        pupil = stays.get(bed.pk)
        key = pupil.pk if pupil else None
        tile = Tile(
            bed, pupil, elsewhere.get(key), merged(said.get(bed.pk, ()), pupil_id=key), at, searches.get(key), is_closed
        )
        if bed.room_id not in rooms:
            rooms[bed.room_id] = RoomSheet(bed.room, [], counts.get(bed.room_id, []))
        rooms[bed.room_id].tiles.append(tile)
    return Sheet(building, night, kind, bells, list(rooms.values()), roll)


def words_of(roll: Roll | None) -> dict[int, list[Mark]]:
    """The marks of a roll by bed. One query, none without a roll."""
    said: dict[int, list[Mark]] = defaultdict(list)
    if roll:
        for mark in MARKS(roll=roll):
            said[mark.bed_id].append(mark)
    return said


def kind_now(bells: Bells, at: datetime) -> str:
    """After the bell it is the recount."""
    return RollKind.RECOUNT if at >= bells.lights_out else RollKind.EVENING


@dataclass(frozen=True)
class BuildingTonight:
    building: Building
    people: int
    rolls: dict[str, Roll]

    @property
    def counts(self) -> list[tuple[RollKind, Roll | None]]:
        return [(kind, self.rolls.get(kind)) for kind in RollKind]


def tonight(school, *, at: datetime) -> tuple[date, list[BuildingTonight]]:
    """The buildings in which somebody sleeps in this night, each with its rolls. Three queries."""
    night = night_of(school, at)
    people: dict[int, int] = defaultdict(int)
    for key in BedStay.objects.of(school).on(night).values_list("bed__room__space__building", flat=True):
        people[key] += 1
    rolls: dict[int, dict[str, Roll]] = defaultdict(dict)
    for roll in Roll.objects.of(school).filter(night=night):
        rolls[roll.building_id][roll.kind] = roll
    buildings = Building.objects.of(school).filter(pk__in=people).order_by("name")
    return night, [BuildingTonight(one, people[one.pk], rolls[one.pk]) for one in buildings]


def open_searches(school) -> Iterable[Search]:
    rows = Search.objects.of(school).filter(found_at=None)
    return rows.select_related("pupil", "bed__room__space").order_by("missing_since", "pk")
