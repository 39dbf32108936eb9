"""A boarding school: a class with two boarders and a day pupil, and the people who watch over them."""

from dataclasses import dataclass

import pytest

from houqin.kernel import clock
from houqin.people.models import Enrolment, Guardian, Pupil, SchoolClass, Staff
from houqin.tenancy.posts import Post
from houqin.whereabouts.selectors import whereabouts
from tests.builders import NOON, YEARS_AGO, Crew, a_class, a_school
from tests.whereabouts.leaving import HOUR, Leaving


@dataclass
class House:
    school: object
    crew: Crew
    school_class: SchoolClass
    ayi: Pupil
    bai: Pupil
    day_pupil: Pupil
    mother: Guardian


def a_pupil(school, school_class, name, number, *, is_boarder=True, gender="f") -> Pupil:
    pupil = Pupil.objects.create(
        school=school, name=name, number=number, gender=gender, is_boarder=is_boarder, enrolled_on=YEARS_AGO
    )
    Enrolment.objects.create(school=school, pupil=pupil, school_class=school_class, starts_on=YEARS_AGO)
    return pupil


def a_guardian(pupil, name="母亲甲") -> Guardian:
    return Guardian.objects.create(school=pupil.school, pupil=pupil, name=name, relation="母亲", phone="13900000001")


def elsewhere(house, at) -> dict:
    """Who is elsewhere, which is the same asked of the whole school and of each of its pupils by name."""
    known = whereabouts(house.school, at=at)
    assert whereabouts(house.school, at=at, pupils=[house.ayi.pk, house.bai.pk, house.day_pupil.pk]) == known
    return known


@pytest.fixture
def house(db) -> House:
    school = a_school()
    crew = Crew(school)
    school_class = a_class(school)
    school_class.head_teacher = Staff.objects.get(user=crew.head_teacher)
    school_class.save()
    ayi = a_pupil(school, school_class, "阿依古丽", "P1")
    bai = a_pupil(school, school_class, "白雪", "P2")
    day_pupil = a_pupil(school, school_class, "陈走读", "P3", is_boarder=False)
    return House(school, crew, school_class, ayi, bai, day_pupil, a_guardian(ayi))


@pytest.fixture
def head_teacher(house):
    return getattr(house.crew, Post.HEAD_TEACHER.value)


@pytest.fixture
def leaving(house):
    return Leaving(house)


@pytest.fixture
def out(leaving):
    """To the dentist and back by five."""
    return leaving.gone(until_at=NOON + 5 * HOUR)


@pytest.fixture
def _noon(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)
