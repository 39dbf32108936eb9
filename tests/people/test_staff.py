"""add_staff, change_staff, staff_left."""

from datetime import timedelta

import pytest

from houqin.people.actions import add_staff, change_staff, staff_left
from houqin.people.models import PostHolding, Staff
from houqin.people.reasons import Reason
from tests.builders import NOON, TODAY
from tests.refusing import refused

DAY = timedelta(days=1)


@pytest.fixture
def door(principal):
    return {"actor": principal, "at": NOON}


def posts(user):
    return list(user.holdings.order_by("starts_on").values_list("post", "starts_on", "ends_on"))


def test_a_staff_member_needs_no_account(school, door):
    staff = add_staff(school=school, name="阿依努尔·吐尔逊", number="T007", phone="139", job="面点", **door)

    row = Staff.objects.filter(pk=staff.pk).values_list("school", "name", "number", "phone", "job", "user", "left_on")
    assert list(row) == [(school.pk, "阿依努尔·吐尔逊", "T007", "139", "面点", None, None)]


def test_a_number_belongs_to_one_person_of_a_school(school, other_school, staff_of, door):
    Staff.objects.create(school=school, name="甲", number="T1")
    Staff.objects.create(school=other_school, name="乙", number="T2")

    assert refused(add_staff, school=school, name="x", number="T1", **door) == [Reason.NUMBER_TAKEN]
    add_staff(school=school, name="x", number="T2", **door)


def test_a_new_name_shows_wherever_the_account_does(school, cook, door):
    change_staff(staff=cook.staff, name="李秀兰（新）", phone="1", job="主厨", **door)

    cook.refresh_from_db()
    assert (cook.name, cook.staff.job) == ("李秀兰（新）", "主厨")


def test_posts_end_with_the_last_day_and_what_has_not_begun_falls_away(school, cook, held, door):
    held(cook, "buyer", school, starts_on=TODAY + 9 * DAY)
    held(cook, "storekeeper", school, starts_on=TODAY, ends_on=TODAY + 9 * DAY)
    held(cook, "head_teacher", school, starts_on=TODAY - 9 * DAY, ends_on=TODAY - 5 * DAY)

    staff_left(staff=cook.staff, left_on=TODAY + 2 * DAY, **door)

    assert [(post, ends_on) for post, _starts_on, ends_on in posts(cook)] == [
        ("cook", TODAY + 2 * DAY), ("head_teacher", TODAY - 5 * DAY), ("storekeeper", TODAY + 2 * DAY),
    ]  # fmt: skip


def test_entered_late_the_posts_end_today_since_yesterday_is_not_rewritten(cook, door):
    staff = staff_left(staff=cook.staff, left_on=TODAY - 5 * DAY, **door)

    assert staff.left_on == TODAY - 5 * DAY
    assert [ends_on for _post, _starts_on, ends_on in posts(cook)] == [TODAY]


def test_somebody_without_an_account_leaves_too(school, staff_of, door):
    assert staff_left(staff=staff_of(school, account=False), left_on=TODAY, **door).left_on == TODAY


def test_posts_at_another_school_go_on(other_school, cook, held, door):
    held(cook, "cook", other_school)

    staff_left(staff=cook.staff, left_on=TODAY, **door)

    assert PostHolding.objects.get(user=cook, school=other_school).ends_on is None


def test_leaving_twice_says_so(cook, door):
    staff_left(staff=cook.staff, left_on=TODAY, **door)

    assert refused(staff_left, staff=cook.staff, left_on=TODAY + DAY, **door) == [Reason.LEFT_ALREADY]


def test_the_last_who_can_appoint_does_not_just_leave(principal, door):
    assert refused(staff_left, staff=principal.staff, left_on=TODAY, **door) == [Reason.LAST_APPOINTER]
