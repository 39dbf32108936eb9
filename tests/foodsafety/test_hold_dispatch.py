"""The month: the principal hears the director, signs, and next month's priorities are somebody's duty."""

from datetime import date

from houqin.duties.models import Duty
from houqin.foodsafety.models import MonthlyDispatch
from houqin.foodsafety.reasons import Reason
from houqin.governance.actions import sign_minutes
from houqin.governance.models import ActionItem, Meeting
from tests.builders import NOON
from tests.foodsafety.conftest import DAY
from tests.refusing import posts_that_may, refused


def test_the_dispatch_is_a_meeting_from_the_weeks_with_priorities_that_are_duties(office):
    office.sign_week()
    report = office.report()

    dispatch = office.dispatch()

    assert (dispatch.meeting.kind, dispatch.meeting.chair) == ("dispatch", office.crew.principal)
    assert [(week["monday"], week["record"]) for week in dispatch.weeks] == [("2026-03-09", report.pk)]
    assert dispatch.facts[0]["missing"] == ["2026-02-23", "2026-03-02", "2026-03-16", "2026-03-23"]
    item = ActionItem.objects.get()
    assert (item.owner, item.due_on) == ("general_affairs_director", date(2026, 4, 10))
    assert set(Duty.objects.values_list("code", "owner")) == {
        ("governance.do-item", "general_affairs_director"), ("governance.sign-minutes", "principal"),
    }  # fmt: skip


def test_a_month_needs_its_weeks_or_a_word_why_they_are_missing(office):
    assert refused(office.dispatch, missing_reason="") == [Reason.WEEKS_MISSING]


def test_a_month_needs_a_priority_for_the_next(office):
    assert refused(office.dispatch, priorities=[]) == [Reason.NO_PRIORITY]
    assert not Meeting.objects.exists()


def test_a_month_is_dispatched_in_its_last_week_at_the_earliest(office):
    assert refused(office.dispatch, at=NOON) == [Reason.MONTH_NOT_OVER]


def test_a_month_is_dispatched_once(office):
    office.dispatch()

    assert refused(office.dispatch) == [Reason.SIGNED_ALREADY]
    assert MonthlyDispatch.objects.count() == 1


def test_the_minutes_are_the_principals_to_sign(office):
    minutes = office.dispatch().meeting.minutes.get()

    signature = sign_minutes(minutes=minutes, actor=office.crew.principal, at=NOON + 20 * DAY)

    assert signature.user == office.crew.principal


def test_director_officer_and_principal_record_the_dispatch(office):
    assert posts_that_may(office.school, lambda actor: office.dispatch(actor=actor)) == {
        "food_safety_director", "food_safety_officer", "principal",
    }  # fmt: skip
