"""Who is where now, for the board and for a class."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from houqin.people.models import Pupil, SchoolClass
from houqin.whereabouts.models import AwayKind, Leave
from houqin.whereabouts.selectors.classes import classes_of
from houqin.whereabouts.selectors.whereabouts import LEAVE, Whereabouts, whereabouts


@dataclass(frozen=True)
class Elsewhere:
    pupil: Pupil
    school_class: SchoolClass | None
    known: Whereabouts
    is_overdue: bool

    @property
    def where(self) -> str:
        """The room, hospital or activity; for leave, who took the child."""
        thing: Any = self.known.thing
        return thing.taken_by if self.known.kind == LEAVE else thing.where


@dataclass(frozen=True)
class Board:
    """`asked` are open leaves that nobody went on yet."""

    elsewhere: list[Elsewhere]
    asked: list[Leave]
    classes: dict[int, SchoolClass]

    def of(self, *kinds: str) -> list[Elsewhere]:
        return [one for one in self.elsewhere if one.known.kind in kinds]

    @property
    def overdue(self) -> list[Elsewhere]:
        return [one for one in self.elsewhere if one.is_overdue]


def board(school, *, at: datetime) -> Board:
    """Overdue first, then by when they are expected; nobody who has left the school meanwhile. Four queries."""
    today = school.localdate(at)
    known = {key: one for key, one in whereabouts(school, at=at).items() if not one.thing.pupil.has_left(today)}
    asked = Leave.objects.of(school).asked().select_related("pupil").order_by("starts_at", "pk")
    asked = [leave for leave in asked if not leave.pupil.has_left(today)]
    keys = {*known, *(leave.pupil_id for leave in asked)}
    classes = classes_of(keys, on=today)
    rows = [
        Elsewhere(one.thing.pupil, classes.get(key), one, one.is_overdue(at)) for key, one in known.items()
    ]  # fmt: skip
    rows.sort(key=lambda one: (not one.is_overdue, one.known.until or one.known.since, one.pupil.number))
    return Board(rows, asked, classes)


GOING_OUT = (AwayKind.ACTIVITY.value, AwayKind.VISIT.value)
