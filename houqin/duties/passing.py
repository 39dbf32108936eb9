"""The clock's pass: what is due falls due, what is late climbs its ladder, what is over closes as missed.

Before any step the records are asked again, with the school in hand (see `claiming`), so no step follows an answer.
Each step is a row that can exist once. A pass killed at any line has done its finished schools and nothing else.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet

from houqin.duties import events
from houqin.duties.answers import ask, close_answered
from houqin.duties.claiming import claim
from houqin.duties.declaring import DUTIES
from houqin.duties.models import Duty, DutyState, DutyStep, VacantPost
from houqin.duties.telling import Told, tell_people
from houqin.duties.writing import by_school, house, saying
from houqin.journal.actions import Saying, record_all
from houqin.kernel.collecting import circles_later
from houqin.kernel.prepared import Prepared
from houqin.kernel.rows import update_rows
from houqin.people.answering import Answering
from houqin.tenancy.schools import School

#: Rows that fall due at once are opened in portions; schools are taken together up to so many rows.
PORTION, ROWS = 2_000, 20_000
#: A pass opens no more than this, and leaves the rest to the next: at midnight a ladder must not wait for the day.
MOST_OPENED = 5 * PORTION
#: A step found later than this was slept through: the clock stood.
SLEPT = timedelta(minutes=10)


@circles_later()
def settle_what_is_due(*, at: datetime) -> int:
    """One pass over all schools. Returns how many rows moved on.

    Costs two queries when nothing is due; else a fixed number for each few thousand rows, plus a handful for each
    school where something is late.
    """
    moved = sum(_settle(schools, at=at) for schools in _portions(at))
    return moved + _open(at)


def _opening(at: datetime) -> Q:
    """Waiting duties whose time has come, and whose deadline has not."""
    return Q(state=DutyState.WAITING, next_at__lte=at, due_at__gt=at, opens_at__lte=at)


def _due(at: datetime) -> QuerySet[Duty]:
    return Duty.objects.filter(next_at__lte=at).exclude(_opening(at))


TO_OPEN = Prepared(lambda at: Duty.objects.filter(_opening(at)).values_list("pk")[:1])
ROWS_DUE = Prepared(lambda at: _due(at).values_list("school_id").annotate(rows=Count("pk")).order_by("school_id"))


def _open(at: datetime) -> int:
    """At midnight that is nearly all of a day's. Each portion is committed by itself."""
    opening = Duty.objects.filter(_opening(at))
    opened = 0
    while opened < MOST_OPENED and TO_OPEN(at=at):
        with transaction.atomic():
            portion = (
                opening.order_by("next_at", "pk")
                .select_for_update(no_key=True, skip_locked=True)
                .values("pk")[:PORTION]
            )
            moved = Duty.objects.filter(pk__in=portion).update(state=DutyState.DUE, next_at=F("due_at"))
        opened += moved
        if moved < PORTION:
            break
    return opened


def _portions(at: datetime) -> Iterator[list[int]]:
    """Schools with something due, a few thousand rows together."""
    portion, size = [], 0
    for school_id, rows in ROWS_DUE(at=at):
        if portion and size + rows > ROWS:
            yield portion
            portion, size = [], 0
        portion.append(school_id)
        size += rows
    if portion:
        yield portion


@transaction.atomic
def _settle(school_ids: list[int], *, at: datetime) -> int:
    free = claim(school_ids)
    schools = School.objects.select_related("bureau").in_bulk(free.keys())
    due = _due(at).filter(school__in=free).order_by("due_at", "pk").select_for_update(no_key=True, skip_locked=True)
    duties = due.to_ask(schools)
    answered, waiting = ask(duties)
    close_answered(answered, at=at)
    return len(answered) + Climb(waiting, at=at).climb()


