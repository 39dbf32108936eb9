"""Who should be at the assembly point, and who was seen there."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.db.models import Q

from houqin.dormitory.bells import bells
from houqin.dormitory.models import BedStay, Emergency, HeadMark, HeadSaid
from houqin.people.models import Enrolment, Pupil
from houqin.tenancy.calendar import night_of
from houqin.whereabouts.selectors import who_should_be_here

#: Children are in their classes from this hour on; before, and from evening study on, in their rooms.
IN_CLASS_FROM_HOUR = 7


@dataclass(frozen=True)
class Expected:
    """`group` is a room or a class, `place` its place in the order."""

    pupil: Pupil
    group: str
    place: int


def is_by_room(school, *, at: datetime) -> bool:
    """Counted where they sleep once the night's roll may be taken, until the morning. One query."""
    night = night_of(school, at)
    morning = school.moment(night + timedelta(days=1), time(IN_CLASS_FROM_HOUR))
    return bells(school, night).opens_at <= at < morning


def expected_now(school, *, at: datetime, by_room: bool) -> list[Expected]:
    """Who should be here, in groups: those of the rooms at night, all pupils by class in the day. Five queries."""
    here = {pupil.pk: pupil for pupil in who_should_be_here(school, at=at)}
    if by_room:
        stays = BedStay.objects.of(school).on(night_of(school, at)).filter(pupil__in=here)
        rows = stays.select_related("bed__room__space__building").order_by(
            "bed__room__space__building__name", "bed__room__floor", "bed__room__space__code", "bed__number"
        )
        named = [(row.pupil_id, f"{row.bed.room.space.building.name} {row.bed.room}") for row in rows]
    else:
        on = school.localdate(at)
        places = Enrolment.objects.of(school).filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)
        rows = places.filter(pupil__in=here).select_related("school_class")
        rows = rows.order_by("school_class__grade", "school_class__number", "pupil__number")
        named = [(row.pupil_id, str(row.school_class)) for row in rows]
    order: dict[str, int] = {}
    for _key, group in named:
        order.setdefault(group, len(order) + 1)
    return [Expected(here[key], group, order[group]) for key, group in dict(named).items()]


@dataclass
class Group:
    name: str
    place: int
    people: list[tuple[Pupil, HeadMark | None]] = field(default_factory=list)

    def number(self, said: str | None) -> int:
        return sum((mark.said if mark else None) == said for _pupil, mark in self.people)

    @property
    def safe(self) -> int:
        return self.number(HeadSaid.SAFE)

    @property
    def missing(self) -> int:
        return self.number(HeadSaid.MISSING)

    @property
    def uncounted(self) -> int:
        return self.number(None)


def groups_of(emergency: Emergency) -> list[Group]:
    """The groups in order, each pupil with the newest word about them. Two queries."""
    newest: dict[int, HeadMark] = {}
    for mark in HeadMark.objects.filter(emergency=emergency).select_related("by").order_by("happened_at", "pk"):
        newest[mark.pupil_id] = mark
    found: dict[int, Group] = {}
    people = emergency.people.select_related("pupil").order_by("place", "pk")
    for one in people:
        group = found.setdefault(one.place, Group(one.group, one.place))
        group.people.append((one.pupil, newest.get(one.pupil_id)))
    return list(found.values())


def running(school) -> Emergency | None:
    return Emergency.objects.of(school).filter(ended_at=None).first()


def totals(groups: list[Group]) -> dict[str, int]:
    """Live totals of an evacuation: expected, safe, missing, uncounted."""
    sums: dict[str, int] = defaultdict(int)
    for group in groups:
        sums["expected"] += len(group.people)
        sums["safe"] += group.safe
        sums["missing"] += group.missing
        sums["uncounted"] += group.uncounted
    return dict(sums)
