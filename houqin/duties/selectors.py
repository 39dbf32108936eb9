"""Answers about duties: whose, how late, who is told, how complete a school's days are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from houqin.duties.models import Duty, DutyState, DutyStep
from houqin.people.answering import Answering
from houqin.people.events import post_name


@dataclass(frozen=True)
class RungLine:
    """One rung as people read it. `state` is told, next or later."""

    state: str
    name: str
    at: datetime


def ladders(duties: Iterable[Duty], *, at: datetime, answering: Answering | None = None) -> dict[int, list[RungLine]]:
    """Who was told of each duty and, while it is open, who will be. Four queries; duties come with their bureau.

    `answering` knows their schools at that moment, when the caller has it: two queries less.
    """
    duties = list(duties)
    steps: dict[int, dict[int, DutyStep]] = {}
    for step in DutyStep.objects.filter(duty__in=[one.pk for one in duties]).prefetch_related("told"):
        steps.setdefault(step.duty_id, {})[step.number] = step
    answering = answering or Answering({one.school_id: one.school for one in duties}.values(), at=at)
    return {one.pk: _rungs(one, steps.get(one.pk, {}), answering) for one in duties}


def _rungs(duty: Duty, steps: dict[int, DutyStep], answering: Answering) -> list[RungLine]:
    lines, is_next = [], True
    for number, moment, post in duty.rungs:
        if step := steps.get(number):
            if not step.is_folded:
                names = [user.name for user in step.told.all()]
                lines.append(RungLine("told", _names(names, post), step.fired_at))
        elif duty.is_open:
            names = [user.name for user in answering.people(duty.school_id, post)]
            lines.append(RungLine("next" if is_next else "later", _names(names, post), moment))
            is_next = False
    return lines


def _names(names: list[str], post: str) -> str:
    """A post held by many reads as the post."""
    if not names:
        return _("%(post)s, vacant") % {"post": post_name(post)}
    return names[0] if len(names) == 1 else str(post_name(post))


def open_duties(school) -> "Duty.objects":
    """Late and due ones of a school, the oldest deadline first."""
    rows = Duty.objects.of(school).filter(state__in=(DutyState.DUE, DutyState.LATE))
    return rows.select_related("school__bureau").order_by("due_at", "pk")


def duties_of(user, school, *, at: datetime) -> "Duty.objects":
    """Due and late duties that a person answers for now, those of holders on leave included. Three queries in all."""
    posts = Answering([school], at=at).posts(school.pk, user)
    return open_duties(school).filter(owner__in=posts)


def late_and_missed(schools, *, since: date):
    """What is late now, and what was missed since a day, the oldest first. One query for any number of schools."""
    rows = Duty.objects.filter(Q(state=DutyState.LATE) | Q(state=DutyState.MISSED, on__gte=since), school__in=schools)
    return rows.select_related("school__bureau").order_by("due_at", "pk")


@dataclass(frozen=True)
class Completeness:
    """Of what was asked and is past its deadline: how much was done, and how much of it on time.

    What was excused or withdrawn was not asked.
    """

    school_id: int
    code: str
    on: date | None
    asked: int
    done: int
    on_time: int

    @property
    def complete(self) -> float | None:
        """0 to 1; None when nothing was asked."""
        return self.done / self.asked if self.asked else None

    @property
    def timely(self) -> float | None:
        return self.on_time / self.asked if self.asked else None


def completeness(schools, from_on: date, to_on: date, *, at: datetime, daily: bool = False) -> list[Completeness]:
    """For each school and duty, over a period or for each of its days. One query for a whole bureau."""
    keys = ("school_id", "code", "on") if daily else ("school_id", "code")
    asked = Q(state__in=(DutyState.DONE, DutyState.LATE, DutyState.MISSED, DutyState.DUE))
    rows = Duty.objects.filter(asked, school__in=schools, on__range=(from_on, to_on))
    rows = rows.filter(Q(due_at__lte=at) | Q(state=DutyState.DONE)).values(*keys).order_by(*keys)
    counted = rows.annotate(
        asked=Count("pk"), done=Count("pk", filter=Q(state=DutyState.DONE)),
        on_time=Count("pk", filter=Q(state=DutyState.DONE, done_at__lte=F("due_at"))),
    )  # fmt: skip
    return [Completeness(**({"on": None} | row)) for row in counted]


def answered_in_time(school, codes: Iterable[str], from_on: date, to_on: date) -> tuple[int, int]:
    """(done by their deadline, asked) of some duties over some days; what still runs is not asked yet. One query."""
    over = (DutyState.DONE, DutyState.LATE, DutyState.MISSED)
    rows = Duty.objects.of(school).filter(code__in=codes, on__range=(from_on, to_on), state__in=over)
    in_time = Q(state=DutyState.DONE, done_at__lte=F("due_at"))
    sums = rows.aggregate(asked=Count("pk"), on_time=Count("pk", filter=in_time))
    return sums["on_time"], sums["asked"]


def duty_calendar(school, from_on: date, to_on: date) -> dict[str, dict[date, list[Duty]]]:
    """Code → day → its occasions, withdrawn ones left out. One query."""
    rows = Duty.objects.of(school).filter(on__range=(from_on, to_on)).exclude(state=DutyState.WITHDRAWN)
    found: dict[str, dict[date, list[Duty]]] = {}
    for duty in rows.order_by("code", "on", "due_at", "pk"):
        found.setdefault(duty.code, {}).setdefault(duty.on, []).append(duty)
    return found
