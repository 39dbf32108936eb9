"""What must always be done for rest and discipline; each is done when the records of the work say so."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, Max, OuterRef, Q
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from houqin.discipline.actions.lessons import LESSON
from houqin.discipline.actions.recording import TALK
from houqin.discipline.actions.steps import FOLLOW_UP
from houqin.discipline.models import Attendance, Lesson, RoomHeard, ViolationStep
from houqin.discipline.selectors.lessons import BEFORE_TERM
from houqin.discipline.selectors.rounds import bell_of, lived_in
from houqin.dormitory.models import BedStay
from houqin.duties.declaring import Done, duty
from houqin.duties.schedules import Each, Occasion, OnEvent, Termly, Window
from houqin.people.models import Pupil
from houqin.tenancy.calendar import BEDTIME
from houqin.tenancy.models import Building, TimetableEntry
from houqin.tenancy.parameters import numbers_of
from houqin.tenancy.posts import Post

ROUND = "discipline.after_bell_round"
DAY = 24 * 60
#: The first week is for teaching the newcomers: before it they should not have slept here (DD-05). A house rule.
TAUGHT_WITHIN_DAYS = 7


def _lived_in(schools, first: date, last: date) -> dict[int, dict[Building, list[tuple]]]:
    """School → building → its stays that touch these days, as (section, first night, last night or None)."""
    rows = BedStay.objects.filter(school__in=schools, starts_on__lte=last).exclude(ends_on__lt=first)
    rows = rows.values_list("school", "bed__room__space__building", "bed__room__section", "starts_on", "ends_on")
    rows = list(rows.distinct().order_by())
    buildings = Building.objects.in_bulk({building for _school, building, *_stay in rows})
    found: dict[int, dict[Building, list[tuple]]] = defaultdict(lambda: defaultdict(list))
    for school, building, *stay in rows:
        found[school][buildings[building]].append(stay)
    return found


def _entries(schools, first: date, last: date) -> dict[int, list[TimetableEntry]]:
    found: dict[int, list[TimetableEntry]] = defaultdict(list)
    for entry in TimetableEntry.objects.filter(school__in=schools, what=TimetableEntry.What.LIGHTS_OUT):
        found[entry.school_id].append(entry)
    return found


def _numbers(schools, first: date, last: date):
    return numbers_of(schools, (*BEDTIME, "after_bell_round_minutes"), first, last)


def _nights(window: Window) -> Iterator[Occasion]:
    """Each building in which somebody sleeps, on each boarding night: open with its last bell, due soon after, closed
    at noon. Five queries.
    """
    school = window.school
    lived_in = window.once(_lived_in).get(school.pk)
    if not lived_in:
        return
    entries, numbers = window.once(_entries)[school.pk], window.once(_numbers)[school.pk]
    for on, day in window.days.items():
        if not day.is_boarding_night:
            continue
        noon = school.moment(on + timedelta(days=1), time(12, 0))
        for building, stays in lived_in.items():
            # Who moves in next week makes neither a round nor a later bell tonight.
            sections = {section for section, start, end in stays if start <= on and (end is None or on <= end)}
            if not sections:
                continue
            bell = max(bell_of(school, on, one, entries=entries, numbers=numbers[on]) for one in sections)
            due_at = bell + timedelta(minutes=int(numbers[on]["after_bell_round_minutes"]))
            yield Occasion(f"{on.isoformat()}/{building.pk}", on, bell, due_at, noon, building)


@duty(
    ROUND, title=_("Round after the bell: {subject}"), schedule=Each(_nights), owner=Post.DORM_MANAGER,
    ladder=((30, Post.DUTY_LEADER), (12 * 60, Post.GENERAL_AFFAIRS_DIRECTOR)),
    rule="DR-07", clauses=("D-07", "D-10", "D-11"), view="discipline:make-round", verb=_("Go round"),
    may_own=(Post.DUTY_LEADER,),
)  # fmt: skip
def round_is_made(duties):
    """Done when every room in which somebody sleeps was heard after its own bell, in one walk or several, and entered.

    One query until somebody went round; then three more, and one for each night.
    """
    wanted = {(one.subject_id, one.on): one for one in duties}
    doors = RoomHeard.objects.filter(
        round__building__in={key for key, _on in wanted}, round__night__in={on for _key, on in wanted}
    )
    walked: dict[tuple, list[RoomHeard]] = defaultdict(list)
    for door in doors.select_related("round", "room").order_by("round__happened_at", "pk"):
        if (where := (door.round.building_id, door.round.night)) in wanted:
            walked[where].append(door)
    if not walked:
        return
    schools, nights = {wanted[where].school for where in walked}, sorted({on for _key, on in walked})
    entries, numbers = _entries(schools, nights[0], nights[-1]), _numbers(schools, nights[0], nights[-1])
    slept_in = _slept_in({key for key, _on in walked}, nights)
    for (key, on), passed in walked.items():
        one, heard = wanted[key, on], {}
        told = {"entries": entries[one.school_id], "numbers": numbers[one.school_id][on]}
        for door in passed:
            if door.round.happened_at >= bell_of(one.school, on, door.room.section, **told):
                entered_at = door.round.entered_at
                heard[door.room_id] = min(heard.get(door.room_id, entered_at), entered_at)
        if heard and slept_in[key, on] <= heard.keys():
            yield Done(one, at=max(heard.values()))


def _slept_in(buildings: set[int], nights: list[date]) -> dict[tuple[int, date], set[int]]:
    """(Building, night) → its rooms in which somebody sleeps. One query for each night."""
    found: dict[tuple[int, date], set[int]] = defaultdict(set)
    for on in nights:
        rows = lived_in(on).filter(space__building__in=buildings)
        for building, room in rows.values_list("space__building", "pk"):
            found[building, on].add(room)
    return found


def _steps(duties) -> dict[int, list[ViolationStep]]:
    found: dict[int, list[ViolationStep]] = defaultdict(list)
    rows = ViolationStep.objects.filter(violation__in={one.subject_id for one in duties}).select_related("by")
    for step in rows.order_by("pk"):
        found[step.violation_id].append(step)
    return found


@duty(
    TALK, title=_("Talk with a child: {subject}"), schedule=OnEvent(), owner=Post.DORM_MANAGER,
    ladder=((DAY, Post.DUTY_LEADER), (3 * DAY, Post.DEPUTY_PRINCIPAL)),
    rule="DR-08", clauses=("D-09",), view="discipline:violation", verb=_("Talk"), may_own=(Post.DUTY_LEADER,),
)  # fmt: skip
def child_was_talked_with(duties):
    """Done when the first talk is written down, or the matter ended without one. One query."""
    duties = list(duties)
    steps = _steps(duties)
    for one in duties:
        for step in steps[one.subject_id]:
            if step.kind == ViolationStep.Kind.TALK or step.kind in ViolationStep.ENDS:
                yield Done(one, at=step.received_at, by=step.by)
                break


@duty(
    FOLLOW_UP, title=_("Look again how it goes: {subject}"), schedule=OnEvent(), owner=Post.DORM_MANAGER,
    ladder=((DAY, Post.DUTY_LEADER), (3 * DAY, Post.DEPUTY_PRINCIPAL)),
    rule="DR-08", clauses=("D-09",), view="discipline:violation", verb=_("Look how it goes"),
    may_own=(Post.DUTY_LEADER,),
)  # fmt: skip
def somebody_looked_again(duties):
    """Done when somebody looked again, talked anew (which names a new day), or the matter ended. One query.

    The key of a duty names the talk that set its day.
    """
    duties = list(duties)
    steps = _steps(duties)
    kinds = {ViolationStep.Kind.FOLLOW_UP, ViolationStep.Kind.TALK, *ViolationStep.ENDS}
    for one in duties:
        talk = int(one.key.split("/")[1])
        for step in steps[one.subject_id]:
            if step.pk > talk and step.kind in kinds:
                yield Done(one, at=step.received_at, by=step.by)
                break


_TERMLY = Termly(by=time(21, 0), within_days=TAUGHT_WITHIN_DAYS)


def _with_boarders(schools, first: date, last: date) -> set[int]:
    stays = Q(left_on=None) | Q(left_on__gte=first)
    rows = Pupil.objects.filter(stays, school__in=schools, is_boarder=True, enrolled_on__lte=last)
    return set(rows.values_list("school", flat=True).distinct().order_by())


def _terms(window: Window) -> Iterator[Occasion]:
    """Once a term, where anybody boards."""
    if window.school.pk in window.once(_with_boarders):
        yield from _TERMLY.occasions(window)


@duty(
    LESSON, title=_("Safety lesson for every boarder"), schedule=Each(_terms), owner=Post.DORM_MANAGER,
    ladder=((DAY, Post.DUTY_LEADER), (3 * DAY, Post.PRINCIPAL)),
    rule="DD-05", clauses=("D-09", "D-12"), view="discipline:lessons", verb=_("Teach"),
    may_own=(Post.DUTY_LEADER, Post.HEAD_TEACHER),
)  # fmt: skip
def everybody_was_taught(duties):
    """Done when no boarder is left who has not had the lesson of the term. Two queries for each first day of term.

    Whoever comes later, or leaves before the term is over, keeps nobody waiting: see `_is_waited_for`.
    """
    starts: dict[date, list] = defaultdict(list)
    for one in duties:
        starts[date.fromisoformat(one.key.split("/")[0])].append(one)
    entered_at = Greatest("happened_at", Coalesce("pressed_at", "received_at"))
    for start, asked in starts.items():
        schools = {one.school_id: one for one in asked}
        since = min(one.school.moment(start - BEFORE_TERM, time(0, 0)) for one in asked)
        held = Lesson.objects.filter(school__in=schools, happened_at__gte=since)
        last = {row["school"]: row["at"] for row in held.values("school").annotate(at=Max(entered_at)).order_by()}
        had = Attendance.objects.filter(pupil=OuterRef("pk"), was_there=True, lesson__happened_at__gte=since)
        missing = Pupil.objects.filter(school__in=last, is_boarder=True).filter(~Exists(had))
        rows = missing.values_list("school", "enrolled_on", "left_on").distinct().order_by()
        waiting = {school for school, *days in rows if _is_waited_for(schools[school], last[school], *days)}
        for school in last.keys() - waiting:
            yield Done(schools[school], at=last[school])


def _is_waited_for(one, held_at: datetime, enrolled_on: date, left_on: date | None) -> bool:
    """Here when the lesson was due or last held, and until the term is over: somebody can still teach this child."""
    school = one.school
    by = max(one.on, school.localdate(held_at))
    return enrolled_on <= by and (left_on is None or left_on + timedelta(days=1) >= school.localdate(one.closes_at))