@dataclass
class Climb:
    """What happens to locked, unanswered duties at a moment."""

    duties: list[Duty]
    at: datetime
    steps: list[DutyStep] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    vacant: set[tuple[int, str]] = field(default_factory=set)

    def climb(self) -> int:
        """Move every duty on; write steps, notices and journal. Returns how many duties moved."""
        if not self.duties:
            return 0
        at = self.at
        schools = {duty.school_id: duty.school for duty in self.duties}
        Duty.objects.with_ladders(self.duties)
        self.actor = house()
        self.answering = Answering(schools.values(), at=at)
        self.fired: dict[int, set[int]] = {}
        fired = DutyStep.objects.filter(duty__in=[duty.pk for duty in self.duties])
        for duty_id, number in fired.values_list("duty_id", "number"):
            self.fired.setdefault(duty_id, set()).add(number)
        was = {duty.pk: duty.state for duty in self.duties}
        for duty in self.duties:
            self._move(duty)
        update_rows(self.duties, ("state", "next_at"))
        self._write_steps()
        self._write_journal(was)
        tell_people(self.told, schools, at=at)
        return len(self.duties)

    def _move(self, duty: Duty) -> None:
        at = self.at
        if duty.code not in DUTIES:
            # The program no longer asks it, so nothing can answer it.
            duty.state, duty.next_at = DutyState.WITHDRAWN, None
        elif duty.closes_at is not None and at >= duty.closes_at:
            self._miss(duty)
        elif at >= duty.due_at:
            duty.state = DutyState.LATE
            self._step(duty)
        elif at >= duty.opens_at:
            duty.state, duty.next_at = DutyState.DUE, duty.due_at
        else:
            # The clock was set back, or the row was moved: wait anew.
            duty.next_at = duty.opens_at

    def _miss(self, duty: Duty) -> None:
        """Over. Who was told that it is late knows; if nobody was, the clock stood, and the two ends hear of it."""
        duty.state, duty.next_at = DutyState.MISSED, None
        if not self.fired.get(duty.pk):
            for post in dict.fromkeys([duty.owner, duty.rungs[-1][2]]):
                for user in self.answering.people(duty.school_id, post):
                    self.told.append(Told(user, duty, post, is_fresh=False))

    def _step(self, duty: Duty) -> None:
        """Climb as far as the time allows; past rungs that were slept through, and on where a post is vacant."""
        fired = self.fired.setdefault(duty.pk, set())
        reached = [rung for rung in duty.rungs if rung[1] <= self.at and rung[0] not in fired]
        ends = {reached[0][0], reached[-1][0]} if reached and reached[0][0] == 0 else {rung[0] for rung in reached[-1:]}
        since, nobody = (reached[-1][1] if reached else self.at), False
        for number, moment, post in duty.rungs:
            if number in fired or (moment > self.at and not nobody):
                continue
            is_folded = moment <= self.at and number not in ends and not nobody
            people = [] if is_folded else self.answering.people(duty.school_id, post)
            nobody = not people and not is_folded
            self._fire(duty, number, moment, post, people, is_folded=is_folded)
            self.told += [Told(user, duty, post, is_fresh=self.at - since < SLEPT) for user in people]
        left = [moment for number, moment, _post in duty.rungs if number not in fired]
        duty.next_at = min([*left, *([duty.closes_at] if duty.closes_at else [])], default=None)

    def _fire(self, duty, number, moment, post, people, *, is_folded: bool) -> None:
        self.fired[duty.pk].add(number)
        step = DutyStep(
            school_id=duty.school_id, duty=duty, number=number, due_at=moment, fired_at=self.at, post=post,
            is_vacant=not people and not is_folded, is_folded=is_folded,
        )  # fmt: skip
        step.people = people
        self.steps.append(step)
        if step.is_vacant:
            self.vacant.add((duty.school_id, post))

    def _write_steps(self) -> None:
        DutyStep.objects.bulk_create(self.steps, batch_size=1000)
        through = DutyStep.told.through
        through.objects.bulk_create(
            [through(dutystep_id=step.pk, user_id=user.pk) for step in self.steps for user in step.people],
            batch_size=1000,
        )
        VacantPost.objects.bulk_create(
            [VacantPost(school_id=school, post=post, found_at=self.at) for school, post in sorted(self.vacant)],
            ignore_conflicts=True,
        )

    def _write_journal(self, was: dict[int, str]) -> None:
        """At most four entries for a school and pass, each about all the duties it concerns."""
        record_all(sayings=[*self._moved(was), *self._told_above()], actor=self.actor, at=self.at)

    def _moved(self, was: dict[int, str]) -> Iterator[Saying]:
        for state, kind in (
            (DutyState.LATE, events.LATE), (DutyState.MISSED, events.MISSED), (DutyState.WITHDRAWN, events.WITHDRAWN),
        ):  # fmt: skip
            for ones in by_school(duty for duty in self.duties if duty.state == state != was[duty.pk]):
                yield saying(kind, ones)

    def _told_above(self) -> Iterator[Saying]:
        above: dict[int, list[DutyStep]] = {}
        for step in self.steps:
            if step.number and step.people:
                above.setdefault(step.school_id, []).append(step)
        for steps in above.values():
            ones = list({step.duty_id: step.duty for step in steps}.values())
            names = {user.pk: user.name for step in steps for user in step.people}
            posts = sorted({step.post for step in steps})
            yield saying(events.TOLD, ones, posts=posts, names=list(names.values()))
