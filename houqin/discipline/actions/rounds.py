"""Go from door to door after the bell: quiet unless somebody says otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from houqin.discipline import events
from houqin.discipline.gates.moments import has_happened
from houqin.discipline.gates.rounds import may_make_round
from houqin.discipline.kinds import kinds
from houqin.discipline.models import AfterBellRound, RoomHeard
from houqin.discipline.permissions import MAKE_ROUNDS
from houqin.discipline.selectors.rounds import bells, rooms_lived_in
from houqin.dormitory.models import DormRoom
from houqin.duties.actions import answer_about
from houqin.journal.actions import record
from houqin.journal.arrivals import pressed_at
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.transactions import lock
from houqin.tenancy.calendar import is_boarding_night, night_of
from houqin.tenancy.gates import belongs_to
from houqin.tenancy.models import Building


@dataclass(frozen=True)
class DoorHeard:
    """One door: `heard` is a code of data/kinds.toml, empty when all was quiet."""

    room: DormRoom
    heard: str = ""
    note: str = ""

    @property
    def is_loud(self) -> bool:
        return bool(self.heard) and not kinds("heard")[self.heard].excused


@transaction.atomic
def make_round(
    *, building: Building, doors: Iterable[DoorHeard], happened_at: datetime | None = None, note: str = "", actor,
    at: datetime,
) -> AfterBellRound:  # fmt: skip
    """Write down what was heard at each door of a building; its night is that of `happened_at`.

    A second round of the same night is a row of its own, and its word on a door is the newer one. Raises Refused: see
    may_make_round.
    """
    school = building.school
    authorise(actor, MAKE_ROUNDS, school=school, at=at)
    [building] = lock(Building.objects.filter(pk=building.pk).select_related("school"))
    happened_at, doors = happened_at or at, list(doors)
    night = night_of(school, happened_at)
    first = min(bells(school, night, [door.room.section for door in doors]).values(), default=happened_at)
    require(
        has_happened(happened_at, at=at),
        belongs_to(school, *(door.room for door in doors)),
        may_make_round(
            building, doors, is_boarding_night=is_boarding_night(school, night), lights_out=first,
            happened_at=happened_at,
        ),
    )  # fmt: skip
    loud = sum(door.is_loud for door in doors)
    made = AfterBellRound.objects.create(
        school=school, building=building, night=night, happened_at=happened_at, received_at=at,
        pressed_at=pressed_at(), by=actor, rooms=len(doors), loud=loud, note=note.strip()[:200],
        of_rooms=rooms_lived_in(school, night).filter(space__building=building).count(),
    )  # fmt: skip
    RoomHeard.objects.bulk_create(
        RoomHeard(school=school, round=made, room=door.room, heard=door.heard, note=door.note.strip()[:200])
        for door in doors
    )
    record(
        events.ROUND_MADE, made, about=[building], actor=actor, at=at, happened_at=happened_at,
        building=building.name, night=night, rooms=len(doors), loud=loud,
    )  # fmt: skip
    answer_about(building, at=at)
    return made
