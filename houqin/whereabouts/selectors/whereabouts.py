"""Who should be here, and where the others are. Rolls, meals, beds and evacuation all ask this one place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from houqin.kernel.prepared import Prepared
from houqin.people.models import Pupil, User
from houqin.tenancy.calendar import is_boarding_night
from houqin.whereabouts.models import Away, AwayKind, Leave

#: The states of DR-02 that are no row of `Away`.
LEAVE, LEFT = "leave", "left"


@dataclass(frozen=True)
class Whereabouts:
    """Why a pupil is not expected with the others. `kind` is a value of `AwayKind`, “leave”, or “left” for whoever is
    no longer enrolled.

    `confirmed_by` is the person who vouches for it, `is_vouched` says that this person is in office still (D-18);
    `until` may have passed: overdue is not back.
    """

    kind: str
    since: datetime
    until: datetime | None
    confirmed_by: User | None
    thing: Any
    is_vouched: bool = True

    @property
    def words(self) -> str:
        said = {LEAVE: _("On leave"), LEFT: _("No longer enrolled")}
        return said[self.kind] if self.kind in said else str(AwayKind(self.kind).label)

    @property
    def over_at(self) -> datetime | None:
        """When it ended; None while it lasts."""
        if self.kind == LEFT:
            return None
        return self.thing.returned_at if self.kind == LEAVE else self.thing.ended_at

    def is_overdue(self, at: datetime) -> bool:
        return self.until is not None and self.until < at

    def is_in_doubt(self, at: datetime) -> bool:
        """Nobody's word holds any more, so that it explains no empty bed: overdue, or who vouched is gone."""
        return self.is_overdue(at) or not self.is_vouched


def _some(rows: QuerySet, *, over: str, since) -> Q:
    """A pupil has some of these rows, which hold until the moment named `over`.

    Whether it has not come yet or only came later are two questions, each with its index: a plan that PostgreSQL keeps
    for both at once looks at everything the pupil ever came back from.
    """
    of_pupil = rows.filter(pupil=OuterRef("pk"))
    return Exists(of_pupil.filter(**{over: None})) | Exists(of_pupil.filter(**{f"{over}__gt": since}))


#: Who of some pupils is elsewhere at all: every roll that is sent asks it, and of most rooms nobody is.
ELSEWHERE_OF = Prepared(
    lambda pupils, on, since, at: (
        Pupil.objects.filter(pk__in=pupils)
        .filter(
            Q(left_on__lt=on)
            | _some(Leave.objects.out_between(since, at), over="returned_at", since=since)
            | _some(Away.objects.between(since, at), over="ended_at", since=since)
        )
        .order_by("pk")
        .values_list("pk", flat=True)
    )
)
LEFT_OF = Prepared(lambda pupils, on: Pupil.objects.filter(pk__in=pupils, left_on__lt=on).order_by("pk"))
OUT_OF = Prepared(
    lambda pupils, since, at: (
        Leave.objects.out_between(since, at)
        .filter(pupil__in=pupils)
        .select_related("pupil", "approved_by")
        .with_longer()
        .order_by("pk")
    )
)
AWAY_OF = Prepared(
    lambda pupils, on, since, at: (
        Away.objects.between(since, at)
        .filter(pupil__in=pupils)
        .vouched(on)
        .select_related("confirmed_by", "pupil", "space")
        .order_by("starts_at", "pk")
    )
)


def whereabouts(
    school, *, at: datetime, pupils: Iterable[int] | None = None, since: datetime | None = None
) -> dict[int, Whereabouts]:
    """Every pupil of the school who is known to be elsewhere at a moment, by pupil key. Four queries at most.

    With `since`, also who was elsewhere at some moment from then on, which only `over_at` says; of several absences
    that which lasts. Whoever is no longer enrolled is named only when `pupils` asks for them: a school remembers
    thousands.
    """
    since, today, found = min(since or at, at), school.localdate(at), {}
    if pupils is None:
        leaves = Leave.objects.of(school).out_between(since, at).with_longer()
        leaves = leaves.select_related("pupil", "approved_by").order_by("pk")
        aways = Away.objects.of(school).between(since, at).vouched(today).order_by("starts_at", "pk")
        aways = aways.select_related("confirmed_by", "pupil", "space")
    else:
        keys = ELSEWHERE_OF(pupils=sorted(set(pupils)), on=today, since=since, at=at)
        if not keys:
            return found
        found |= _no_longer_enrolled(school, keys, today)
        leaves, aways = OUT_OF(pupils=keys, since=since, at=at), AWAY_OF(pupils=keys, on=today, since=since, at=at)
    # Who approved a leave said nothing of the hours after its end: for those speaks who approved the later one.
    known = [
        Whereabouts(LEAVE, row.handed_over_at, row.until_at, (row.longer or row).approved_by, row) for row in leaves
    ]
    known += [
        Whereabouts(row.kind, row.starts_at, row.until_at, row.confirmed_by, row, row.is_vouched) for row in aways
    ]
    # What lasts comes last, and is what stays.
    known.sort(key=lambda one: one.over_at is None or one.over_at > at)
    return found | {one.thing.pupil_id: one for one in known}


def _no_longer_enrolled(school, keys: list[int], on: date) -> dict[int, Whereabouts]:
    rows = LEFT_OF(pupils=keys, on=on)
    return {one.pk: Whereabouts(LEFT, school.moment(one.left_on, datetime.min.time()), None, None, one) for one in rows}


def who_should_be_here(school, *, at: datetime, boarders_only: bool = False) -> list[Pupil]:
    """The enrolled pupils who are expected at school at a moment, by number: no one known to be elsewhere."""
    rows = Pupil.objects.of(school).enrolled(school.localdate(at))
    if boarders_only:
        rows = rows.filter(is_boarder=True)
    elsewhere = whereabouts(school, at=at)
    return [pupil for pupil in rows.order_by("number") if pupil.pk not in elsewhere]


def expected_heads(school, *, at: datetime, seen_at: datetime | None = None, boarders_only: bool = False) -> int:
    """How many pupils to expect at a moment. Four queries at most.

    A moment ahead is judged from `seen_at`, when that is given: whoever is elsewhere now is expected back when they
    said, and whoever has approved leave is expected to go.
    """
    rows = Pupil.objects.of(school).enrolled(school.localdate(at))
    if boarders_only:
        rows = rows.filter(is_boarder=True)
    known = whereabouts(school, at=min(at, seen_at or at))
    is_ahead = seen_at is not None and at > seen_at
    gone = {key for key, one in known.items() if not (is_ahead and one.is_overdue(at) and not one.is_overdue(seen_at))}
    if is_ahead:
        gone |= set(Leave.objects.of(school).promised_at(at).values_list("pupil", flat=True))
    return sum(1 for key in rows.values_list("pk", flat=True) if key not in gone)


def who_should_sleep_here(school, *, night: date, at: datetime) -> list[Pupil]:
    """The boarders expected in their beds in the night that begins on a day; nobody when it is no boarding night."""
    if not is_boarding_night(school, night):
        return []
    return who_should_be_here(school, at=at, boarders_only=True)
