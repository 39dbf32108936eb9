"""Answers that nobody announced: a paper entered late, a record made elsewhere. Slower than the pass, and set-wise."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from houqin.duties.answers import LATE_RECORDS, answerable, ask, close_answered, counts
from houqin.duties.claiming import claim
from houqin.duties.models import Duty, DutyState, VacantPost
from houqin.kernel.collecting import circles_later
from houqin.people.answering import Answering
from houqin.tenancy.schools import School

TOGETHER = 10_000


@circles_later()
def sweep(*, at: datetime) -> int:
    """Ask for every duty that has begun, or was missed lately; note which vacant posts are filled.

    Returns how many were answered.
    """
    answered = sum(_close(duties, at=at) for duties in _begun(at))
    _note_filled_posts(at=at)
    return answered


def _begun(at: datetime) -> Iterator[list[Duty]]:
    last, schools = 0, School.objects.in_bulk()
    while True:
        rows = answerable(Duty.objects.exclude(state=DutyState.WAITING), at - LATE_RECORDS)
        duties = rows.filter(pk__gt=last).order_by("pk")[:TOGETHER].to_ask(schools)
        if not duties:
            return
        last = duties[-1].pk
        yield duties


def _close(duties: list[Duty], *, at: datetime) -> int:
    """Look without a lock first, and again with it for those that seem answered."""
    seem = [done for done in ask(duties)[0] if counts(done)]
    if not seem:
        return 0
    with transaction.atomic():
        free = claim({done.duty.school_id for done in seem})
        rows = Duty.objects.filter(pk__in=[done.duty.pk for done in seem], school__in=free)
        rows = answerable(rows, at - LATE_RECORDS).order_by("pk").select_for_update(no_key=True, skip_locked=True)
        duties = rows.to_ask({done.duty.school_id: done.duty.school for done in seem})
        answered = [done for done in ask(duties)[0] if counts(done)]
        close_answered(answered, at=at)
    return len(answered)


def _note_filled_posts(*, at: datetime) -> None:
    vacant = list(VacantPost.objects.filter(filled_at=None))
    schools = School.objects.filter(pk__in={one.school_id for one in vacant}).select_related("bureau")
    if vacant:
        answering = Answering(schools, at=at)
        filled = [one.pk for one in vacant if answering.people(one.school_id, one.post)]
        VacantPost.objects.filter(pk__in=filled).update(filled_at=at)
