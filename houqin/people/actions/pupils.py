"""Classes, pupils and their guardians. The journal names a pupil by number, not by name (children's data)."""

from datetime import date, datetime, timedelta

from django.db import transaction

from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import refuse, require
from houqin.kernel.transactions import lock_row
from houqin.people.events import (
    CLASS_ADDED,
    GUARDIAN_ADDED,
    HEAD_TEACHER_SET,
    PUPIL_ADDED,
    PUPIL_CHANGED,
    PUPIL_LEFT,
    PUPIL_MOVED,
)
from houqin.people.gates import may_move
from houqin.people.models import Enrolment, Guardian, Pupil, SchoolClass, Staff
from houqin.people.permissions import MANAGE_PUPILS
from houqin.people.reasons import Reason
from houqin.tenancy.gates import belongs_to


@transaction.atomic
def add_class(*, school, grade: int, number: int, entered_in: int, head_teacher: Staff | None = None, actor,
              at: datetime) -> SchoolClass:  # fmt: skip
    """Raises Refused: CLASS_TAKEN, OTHER_SCHOOL."""
    authorise(actor, MANAGE_PUPILS, school=school, at=at)
    require(belongs_to(school, head_teacher))
    taken = SchoolClass.objects.of(school).filter(grade=grade, number=number, closed_on=None).first()
    if taken:
        refuse(Reason.CLASS_TAKEN, name=str(taken))
    school_class = SchoolClass.objects.create(
        school=school, grade=grade, number=number, entered_in=entered_in, head_teacher=head_teacher
    )
    record(CLASS_ADDED, school_class, actor=actor, at=at, name=str(school_class))
    return school_class


@transaction.atomic
def set_head_teacher(*, school_class: SchoolClass, head_teacher: Staff | None, actor, at: datetime) -> SchoolClass:
    """Raises Refused: OTHER_SCHOOL, LEFT."""
    school = school_class.school
    authorise(actor, MANAGE_PUPILS, school=school, at=at)
    require(belongs_to(school, head_teacher))
    if head_teacher and head_teacher.left_on and head_teacher.left_on < school.localdate(at):
        refuse(Reason.LEFT, name=head_teacher.name, left_on=head_teacher.left_on)
    school_class.head_teacher = head_teacher
    school_class.save(update_fields=["head_teacher"])
    record(
        HEAD_TEACHER_SET, school_class, about=[head_teacher], actor=actor, at=at, name=str(school_class),
        teacher=head_teacher.name if head_teacher else "",
    )  # fmt: skip
    return school_class


@transaction.atomic
def add_pupil(*, school_class: SchoolClass, name: str, number: str, gender: str, enrolled_on: date,
              born_on: date | None = None, is_boarder: bool = False, is_halal: bool = False, allergens: str = "",
              actor, at: datetime) -> Pupil:  # fmt: skip
    """Enrol a child in a class from a day on.  Raises Refused: NUMBER_TAKEN."""
    school = school_class.school
    authorise(actor, MANAGE_PUPILS, school=school, at=at)
    if taken := Pupil.objects.of(school).filter(number=number).first():
        refuse(Reason.NUMBER_TAKEN, number=number, name=taken.name)
    pupil = Pupil.objects.create(
        school=school, name=name, number=number, gender=gender, born_on=born_on, is_boarder=is_boarder,
        is_halal=is_halal, allergens=allergens, enrolled_on=enrolled_on,
    )  # fmt: skip
    Enrolment.objects.create(school=school, pupil=pupil, school_class=school_class, starts_on=enrolled_on)
    record(PUPIL_ADDED, pupil, about=[school_class], actor=actor, at=at, number=number)
    return pupil


@transaction.atomic
def move_pupil(*, pupil: Pupil, to: SchoolClass, on: date, actor, at: datetime) -> Enrolment:
    """To another class from a day on; the old place ends the day before.

    Raises Refused: OTHER_SCHOOL, LEFT_ALREADY, or see may_move.
    """
    authorise(actor, MANAGE_PUPILS, school=pupil.school, at=at)
    require(belongs_to(pupil.school, to))
    pupil = _here(pupil)
    place = Enrolment.objects.select_related("school_class").get(pupil=pupil, ends_on=None)
    require(may_move(pupil, place, to=to, on=on))
    place.ends_on = on - timedelta(days=1)
    place.save(update_fields=["ends_on"])
    moved = Enrolment.objects.create(school=pupil.school, pupil=pupil, school_class=to, starts_on=on)
    record(PUPIL_MOVED, pupil, about=[to], actor=actor, at=at, number=pupil.number, to=str(to), on=on)
    return moved


@transaction.atomic
def pupil_left(*, pupil: Pupil, left_on: date, actor, at: datetime) -> Pupil:
    """The last day at the school; the place in the class ends with it.  Raises Refused: LEFT_ALREADY, CAME_LATER."""
    authorise(actor, MANAGE_PUPILS, school=pupil.school, at=at)
    pupil = _here(pupil)
    came = Enrolment.objects.filter(pupil=pupil, ends_on=None).values_list("starts_on", flat=True).first()
    if came and left_on < came:
        refuse(Reason.CAME_LATER, name=pupil.name, starts_on=came)
    Enrolment.objects.filter(pupil=pupil, ends_on=None).update(ends_on=left_on)
    pupil.left_on = left_on
    pupil.save(update_fields=["left_on"])
    record(PUPIL_LEFT, pupil, actor=actor, at=at, number=pupil.number, left_on=left_on)
    return pupil


@transaction.atomic
def change_pupil(*, pupil: Pupil, name: str, is_boarder: bool, is_halal: bool, allergens: str, actor,
                 at: datetime) -> Pupil:  # fmt: skip
    """What feeding and lodging go by. The journal says that it changed, not how: it is a child's health."""
    authorise(actor, MANAGE_PUPILS, school=pupil.school, at=at)
    pupil.name, pupil.is_boarder, pupil.is_halal, pupil.allergens = name, is_boarder, is_halal, allergens
    pupil.save(update_fields=["name", "is_boarder", "is_halal", "allergens"])
    record(PUPIL_CHANGED, pupil, actor=actor, at=at, number=pupil.number)
    return pupil


def _here(pupil: Pupil) -> Pupil:
    """The pupil, locked, still at the school.  Raises Refused: LEFT_ALREADY."""
    pupil = lock_row(Pupil, pupil.pk, "school")
    if pupil.left_on:
        refuse(Reason.LEFT_ALREADY, name=pupil.name, left_on=pupil.left_on)
    return pupil


@transaction.atomic
def add_guardian(*, pupil: Pupil, name: str, relation: str, phone: str, actor, at: datetime) -> Guardian:
    """Whom to call about a child."""
    authorise(actor, MANAGE_PUPILS, school=pupil.school, at=at)
    guardian = Guardian.objects.create(school=pupil.school, pupil=pupil, name=name, relation=relation, phone=phone)
    record(GUARDIAN_ADDED, pupil, actor=actor, at=at, number=pupil.number)
    return guardian
