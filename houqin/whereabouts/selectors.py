"""Who should be here, and where the others are. Rolls, meals, beds and evacuation all ask this one place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from houqin.people.models import Pupil, User
from houqin.tenancy.calendar import is_boarding_night
from houqin.whereabouts.models import Away, AwayKind

#: The states of DR-02 that are no row of `Away`.
LEAVE, LEFT = "leave", "left"


@dataclass(frozen=True)
class Whereabouts:
    """Why a pupil is not expected with the others. `kind` is a value of `AwayKind`, “leave”, or “left” for whoever is
    no longer enrolled.

    `confirmed_by` is the person who vouches for it; `until` may have passed: overdue is not back.
    """

    kind: str
    since: datetime
    until: datetime | None
    confirmed_by: User | None
    thing: Any

    @property
    def words(self) -> str:
        said = {LEAVE: _("On leave"), LEFT: _("No longer enrolled")}
        return said[self.kind] if self.kind in said else str(AwayKind(self.kind).label)

    def is_overdue(self, at: datetime) -> bool:
        return self.until is not None and self.until < at


def whereabouts(school, *, at: datetime, pupils: Iterable[int] | None = None) -> dict[int, Whereabouts]:
    """Every pupil of the school who is known to be elsewhere at a moment, by pupil key. A fixed number of queries.

    Whoever is no longer enrolled is named only when `pupils` asks for them: a school remembers thousands.
    """
    keys = None if pupils is None else set(pupils)
    found = {}
    if keys is not None:
        found |= _no_longer_enrolled(school, keys, school.localdate(at))
    rows = Away.objects.of(school).at(at)
    if keys is not None:
        rows = rows.filter(pupil__in=keys)
    for row in rows.select_related("confirmed_by", "pupil", "space").order_by("starts_at", "pk"):
        found[row.pupil_id] = Whereabouts(row.kind, row.starts_at, row.until_at, row.confirmed_by, row)
    return found


def _no_longer_enrolled(school, keys: set[int], on: date) -> dict[int, Whereabouts]:
    rows = Pupil.objects.of(school).filter(pk__in=keys, left_on__lt=on)
    return {one.pk: Whereabouts(LEFT, school.moment(one.left_on, datetime.min.time()), None, None, one) for one in rows}


def who_should_be_here(school, *, at: datetime, boarders_only: bool = False) -> list[Pupil]:
    """The enrolled pupils who are expected at school at a moment, by number: no one known to be elsewhere."""
    rows = Pupil.objects.of(school).enrolled(school.localdate(at))
    if boarders_only:
        rows = rows.filter(is_boarder=True)
    elsewhere = whereabouts(school, at=at)
    return [pupil for pupil in rows.order_by("number") if pupil.pk not in elsewhere]


def who_should_sleep_here(school, *, night: date, at: datetime) -> list[Pupil]:
    """The boarders expected in their beds in the night that begins on a day; nobody when it is no boarding night."""
    if not is_boarding_night(school, night):
        return []
    return who_should_be_here(school, at=at, boarders_only=True)
