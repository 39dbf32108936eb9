"""add_pupil, change_pupil, move_pupil, pupil_left, add_guardian: who sat where on which day."""

from datetime import timedelta

import pytest

from houqin.journal.models import Entry
from houqin.kernel.refusals import KernelReason
from houqin.people.actions import add_guardian, add_pupil, change_pupil, move_pupil, pupil_left
from houqin.people.models import Enrolment, Pupil, SchoolClass
from houqin.people.reasons import Reason
from houqin.people.selectors import class_members
from tests.builders import NOON, TODAY, a_class
from tests.refusing import refused

DAY = timedelta(days=1)


@pytest.fixture
def door(principal):
    return {"actor": principal, "at": NOON}


@pytest.fixture
def here(pupil):
    return pupil.enrolments.get().school_class


def sat(*classes, on):
    return [len(class_members(one, on=on)) for one in classes]


def test_a_child_sits_in_a_class_from_a_day_on(school, door):
    school_class = a_class(school, 1, 1)
    call = {"name": "古丽", "number": "P9", "gender": "f", "enrolled_on": TODAY, "allergens": "花生，牛奶"}

    pupil = add_pupil(school_class=school_class, is_boarder=True, is_halal=True, **call, **door)

    row = Pupil.objects.values_list("school", "name", "number", "is_boarder", "is_halal", "allergens", "left_on")
    assert list(row) == [(school.pk, "古丽", "P9", True, True, "花生，牛奶", None)]
    assert [sat(school_class, on=on) for on in (TODAY - DAY, TODAY)] == [[0], [1]]
    assert Entry.objects.about(pupil).get().revived_facts == {"number": "P9"}


def test_a_number_belongs_to_one_child_of_a_school(school, other_school, pupil, here, door):
    theirs = a_class(other_school, pupils=1).enrolments.get().pupil
    call = {"school_class": here, "name": "x", "gender": "m", "enrolled_on": TODAY}

    assert refused(add_pupil, number=pupil.number, **call, **door) == [Reason.NUMBER_TAKEN]
    add_pupil(number=theirs.number, **call, **door)


def test_the_journal_says_that_a_child_changed_and_not_how(pupil, door):
    change_pupil(pupil=pupil, name="新名", is_boarder=True, is_halal=False, allergens="花生", **door)

    pupil.refresh_from_db()
    assert (pupil.name, pupil.is_boarder, pupil.allergens) == ("新名", True, "花生")
    assert Entry.objects.about(pupil).get().revived_facts == {"number": pupil.number}


def test_a_move_ends_the_old_place_the_day_before(school, pupil, here, door):
    to = a_class(school, 5, 1)

    move_pupil(pupil=pupil, to=to, on=TODAY, **door)

    assert [sat(here, to, on=on) for on in (TODAY - DAY, TODAY)] == [[1, 0], [0, 1]]


def test_a_move_is_refused_with_all_its_reasons(school, other_school, pupil, here, door):
    closed = a_class(school, 5, 2)
    SchoolClass.objects.filter(pk=closed.pk).update(closed_on=TODAY)
    closed.refresh_from_db()
    place = pupil.enrolments.get()

    assert refused(move_pupil, pupil=pupil, to=a_class(other_school), on=TODAY, **door) == [KernelReason.OTHER_SCHOOL]
    assert refused(move_pupil, pupil=pupil, to=closed, on=TODAY, **door) == [Reason.CLASS_CLOSED]
    assert refused(move_pupil, pupil=pupil, to=here, on=place.starts_on, **door) == [
        Reason.IN_CLASS_ALREADY, Reason.CAME_LATER,
    ]  # fmt: skip


def test_the_last_day_is_still_a_day_at_school(school, pupil, here, door):
    pupil_left(pupil=pupil, left_on=TODAY, **door)

    assert [sat(here, on=on) for on in (TODAY, TODAY + DAY)] == [[1], [0]]
    assert [Pupil.objects.enrolled(on).count() for on in (TODAY, TODAY + DAY)] == [1, 0]


def test_nobody_leaves_before_they_came(pupil, here, door):
    Enrolment.objects.filter(pupil=pupil).update(starts_on=TODAY)

    assert refused(pupil_left, pupil=pupil, left_on=TODAY - DAY, **door) == [Reason.CAME_LATER]


def test_who_left_neither_leaves_again_nor_moves(school, pupil, door):
    pupil_left(pupil=pupil, left_on=TODAY, **door)

    assert refused(pupil_left, pupil=pupil, left_on=TODAY + DAY, **door) == [Reason.LEFT_ALREADY]
    assert refused(move_pupil, pupil=pupil, to=a_class(school, 6, 1), on=TODAY, **door) == [Reason.LEFT_ALREADY]


def test_a_guardians_number_stays_out_of_the_journal(pupil, door):
    guardian = add_guardian(pupil=pupil, name="阿依古丽", relation="母亲", phone="13911112222", **door)

    assert list(pupil.guardians.values_list("name", "relation", "phone")) == [("阿依古丽", "母亲", "13911112222")]
    assert guardian.school == pupil.school
    assert Entry.objects.about(pupil).get().revived_facts == {"number": pupil.number}
