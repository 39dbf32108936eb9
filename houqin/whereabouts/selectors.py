"""Who should be here, and where the others are. Rolls, meals, beds and evacuation all ask this one place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from houqin.people.models import Pupil, User
from houqin.whereabouts.models import Away


@dataclass(frozen=True)
class Whereabouts:
    """Why a pupil is not expected with the others. `kind` is a value of `AwayKind`, or “leave”.

    `confirmed_by` is the person who vouches for it; `until` may have passed: overdue is not back.
    """

    kind: str
    since: datetime
    until: datetime | None
    confirmed_by: User | None
    thing: Any

    @property
    def words(self) -> str:
        return str(self.thing.get_kind_display())


def whereabouts(school, *, at: datetime, pupils: Iterable[int] | None = None) -> dict[int, Whereabouts]:
    """Every pupil of the school who is known to be elsewhere at a moment, by pupil key. A fixed number of queries."""
    rows = Away.objects.of(school).at(at)
    if pupils is not None:
        rows = rows.filter(pupil__in=pupils)
    return {
        row.pupil_id: Whereabouts(row.kind, row.starts_at, row.until_at, row.confirmed_by, row)
        for row in rows.select_related("confirmed_by").order_by("starts_at", "pk")
    }


def who_should_be_here(school, *, at: datetime, boarders_only: bool = False) -> list[Pupil]:
    """The enrolled pupils who are expected at school at a moment, by number: no one known to be elsewhere."""
    rows = Pupil.objects.of(school).enrolled(school.localdate(at))
    if boarders_only:
        rows = rows.filter(is_boarder=True)
    elsewhere = whereabouts(school, at=at)
    return [pupil for pupil in rows.order_by("number") if pupil.pk not in elsewhere]
