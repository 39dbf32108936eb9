"""add_class and set_head_teacher."""

from datetime import timedelta

import pytest

from houqin.kernel.refusals import KernelReason
from houqin.people.actions import add_class, set_head_teacher
from houqin.people.models import SchoolClass
from houqin.people.reasons import Reason
from tests.builders import NOON, TODAY, a_class
from tests.refusing import refused


@pytest.fixture
def door(principal):
    return {"actor": principal, "at": NOON}


def test_a_class_is_found_by_grade_and_number(school, cook, door):
    add_class(school=school, grade=4, number=2, entered_in=2022, head_teacher=cook.staff, **door)

    row = SchoolClass.objects.values_list("school", "grade", "number", "entered_in", "head_teacher")
    assert list(row) == [(school.pk, 4, 2, 2022, cook.staff.pk)]


def test_two_open_classes_never_share_a_number(school, other_school, door):
    here = a_class(school, 4, 2)
    a_class(other_school, 4, 3)
    call = {"school": school, "grade": 4, "entered_in": 2022}

    assert refused(add_class, number=2, **call, **door) == [Reason.CLASS_TAKEN]
    add_class(number=3, **call, **door)
    SchoolClass.objects.filter(pk=here.pk).update(closed_on=TODAY)
    add_class(number=2, **call, **door)


def test_the_head_teacher_is_one_of_ours(school, other_school, staff_of, door):
    theirs, here = staff_of(other_school), a_class(school)
    call = {"school": school, "grade": 1, "number": 1, "entered_in": 2025}

    assert refused(add_class, head_teacher=theirs, **call, **door) == [KernelReason.OTHER_SCHOOL]
    assert refused(set_head_teacher, school_class=here, head_teacher=theirs, **door) == [KernelReason.OTHER_SCHOOL]


def test_the_head_teacher_is_still_here(school, staff_of, door):
    gone, leaving = staff_of(school, left_on=TODAY - timedelta(days=1)), staff_of(school, left_on=TODAY)
    here = a_class(school)

    assert refused(set_head_teacher, school_class=here, head_teacher=gone, **door) == [Reason.LEFT]
    set_head_teacher(school_class=here, head_teacher=leaving, **door)
    set_head_teacher(school_class=here, head_teacher=None, **door)

    here.refresh_from_db()
    assert here.head_teacher is None
