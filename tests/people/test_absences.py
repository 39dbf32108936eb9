"""approve_absence and end_absence; who answers meanwhile."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from houqin.journal.models import Entry
from houqin.people.actions import approve_absence, end_absence
from houqin.people.answering import Answering, answering
from houqin.people.models import PostHolding, StaffAbsence
from houqin.people.reasons import Reason
from houqin.tenancy.posts import Post
from tests.builders import NOON, TODAY, a_bureau_officer, a_holder, a_school
from tests.refusing import posts_that_may, refused, strangers_that_may

pytestmark = pytest.mark.django_db
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture
def standin(school):
    """The cook's deputy."""
    user = a_holder(Post.COOK, school, "代理厨师")
    PostHolding.objects.filter(user=user).update(is_deputy=True)
    return user


@pytest.fixture
def leave(cook, principal):
    """`leave()`: the cook is away from one o'clock to three."""

    def approve(starts_at=NOON + HOUR, ends_at=NOON + 3 * HOUR, *, staff=cook.staff, actor=principal, at=NOON):
        return approve_absence(staff=staff, starts_at=starts_at, ends_at=ends_at, reason="培训", actor=actor, at=at)

    return approve


def names(school, at):
    return [user.name for user in answering(school, Post.COOK, at)]


def test_the_deputy_answers_from_that_minute_to_that_minute(school, cook, standin, leave):
    leave()

    found = [names(school, NOON + offset) for offset in (HOUR - MINUTE, HOUR, 3 * HOUR - MINUTE, 3 * HOUR)]

    assert found == [["李秀兰"], ["代理厨师"], ["代理厨师"], ["李秀兰"]]
    assert Entry.objects.about(cook.staff).get().kind == "people.absence_approved"


def test_leave_counts_from_its_approval(school, cook, standin, leave):
    leave(starts_at=NOON - HOUR, at=NOON)

    assert [names(school, NOON - MINUTE), names(school, NOON)] == [["李秀兰"], ["代理厨师"]]


def test_another_holder_answers_before_any_deputy(school, cook, standin, leave):
    a_holder(Post.COOK, school, "第二厨师")
    leave()

    assert names(school, NOON + 2 * HOUR) == ["第二厨师"]


def test_with_nobody_left_nobody_answers(school, cook, leave):
    leave()

    assert names(school, NOON + 2 * HOUR) == []


def test_who_comes_back_earlier_answers_again(school, cook, standin, leave, principal):
    absence = leave()

    end_absence(absence=absence, actor=principal, at=NOON + 2 * HOUR)

    assert [names(school, NOON + 2 * HOUR - MINUTE), names(school, NOON + 2 * HOUR)] == [["代理厨师"], ["李秀兰"]]
    assert refused(end_absence, absence=absence, actor=principal, at=NOON + 2 * HOUR) == [Reason.BACK_ALREADY]


def test_what_is_not_leave_is_refused(school, cook, principal, leave):
    assert refused(leave, starts_at=NOON + HOUR, ends_at=NOON + HOUR) == [Reason.RETURNS_BEFORE_LEAVING]
    assert refused(leave, starts_at=NOON - 2 * HOUR, ends_at=NOON) == [Reason.ABSENCE_IS_OVER]
    assert refused(leave, staff=principal.staff) == [Reason.OWN_ABSENCE]
    leave()
    assert refused(leave, starts_at=NOON + 2 * HOUR, ends_at=NOON + 9 * HOUR) == [Reason.AWAY_ALREADY]


def test_only_leaders_approve_leave(school, cook):
    def approve(actor):
        approve_absence(
            staff=cook.staff, starts_at=NOON, ends_at=NOON + HOUR, reason="事假", actor=actor.acting(NOON), at=NOON
        )

    assert posts_that_may(school, approve) == {"principal", "deputy_principal", "general_affairs_director"}
    assert strangers_that_may(school, approve) == []


def test_a_bureaus_post_is_asked_from_the_nearest_bureau(school, officer):
    a_bureau_officer(a_school().bureau)

    assert answering(school, Post.BUREAU_OFFICER, NOON) == [officer]


def test_many_schools_cost_two_questions(school, cook):
    schools = [school, *(a_school() for _ in range(3))]

    with CaptureQueriesContext(connection) as asked:
        who = Answering(schools, at=NOON)
        assert [len(who.people(one.pk, Post.COOK)) for one in schools] == [1, 0, 0, 0]

    assert len(asked) == 2


@pytest.mark.usefixtures("_at_noon")
def test_the_page_takes_days_and_times_on_the_wall(as_, school, cook, principal):
    client, page = as_(principal), cook.staff.get_absolute_url()
    given = {"starts_on": TODAY, "starts_time": "13:00", "ends_on": TODAY, "ends_time": "15:00", "reason": "培训"}

    answer = client.post(reverse("people:approve-absence", args=[cook.staff.pk]), given)

    assert (answer.status_code, answer.headers["Location"]) == (303, page)
    absence = StaffAbsence.objects.get()
    assert (absence.starts_at, absence.ends_at) == (NOON + HOUR, NOON + 3 * HOUR)
    assert "11 March 13:00 to 11 March 15:00" in client.get(page).content.decode()
    client.post(reverse("people:end-absence", args=[absence.pk]), {})
    assert "called off" in client.get(page).content.decode()
