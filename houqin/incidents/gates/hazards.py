"""May this hazard go one step on? GT-19: it is never closed by its fixer."""

from collections.abc import Iterator
from datetime import date, datetime

from django.urls import reverse

from houqin.incidents.models import Category, Grade, Hazard
from houqin.incidents.reasons import HazardReason as Reason
from houqin.kernel.refusals import KernelReason, Refusal
from houqin.tenancy.posts import AT_BUREAU, Post


class Colleagues:
    """Where one finds somebody else to ask: who holds which post, with those away; a leader appoints a deputy there."""

    def get_absolute_url(self) -> str:
        return reverse("people:posts")


def may_report(school, *, what: str, category: str, grade: str, place, thing, found_at: datetime,
               at: datetime) -> Iterator[Refusal]:  # fmt: skip
    if not what.strip():
        yield Refusal(Reason.WHAT_MISSING)
    if category not in Category.values:
        yield Refusal(Reason.CATEGORY_UNKNOWN, {"category": category})
    if grade and grade not in Grade.values:
        yield Refusal(Reason.GRADE_UNKNOWN, {"grade": grade})
    for one in (place, thing):
        if one is not None and getattr(one, "school_id", school.pk) != school.pk:
            yield Refusal(KernelReason.OTHER_SCHOOL, {"what": str(one)})
    if place is not None and place.closed_on and place.closed_on <= school.localdate(found_at):
        yield Refusal(Reason.PLACE_CLOSED, {"place": place.name})
    if found_at > at:
        yield Refusal(KernelReason.IN_THE_FUTURE, {"happened_at": found_at}, "GT-18")


def owner_is_possible(school, *, post: str, person, at: datetime) -> Iterator[Refusal]:
    """A post of the school, or somebody who holds one now. Neither is no refusal."""
    if post and (post not in Post.values or Post(post) in AT_BUREAU):
        yield Refusal(Reason.POST_UNKNOWN, {"post": post})
    if person is not None and not (person.is_active and person.posts_in(school, at)):
        yield Refusal(Reason.OWNER_NOT_IN_OFFICE, {"name": person.name})


def due_is_possible(due_on: date | None, *, grade: str, latest: date, today: date) -> Iterator[Refusal]:
    """Not over, and not later than the school's number for the grade allows. `latest` belongs to `grade`."""
    if due_on is None:
        return
    if due_on < today:
        yield Refusal(Reason.DUE_IN_THE_PAST, {"due_on": due_on})
    if grade and due_on > max(latest, today):
        facts = {"grade": Grade(grade).label, "latest": max(latest, today), "due_on": due_on}
        yield Refusal(Reason.DUE_TOO_LATE, facts)


def grade_is_known(grade: str) -> Iterator[Refusal]:
    if grade not in Grade.values:
        yield Refusal(Reason.GRADE_UNKNOWN, {"grade": grade})


def is_open(hazard: Hazard) -> Iterator[Refusal]:
    if hazard.state == Hazard.State.CLOSED:
        yield Refusal(Reason.CLOSED_ALREADY, {"code": hazard.code}, where=hazard)


def may_assign(hazard: Hazard) -> Iterator[Refusal]:
    yield from is_open(hazard)
    if hazard.state == Hazard.State.FIXED:
        yield Refusal(Reason.FIXED_ALREADY, {"code": hazard.code}, where=hazard)
    if not hazard.grade:
        yield Refusal(Reason.NOT_GRADED, {"code": hazard.code}, where=hazard)


def may_fix(hazard: Hazard, *, note: str) -> Iterator[Refusal]:
    yield from is_open(hazard)
    if hazard.state == Hazard.State.FIXED:
        yield Refusal(Reason.FIXED_ALREADY, {"code": hazard.code}, where=hazard)
    if not note.strip():
        yield Refusal(Reason.NOTE_MISSING)


def may_judge(hazard: Hazard, *, actor, fixers: set[int]) -> Iterator[Refusal]:
    """GT-19. Nobody who ever put it right, nor whose it was to put right, says that it is. No override."""
    yield from is_open(hazard)
    if hazard.state in (Hazard.State.FOUND, Hazard.State.FIXING):
        yield Refusal(Reason.NOT_FIXED, {"code": hazard.code}, where=hazard)
    if actor.pk in fixers:
        yield Refusal(Reason.FIXED_BY_YOU, {"code": hazard.code}, "GT-19", Colleagues())
    elif actor.pk == hazard.owner_id:
        yield Refusal(Reason.YOURS_TO_FIX, {"code": hazard.code}, "GT-19", Colleagues())


def may_close(hazard: Hazard, *, actor, fixers: set[int]) -> Iterator[Refusal]:
    yield from may_judge(hazard, actor=actor, fixers=fixers)
    if not hazard.grade:
        yield Refusal(Reason.NOT_GRADED, {"code": hazard.code}, where=hazard)


def may_report_up(hazard: Hazard, *, note: str) -> Iterator[Refusal]:
    if not hazard.is_major:
        yield Refusal(Reason.NOT_MAJOR, {"code": hazard.code}, where=hazard)
    if hazard.reported_up_at:
        yield Refusal(Reason.REPORTED_UP_ALREADY, {"code": hazard.code}, where=hazard)
    if not note.strip():
        yield Refusal(Reason.NOTE_MISSING)


def says_something(text: str, reason: Reason = Reason.NOTE_MISSING) -> Iterator[Refusal]:
    if not text.strip():
        yield Refusal(reason)
