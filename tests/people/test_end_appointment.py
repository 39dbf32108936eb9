"""end_appointment and withdraw_appointment."""

from datetime import timedelta

import pytest

from houqin.journal.models import Entry
from houqin.people.actions import end_appointment, withdraw_appointment
from houqin.people.models import PostHolding
from houqin.people.reasons import Reason
from houqin.people.selectors import holders
from tests.builders import NOON, TODAY, a_holder
from tests.refusing import refused

DAY = timedelta(days=1)


def of(user) -> PostHolding:
    return PostHolding.objects.get(user=user)


@pytest.fixture
def door(principal):
    return {"actor": principal, "at": NOON}


def test_the_last_day_is_still_in_office(school, cook, door):
    end_appointment(holding=of(cook), ends_on=TODAY + DAY, **door)

    names = [[held.user.name for held in holders(school, on=on)] for on in (TODAY + DAY, TODAY + 2 * DAY)]
    assert names == [["李秀兰", "马校长"], ["马校长"]]
    assert Entry.objects.about(cook.staff).get().kind == "people.appointment_ended"


def test_permission_ends_with_the_last_day(school, cook, door):
    from houqin.people.permissions import SEE_POSTS

    end_appointment(holding=of(cook), ends_on=TODAY, **door)

    assert [cook.may(SEE_POSTS, school=school, at=NOON + n * DAY) for n in (0, 1)] == [True, False]


def test_yesterdays_answer_does_not_change(cook, door):
    assert refused(end_appointment, holding=of(cook), ends_on=TODAY - DAY, **door) == [Reason.ENDS_BEFORE_START]


def test_what_ended_is_over(school, cook, door):
    PostHolding.objects.filter(user=cook).update(ends_on=TODAY - DAY)

    assert refused(end_appointment, holding=of(cook), ends_on=TODAY, **door) == [Reason.ENDED_ALREADY]


def test_an_end_may_come_sooner_but_never_later(cook, door):
    """Later could run into the successor's time."""
    PostHolding.objects.filter(user=cook).update(ends_on=TODAY + 9 * DAY)

    assert refused(end_appointment, holding=of(cook), ends_on=TODAY + 10 * DAY, **door) == [Reason.ENDS_EARLIER]
    end_appointment(holding=of(cook), ends_on=TODAY + 3 * DAY, **door)

    assert of(cook).ends_on == TODAY + 3 * DAY


def test_somebody_must_be_left_who_can_appoint(school, principal, door):
    assert refused(end_appointment, holding=of(principal), ends_on=TODAY, **door) == [Reason.LAST_APPOINTER]

    a_holder("general_affairs_director", school)
    end_appointment(holding=of(principal), ends_on=TODAY, **door)

    assert of(principal).ends_on == TODAY


@pytest.mark.parametrize(
    "left",
    [
        {"ends_on": TODAY},  # gone by the day after
        {"starts_on": TODAY + 9 * DAY},  # not yet there
    ],
)
def test_who_is_not_in_office_the_day_after_does_not_count(school, principal, door, left):
    a_holder("general_affairs_director", school, **left)

    assert refused(end_appointment, holding=of(principal), ends_on=TODAY, **door) == [Reason.LAST_APPOINTER]


def test_a_machine_or_a_deputy_principal_is_not_left_to_appoint(school, principal, deputy, door):
    machine = a_holder("general_affairs_director", school)
    type(machine).objects.filter(pk=machine.pk).update(kind="integration")

    assert refused(end_appointment, holding=of(principal), ends_on=TODAY, **door) == [Reason.LAST_APPOINTER]


def test_what_has_not_begun_can_be_taken_back(school, principal, door):
    future = a_holder("cook", school, "下月来", starts_on=TODAY + DAY)

    withdraw_appointment(holding=of(future), **door)

    assert not PostHolding.objects.filter(user=future).exists()
    assert Entry.objects.about(future.staff).get().kind == "people.appointment_withdrawn"


def test_what_begins_today_is_ended_not_taken_back(school, door):
    today = a_holder("cook", school, starts_on=TODAY)

    assert refused(withdraw_appointment, holding=of(today), **door) == [Reason.BEGUN_ALREADY]
