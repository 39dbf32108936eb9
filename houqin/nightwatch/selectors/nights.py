"""The rounds of a night, with what was passed, missed and odd. Read in one go, however many rounds there are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from houqin.nightwatch.models import Mark, Oddity, Round, RoutePoint


@dataclass
class Walked:
    """One round as it stands. `marks` stand, oldest first; `odd` are the oddities of each, by its key."""

    round: Round
    way: list[RoutePoint]
    marks: list[Mark] = field(default_factory=list)
    odd: dict[int, list[Oddity]] = field(default_factory=dict)

    @property
    def passed(self) -> dict[int, Mark]:
        """Point key → the mark that first passed it."""
        found: dict[int, Mark] = {}
        for mark in self.marks:
            if mark.point_id is not None:
                found.setdefault(mark.point_id, mark)
        return found

    @property
    def missed(self) -> list[RoutePoint]:
        passed = self.passed
        return [point for point in self.way if point.pk not in passed]

    @property
    def oddities(self) -> list[Oddity]:
        return [one for mark in self.marks for one in self.odd.get(mark.pk, ())]

    @property
    def suspicions(self) -> list[Oddity]:
        return [one for one in self.oddities if one.is_suspicious]

    def state(self, at: datetime) -> str:
        """One of the seven: done, missed when its time is over, late, due, waiting."""
        if self.round.completed_at is not None:
            return "done"
        if self.round.closes_at <= at:
            return "missed"
        if self.round.due_at <= at:
            return "late"
        return "due" if self.round.starts_at <= at else "waiting"


def walked(rounds: Iterable[Round]) -> list[Walked]:
    """These rounds with their points, marks and oddities. Three queries. Rounds have route, version, school loaded."""
    rounds = list(rounds)
    way: dict[int, list[RoutePoint]] = defaultdict(list)
    points = RoutePoint.objects.filter(version__in={one.version_id for one in rounds}).select_related("space")
    for point in points.order_by("version", "number"):
        way[point.version_id].append(point)
    marks: dict[int, list[Mark]] = defaultdict(list)
    found = Mark.objects.filter(round__in=rounds).standing().select_related("space", "by", "school")
    for mark in found.order_by("happened_at", "pk"):
        marks[mark.round_id].append(mark)
    odd: dict[int, list[Oddity]] = defaultdict(list)
    kept = [mark.pk for some in marks.values() for mark in some]
    for one in Oddity.objects.filter(mark__in=kept).select_related("other__space").order_by("pk"):
        odd[one.mark_id].append(one)
    return [Walked(one, way[one.version_id], marks[one.pk], odd) for one in rounds]


def rounds_of(school, night: date) -> list[Walked]:
    """The rounds that belong to a night, in order. Four queries."""
    rows = Round.objects.of(school).filter(on=night).select_related("route", "version", "school__bureau")
    return walked(rows.order_by("starts_at", "pk"))
