"""Take back what was entered by mistake, while nothing leans on it. The journal keeps that it once stood there."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Count

from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.references import delete_unreferred, referring
from houqin.kernel.refusals import Refusal, require
from houqin.kernel.transactions import lock
from houqin.people.events import CLASS_REMOVED, PUPILS_REMOVED, STAFF_REMOVED
from houqin.people.gates import nothing_leans_on
from houqin.people.models import Enrolment, Guardian, Pupil, SchoolClass, Staff
from houqin.people.permissions import MANAGE_PUPILS, MANAGE_STAFF
from houqin.people.reasons import Reason
from houqin.tenancy.gates import belongs_to


@transaction.atomic
def remove_staff(*, school, staff: Sequence[Staff], actor, at: datetime) -> None:
    """Raises Refused: IN_USE (a class, an account, …), OTHER_SCHOOL."""
    authorise(actor, MANAGE_STAFF, school=school, at=at)
    staff = lock(Staff.objects.filter(pk__in=[one.pk for one in staff]))
    require(*(belongs_to(school, one) for one in staff), may_remove_staff(staff))
    for one in staff:
        record(STAFF_REMOVED, one, actor=actor, at=at, name=one.name, number=one.number)
    Staff.objects.filter(pk__in=[one.pk for one in staff]).delete()


@transaction.atomic
def remove_classes(*, school, classes: Sequence[SchoolClass], actor, at: datetime) -> None:
    """Raises Refused: IN_USE, OTHER_SCHOOL."""
    authorise(actor, MANAGE_PUPILS, school=school, at=at)
    classes = lock(SchoolClass.objects.filter(pk__in=[one.pk for one in classes]))
    require(*(belongs_to(school, one) for one in classes), may_remove_classes(classes))
    for one in classes:
        record(CLASS_REMOVED, one, actor=actor, at=at, name=str(one))
    SchoolClass.objects.filter(pk__in=[one.pk for one in classes]).delete()


@transaction.atomic
def remove_pupils(*, school, pupils: Sequence[Pupil], actor, at: datetime) -> None:
    """With their guardians and the one place in a class they have had.  Raises Refused: IN_USE, OTHER_SCHOOL."""
    authorise(actor, MANAGE_PUPILS, school=school, at=at)
    pupils = lock(Pupil.objects.filter(pk__in=[one.pk for one in pupils]))
    require(*(belongs_to(school, one) for one in pupils), may_remove_pupils(pupils))
    if not pupils:
        return
    numbers = [one.number for one in pupils]
    record(PUPILS_REMOVED, school, about=pupils, actor=actor, at=at, count=len(pupils), numbers=numbers)
    keys = [one.pk for one in pupils]
    delete_unreferred(Enrolment.objects.filter(pupil__in=keys))
    delete_unreferred(Guardian.objects.filter(pupil__in=keys))
    delete_unreferred(Pupil.objects.filter(pk__in=keys))


def may_remove_staff(staff: Sequence[Staff]) -> Iterator[Refusal]:
    """Why these may not be taken back, all at once. A few queries, whatever their number."""
    names = {one.pk: one.name for one in staff}
    accounts = {one.pk: ["people.user"] for one in staff if one.user_id}
    yield from nothing_leans_on(names, accounts)
    yield from nothing_leans_on(names, referring(staff))
    yield from _nobody_left(staff, names)


def may_remove_classes(classes: Sequence[SchoolClass]) -> Iterator[Refusal]:
    yield from nothing_leans_on({one.pk: str(one) for one in classes}, referring(classes))


def may_remove_pupils(pupils: Sequence[Pupil]) -> Iterator[Refusal]:
    """A child is named by number here: a refused attempt is written in the journal."""
    names = {one.pk: one.number for one in pupils}
    places = Enrolment.objects.filter(pupil__in=list(names)).order_by().values("pupil").annotate(count=Count("pk"))
    moved = places.filter(count__gt=1).values_list("pupil", flat=True)
    yield from nothing_leans_on(names, {pk: ["people.enrolment"] for pk in moved})
    yield from nothing_leans_on(names, referring(pupils, ignoring=(Enrolment, Guardian)))
    yield from _nobody_left(pupils, names)


def _nobody_left(people, names: dict[int, str]) -> Iterator[Refusal]:
    for one in people:
        if one.left_on:
            yield Refusal(Reason.LEFT_SINCE, {"name": names[one.pk], "left_on": one.left_on})
