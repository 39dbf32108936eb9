"""Who should be at the assembly point, and who was seen there."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _

from houqin.dormitory.bells import bells
from houqin.dormitory.beside import pupils_beside
from houqin.dormitory.merging import merged
from houqin.dormitory.models import BedStay, Emergency, HeadMark, HeadSaid, Mark, Said
from houqin.people.models import Pupil
from houqin.tenancy.calendar import is_school_day, night_of
from houqin.tenancy.models import TimetableEntry
from houqin.tenancy.parameters import parameters_of
from houqin.tenancy.times import times_on
from houqin.whereabouts.models import AwayKind
from houqin.whereabouts.selectors import LEAVE, Whereabouts, whereabouts
from houqin.whereabouts.selectors.classes import classes_of

What = TimetableEntry.What
#: When children leave their rooms where the timetable names neither breakfast nor getting up.
MORNING = time(7, 0)
#: Elsewhere, and yet on the premises: when it burns, somebody must look for them there.
INSIDE = (AwayKind.SICK_ROOM, AwayKind.VISIT)
#: By then another roll has spoken of whoever sleeps here.
ROLLS_SPEAK_WITHIN = timedelta(days=7)


@dataclass(frozen=True)
class Expected:
    """`group` is a room, a class, or where on the premises they are instead; `place` its place in the order."""

    pupil: Pupil
    group: str
    place: int


def is_by_room(school, *, at: datetime) -> bool:
    """Counted where they sleep once the night's roll may be taken, until the first breakfast. Six queries at most."""
    night = night_of(school, at)
    return bells(school, night).opens_at <= at < _morning(school, night + timedelta(days=1))


def _morning(school, on: date) -> datetime:
    """By the school's own timetable: on Beijing time in Xinjiang children get up when others are in class."""
    said = times_on(school, on)
    for what in (What.BREAKFAST, What.GET_UP):
        if times := [entry.at_time for entry in said if entry.what == what]:
            return school.moment(on, min(times))
    later = int(parameters_of(school, on=on)["bedtime_later_minutes"])
    return school.moment(on, MORNING) + timedelta(minutes=later)


def expected_now(school, *, at: datetime, by_room: bool) -> list[Expected]:
    """Who may be on the premises, in groups: boarders by room at night, all pupils by class on a school day.

    Better one too many asked about than one forgotten: a boarder without a bed stands with the class, whoever is in the
    sick room or with a visitor stands where they are, and whoever was seen in bed since they went is back. Nine
    queries at most.
    """
    on = school.localdate(at)
    pupils = {one.pk: one for one in Pupil.objects.of(school).enrolled(on).order_by("number")}
    elsewhere = whereabouts(school, at=at)
    for key in _seen_in_bed(elsewhere, at=at):
        del elsewhere[key]
    here = [pupil for key, pupil in pupils.items() if key not in elsewhere]
    named = _by_room(school, here, at=at) if by_room else {}
    has_day_pupils = not by_room and is_school_day(school, on)
    rest = [pupil for pupil in here if pupil.pk not in named and (pupil.is_boarder or has_day_pupils)]
    named |= _by_class(school, rest, at=at, by_room=by_room)
    apart = _by_place(school, elsewhere, at=at)
    named |= {key: apart[key] for key in pupils if key in apart and key not in named}
    order: dict[str, int] = {}
    for group in named.values():
        order.setdefault(group, len(order) + 1)
    return [Expected(pupils[key], group, order[group]) for key, group in named.items()]


def _seen_in_bed(elsewhere: dict[int, Whereabouts], *, at: datetime) -> list[int]:
    """Whom their newest roll saw in bed after they had gone: nobody wrote down that they are back. One query."""
    words: dict[int, dict[int, list[Mark]]] = defaultdict(lambda: defaultdict(list))
    marks = Mark.objects.filter(pupil__in=elsewhere, happened_at__gt=at - ROLLS_SPEAK_WITHIN)
    for mark in marks.order_by("roll__night", "roll__opened_at", "pk"):
        if mark.happened_at >= elsewhere[mark.pupil_id].since:
            words[mark.pupil_id][mark.roll_id].append(mark)
    return [key for key, rolls in words.items() if _is_in_bed(list(rolls.values())[-1], key)]


def _is_in_bed(words: Iterable[Mark], pupil: int) -> bool:
    """One of two words that stand against each other is enough."""
    return any(one.said == Said.PRESENT for one in merged(words, pupil_id=pupil).standing)


def _by_room(school, pupils: Collection[Pupil], *, at: datetime) -> dict[int, str]:
    stays = BedStay.objects.of(school).on(night_of(school, at)).filter(pupil__in=pupils)
    rows = stays.select_related("bed__room__space__building").order_by(
        "bed__room__space__building__name", "bed__room__floor", "bed__room__space__code", "bed__number"
    )
    return {row.pupil_id: f"{row.bed.room.space.building.name} {row.bed.room}" for row in rows}


def _by_class(school, pupils: Collection[Pupil], *, at: datetime, by_room: bool) -> dict[int, str]:
    classes = classes_of((pupil.pk for pupil in pupils), on=school.localdate(at))
    seated = [pupil for pupil in pupils if pupil.pk in classes]
    seated.sort(key=lambda pupil: (classes[pupil.pk].grade, classes[pupil.pk].number))
    named = {pupil.pk: str(classes[pupil.pk]) for pupil in seated}
    named |= {pupil.pk: _("No class yet") for pupil in pupils if pupil.pk not in named}
    if by_room:
        return {key: _("{school_class}, no bed").format(school_class=name) for key, name in named.items()}
    return named


def _by_place(school, elsewhere: dict[int, Whereabouts], *, at: datetime) -> dict[int, str]:
    """Who is on the premises and not with the others, with words of where. A child on leave may sleep along with a
    relative in the guest room. As many queries as apps answer."""
    found = {key: _place(one.words, one.thing.where) for key, one in elsewhere.items() if one.kind in INSIDE}
    for key, where in pupils_beside(school, at).items():
        if key not in elsewhere or elsewhere[key].kind == LEAVE:
            found[key] = _place(str(AwayKind.VISIT.label), where)
    return found


def _place(what: str, where: str) -> str:
    return what if where in ("", what) else f"{what} {where}"


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


def newest_words(emergency: Emergency) -> dict[int, HeadMark]:
    """The newest word about each pupil of whom somebody spoke, by what was seen last. One query."""
    marks = HeadMark.objects.filter(emergency=emergency).select_related("by").order_by("happened_at", "pk")
    return {mark.pupil_id: mark for mark in marks}


def missing_of(emergency: Emergency) -> set[int]:
    """One query."""
    return {key for key, mark in newest_words(emergency).items() if mark.said == HeadSaid.MISSING}


def missing_in(emergencies: Iterable[Emergency]) -> dict[int, int]:
    """How many each of these misses, where somebody is missing: the numbers of `missing_of`. One query."""
    newer = Q(happened_at__gt=OuterRef("happened_at")) | Q(happened_at=OuterRef("happened_at"), pk__gt=OuterRef("pk"))
    since = HeadMark.objects.filter(newer, emergency=OuterRef("emergency"), pupil=OuterRef("pupil"))
    last = HeadMark.objects.filter(~Exists(since), emergency__in=emergencies, said=HeadSaid.MISSING)
    return dict(last.values_list("emergency").annotate(Count("pk")).order_by())


def groups_of(emergency: Emergency) -> list[Group]:
    """The groups in order, each pupil with the newest word about them. Two queries."""
    newest = newest_words(emergency)
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
