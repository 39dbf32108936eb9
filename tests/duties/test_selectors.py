"""Whose, how late, how complete."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from houqin.duties.models import VacantPost
from houqin.duties.selectors import Completeness, completeness, duties_of, duty_calendar, late_and_missed
from houqin.duties.sweeping import sweep
from houqin.people.models import PostHolding, StaffAbsence
from houqin.tenancy.posts import Post
from tests.builders import a_school
from tests.duties.toys import live, prove, shanghai, tick

pytestmark = pytest.mark.django_db
MONDAY, WEDNESDAY = date(2026, 3, 9), date(2026, 3, 11)


@pytest.fixture
def days(crew, school, only):
    """Monday done on time, Tuesday done late, Wednesday late since half past seven."""
    only("wipe")
    tick(school, shanghai(8, 20))
    prove("wipe", "2026-03-09", school, at=shanghai(9, 7))
    live(school, shanghai(9, 0), shanghai(10, 8), minutes=60)
    prove("wipe", "2026-03-10", school, at=shanghai(10, 8, 30))
    live(school, shanghai(10, 9), shanghai(11, 8), minutes=60)
    return school


def test_complete_and_on_time_are_two_numbers(days):
    (found,) = completeness([days], MONDAY, WEDNESDAY, at=shanghai(11, 8))

    assert found == Completeness(days.pk, "wipe", None, asked=3, done=2, on_time=1)
    assert (round(found.complete, 2), round(found.timely, 2)) == (0.67, 0.33)
    daily = completeness([days], MONDAY, WEDNESDAY, at=shanghai(11, 8), daily=True)
    assert [(one.on.day, one.done, one.on_time) for one in daily] == [(9, 1, 1), (10, 1, 0), (11, 0, 0)]


def test_a_bureau_asks_once_for_all_its_schools(days):
    schools = [days, a_school(), a_school()]

    with CaptureQueriesContext(connection) as asked:
        completeness(schools, MONDAY, WEDNESDAY, at=shanghai(11, 8))
        list(late_and_missed(schools, since=MONDAY))

    assert len(asked) == 2


def test_what_is_late_is_its_owners_and_while_away_the_deputys(days, crew):
    PostHolding.objects.filter(user=crew.buyer).update(post=Post.COOK, is_deputy=True)
    at = shanghai(11, 8)
    assert [len(duties_of(user, days, at=at)) for user in (crew.cook, crew.buyer, crew.principal)] == [1, 0, 0]

    StaffAbsence.objects.create(
        school=days, staff=crew.cook.staff, starts_at=at, ends_at=shanghai(12, 8), reason="病",
        approved_by=crew.principal, approved_at=at,
    )  # fmt: skip

    assert [len(duties_of(user, days, at=at)) for user in (crew.cook, crew.buyer)] == [0, 1]


def test_the_calendar_has_every_occasion_on_its_day(days):
    found = duty_calendar(days, MONDAY, WEDNESDAY)

    assert {code: {on.day: [one.state for one in ones] for on, ones in row.items()} for code, row in found.items()} == {
        "wipe": {9: ["done"], 10: ["done"], 11: ["late"]}
    }


def test_a_vacancy_ends_when_somebody_answers_again(crew, school):
    VacantPost.objects.create(school=school, post="cook", found_at=shanghai(10, 7))
    VacantPost.objects.create(school=school, post="bureau_officer", found_at=shanghai(10, 7))

    sweep(at=shanghai(10, 20))

    filled = VacantPost.objects.order_by("post").values_list("post", "filled_at")
    assert list(filled) == [("bureau_officer", None), ("cook", shanghai(10, 20))]
