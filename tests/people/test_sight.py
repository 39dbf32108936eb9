"""Which schools a person sees: by posts held at the moment, and by nothing else."""

from datetime import timedelta

import pytest

from houqin.people.models import Staff, User
from tests.builders import NOON, TODAY, a_bureau, a_bureau_officer, a_holder, a_person, a_school

DAY = timedelta(days=1)


@pytest.fixture
def tree(db):
    """A division with two counties, a school in each."""
    division = a_bureau("师教育局")
    east, west = a_bureau("东县", parent=division), a_bureau("西县", parent=division)
    return {"division": division, "east": a_school("东小", bureau=east), "west": a_school("西小", bureau=west)}


def sees(user, at=NOON):
    return sorted(school.name for school in user.visible_schools(at))


def test_a_person_of_a_school_sees_that_school(tree):
    assert sees(a_holder("cook", tree["east"])) == ["东小"]


def test_two_posts_at_two_schools_show_both(tree, held):
    cook = a_holder("cook", tree["east"])
    held(cook, "cook", tree["west"])

    assert sees(cook) == ["东小", "西小"]


def test_an_officer_sees_what_lies_under_their_bureau(tree):
    assert sees(a_bureau_officer(tree["division"])) == ["东小", "西小"]
    assert sees(a_bureau_officer(tree["east"].bureau)) == ["东小"]


@pytest.mark.parametrize(
    ("days", "seen"), [(-1, []), (0, ["东小"]), (3, ["东小"]), (4, [])]
)  # in office from today to the day after the day after tomorrow
def test_a_post_shows_its_school_from_its_first_to_its_last_day(tree, days, seen):
    cook = a_holder("cook", tree["east"], starts_on=TODAY, ends_on=TODAY + 3 * DAY)

    assert sees(cook, NOON + days * DAY) == seen


def test_strangers_and_closed_accounts_see_nothing(tree):
    closed = a_holder("cook", tree["east"])
    closed.is_active = False

    assert [sees(a_person()), sees(closed)] == [[], []]


def test_the_house_sees_everything_and_signs_in_nowhere(tree):
    house = User.objects.house()

    assert sees(house) == ["东小", "西小"]
    assert house.check_password("") is False
    assert User.objects.house() == house


def test_rows_follow_the_schools(tree):
    cook = a_holder("cook", tree["east"], "东厨")
    a_holder("cook", tree["west"], "西厨")

    assert [staff.name for staff in Staff.objects.visible_to(cook)] == ["东厨"]
    assert [staff.name for staff in Staff.objects.visible_to(a_person())] == []


def test_nobody_guesses_when(tree):
    user = User.objects.create(username="unasked", name="x")

    with pytest.raises(RuntimeError):
        Staff.objects.visible_to(user)


def test_asking_again_costs_nothing(tree, django_assert_num_queries):
    officer = a_bureau_officer(tree["division"])
    with django_assert_num_queries(2):
        officer.visible_school_ids()

    with django_assert_num_queries(0):
        officer.visible_school_ids()
