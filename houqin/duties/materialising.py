"""Declared duties become rows: each school's calendar, days ahead, again whenever something changed.

A row is the promise that something was asked for. So rows are made ahead of time, and what was asked is not rewritten:
while a row waits it follows its schedule; once it is open only its school's calendar may move it, and never into the
past; what no longer applies is withdrawn, and comes back when it applies again.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.db import transaction

from houqin.duties.claiming import claim
from houqin.duties.declaring import DUTIES
from houqin.duties.events import WITHDRAWN
from houqin.duties.models import OPEN, Duty, DutyState, OccasionsMade
from houqin.duties.planning import Plan, list_occasions, plan_of, read_calendars
from houqin.duties.schedules import Each, Occasion
from houqin.duties.telling import take_back
from houqin.duties.tuned import Tuned
from houqin.duties.writing import by_school, house, saying
from houqin.journal.actions import record_all
from houqin.journal.models import Head
from houqin.kernel.collecting import circles_later
from houqin.kernel.rows import insert_rows, update_rows
from houqin.kernel.spoken import Spoken, spoken
from houqin.tenancy.schools import School

#: What moves with the schedule while nobody was asked yet.
ASKED = ("on", "opens_at", "due_at", "closes_at", "owner", "ladder", "subject_name")
CHANGED = ("state", "next_at", *ASKED)


def schools_to_make(at: datetime, *, most: int) -> list[School]:
    """Schools on a new day, or where something was written since their occasions were made: those that waited longest.

    Three queries.
    """
    made = {one.school_id: one for one in OccasionsMade.objects.all()}
    ends = dict(Head.objects.values_list("pk", "sequence"))

    def is_behind(school: School) -> bool:
        one = made.get(school.pk)
        return one is None or one.on != school.localdate(at) or one.sequence != ends.get(school.pk, 0)

    behind = [school for school in School.objects.order_by("pk") if is_behind(school)]
    behind.sort(key=lambda school: (made[school.pk].made_at.timestamp() if school.pk in made else 0, school.pk))
    return behind[:most]


@circles_later()
@transaction.atomic
def make_occasions(schools: Iterable[School], *, at: datetime) -> int:
    """Make the rows of these schools, as far as nobody else is at it. Returns how many rows were new or changed.

    The number of queries does not grow with schools or duties, apart from what the sources of `Each` ask by
    themselves. A school's first time asks for nothing that was already late.
    """
    ends = claim(school.pk for school in schools)
    schools = [school for school in schools if school.pk in ends]
    if not schools:
        return 0
    made = {one.school_id: one for one in OccasionsMade.objects.filter(school__in=schools)}
    plans = [plan_of(school, made.get(school.pk), at=at) for school in schools]
    read_calendars(plans)
    list_occasions(plans)
    changed = _bring_to_rows(plans, at=at)
    _remember(plans, at=at)
    return changed


def _bring_to_rows(plans: list[Plan], *, at: datetime) -> int:
    rows = _rows_of(plans)
    was = {duty.pk: duty.state for mine in rows.values() for duty in mine.values()}
    new: list[Duty] = []
    changed: list[Duty] = []
    gone: list[Duty] = []
    for plan in plans:
        mine = rows[plan.school.pk]
        for (code, key), (occasion, tuned) in plan.occasions.items():
            duty = mine.get((code, key))
            if duty is None:
                if _is_asked_for(plan, code, occasion, at=at):
                    new.append(_row(plan.school, code, occasion, tuned))
            elif _follows(duty, occasion, tuned, at=at):
                changed.append(duty)
        gone += _gone(plan, mine.values())
    for duty in gone:
        duty.state, duty.next_at = DutyState.WITHDRAWN, None
    moved = _unmoved_by_others([*changed, *gone], was)
    insert_rows(new)
    update_rows(moved, CHANGED)
    asked = [duty for duty in moved if duty.state == DutyState.WITHDRAWN and was[duty.pk] != DutyState.WAITING]
    _tell_the_journal(asked, at=at)
    return len(new) + len(moved)


def _unmoved_by_others(duties: list[Duty], was: dict[int, str]) -> list[Duty]:
    """Locked, and still as we read them. What a verb is answering now is not ours to move: its entry calls us back."""
    if not duties:
        return []
    rows = (
        Duty.objects.filter(pk__in=[duty.pk for duty in duties])
        .order_by("pk")
        .select_for_update(no_key=True, skip_locked=True)
    )
    still = {pk for pk, state in rows.values_list("pk", "state") if state == was[pk]}
    return [duty for duty in duties if duty.pk in still]


def _rows_of(plans: list[Plan]) -> dict[int, dict[tuple[str, str], Duty]]:
    """The rows there are on the days looked at, by school. One query for each span of days."""
    rows: dict[int, dict[tuple[str, str], Duty]] = {plan.school.pk: {} for plan in plans}
    looked: dict[tuple[date, date], tuple[set[int], set[str]]] = {}
    for plan in plans:
        for code in plan.codes:
            schools, codes = looked.setdefault(plan.looked_at(DUTIES[code].schedule), (set(), set()))
            schools.add(plan.school.pk)
            codes.add(code)
    for (first, last), (schools, codes) in looked.items():
        known = Duty.objects.filter(school__in=schools, on__gte=first, on__lte=last, code__in=codes)
        for duty in known.iterator(chunk_size=2000):
            rows[duty.school_id][duty.code, duty.key] = duty
    return rows


def _is_asked_for(plan: Plan, code: str, occasion: Occasion, *, at: datetime) -> bool:
    """Nobody is asked afterwards: not on a school's first day here, not for a day that became a school day too late.

    What a thing asks for may come to light later than it was due; and days that passed while the clock stood were
    asked for by the calendar.
    """
    if occasion.due_at > at:
        return True
    if plan.made is None:
        return False
    return isinstance(DUTIES[code].schedule, Each) or occasion.on >= plan.new_from


def _row(school: School, code: str, occasion: Occasion, tuned: Tuned) -> Duty:
    subject = occasion.subject
    return Duty(
        school=school, code=code, key=occasion.key, on=occasion.on, opens_at=occasion.opens_at, due_at=occasion.due_at,
        closes_at=occasion.closes_at, owner=_owner(occasion, tuned), ladder=_ladder(occasion, tuned),
        next_at=occasion.opens_at,
        subject_kind=subject._meta.label_lower if subject is not None else "",
        subject_id=subject.pk if subject is not None else None, subject_name=_name(subject),
    )  # fmt: skip


def _owner(occasion: Occasion, tuned: Tuned) -> str:
    """A thing that names its own post, such as a checklist, wins over the kind."""
    return occasion.owner or tuned.owner


def _ladder(occasion: Occasion, tuned: Tuned) -> list:
    if occasion.ladder is None:
        return tuned.ladder
    return [[minutes, str(post)] for minutes, post in occasion.ladder]


def _name(subject) -> str | Spoken:
    return "" if subject is None else spoken(subject, most=120)


def _follows(duty: Duty, occasion: Occasion, tuned: Tuned, *, at: datetime) -> bool:
    """Bring a row to what is asked for now, as far as it may still change. Says whether it did."""
    back = duty.state == DutyState.WITHDRAWN and (occasion.closes_at is None or occasion.closes_at > at)
    moved = duty.state == DutyState.DUE and duty.on != occasion.on and occasion.due_at > at
    asked = (
        occasion.on, occasion.opens_at, occasion.due_at, occasion.closes_at, _owner(occasion, tuned),
        _ladder(occasion, tuned), _name(occasion.subject),
    )  # fmt: skip
    if back or (duty.state == DutyState.WAITING and tuple(getattr(duty, name) for name in ASKED) != asked):
        for name, value in zip(ASKED, asked, strict=True):
            setattr(duty, name, value)
        duty.state, duty.next_at = DutyState.WAITING, duty.opens_at
        return True
    if moved:
        duty.on, duty.due_at, duty.closes_at = occasion.on, occasion.due_at, occasion.closes_at
        duty.next_at = duty.due_at
    return moved


def _gone(plan: Plan, duties: Iterable[Duty]) -> Iterator[Duty]:
    """Open rows that nothing asks for any more: of the calendar from today on, of things as far back as we look."""
    for duty in duties:
        if duty.state not in OPEN or duty.code not in plan.codes or (duty.code, duty.key) in plan.occasions:
            continue
        schedule = DUTIES[duty.code].schedule
        first, last = plan.looked_at(schedule)
        if not isinstance(schedule, Each):
            first = max(first, plan.today)
        if first <= duty.on <= last:
            yield duty


def _tell_the_journal(withdrawn: list[Duty], *, at: datetime) -> None:
    """That somebody was asked and is no longer is worth an entry; that a plan changed is not."""
    if withdrawn:
        take_back(withdrawn, at=at)
        record_all(sayings=[saying(WITHDRAWN, ones) for ones in by_school(withdrawn)], actor=house(), at=at)


def _remember(plans: list[Plan], *, at: datetime) -> None:
    """Our own entries included, so that they do not set us off again."""
    ends = dict(Head.objects.filter(pk__in=[plan.school.pk for plan in plans]).values_list("pk", "sequence"))
    OccasionsMade.objects.bulk_create(
        [
            OccasionsMade(
                school=plan.school, on=plan.today, until=max(plan.last, plan.made.until if plan.made else plan.last),
                calendar=plan.digest, sequence=ends[plan.school.pk], made_at=at,
            )
            for plan in plans
        ],
        update_conflicts=True, unique_fields=["school"],
        update_fields=["on", "until", "calendar", "sequence", "made_at"],
    )  # fmt: skip
