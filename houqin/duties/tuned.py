"""What a school made of a declared duty: its owner, its time of day, its ladder, from a day on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time

from houqin.duties.declaring import DutyKind
from houqin.duties.models import DutyTuning
from houqin.duties.schedules import Occasion, Window
from houqin.kernel.prepared import Prepared


@dataclass(frozen=True)
class Tuned:
    """`by` is None when the declared time holds."""

    owner: str
    ladder: list[list]
    by: time | None = None


TUNINGS = Prepared(lambda schools: DutyTuning.objects.filter(school__in=schools).order_by("valid_from", "pk"))


class Tunings:
    """The tunings of some schools. One query, when it is made."""

    def __init__(self, schools: Iterable):
        self._rows: dict[tuple[int, str], list[DutyTuning]] = {}
        for row in TUNINGS(schools=list(schools)):
            self._rows.setdefault((row.school_id, row.code), []).append(row)

    def rows(self, school_id: int) -> list[DutyTuning]:
        return [row for (school, _code), rows in self._rows.items() if school == school_id for row in rows]

    def in_force(self, school_id: int, code: str, on: date) -> DutyTuning | None:
        """The newest that holds on a day."""
        held = [row for row in self._rows.get((school_id, code), ()) if row.valid_from <= on]
        return held[-1] if held else None

    def tuned(self, kind: DutyKind, school_id: int, on: date) -> Tuned:
        return _applied(kind, self.in_force(school_id, kind.code, on))

    def occasions(self, kind: DutyKind, window: Window) -> Iterator[tuple[Occasion, Tuned]]:
        """The occasions of a window, each by the tuning that holds on its day."""
        school_id = window.school.pk
        rows = self._rows.get((school_id, kind.code), ())
        for row in (None, *rows):
            tuned = _applied(kind, row)
            for occasion in kind.schedule.occasions(window, by=tuned.by):
                if not rows or self.in_force(school_id, kind.code, occasion.on) == row:
                    yield occasion, tuned


def _applied(kind: DutyKind, row: DutyTuning | None) -> Tuned:
    if row is None:
        return Tuned(kind.owner.value, kind.ladder_as_written)
    return Tuned(row.owner or kind.owner.value, kind.ladder_as_written if row.ladder is None else row.ladder, row.by)
