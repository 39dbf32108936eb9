"""What the three owe, and which records answer it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from houqin.duties.models import Duty
from houqin.foodsafety.actions import hand_over_heads
from houqin.governance.actions import sign_minutes
from tests.builders import NOON, TODAY, a_school
from tests.duty_rows import answered, done_codes, make_duties, occasions
from tests.foodsafety.conftest import DAY, MONDAY, Office

MARCH, APRIL = (date(2026, 3, 1), date(2026, 3, 31)), (date(2026, 4, 1), date(2026, 4, 30))


def test_the_day_is_due_in_the_evening_and_missed_at_midnight(office):
    [asked] = make_duties("foodsafety.daily-control", office.school)
    local = office.school.localtime
    assert (f"{local(asked.due_at):%H:%M}", f"{local(asked.closes_at):%d %H:%M}") == ("21:30", "12 00:00")

    office.sign()

    assert done_codes(office.school) == {"foodsafety.daily-control": NOON}


def test_a_week_is_due_by_noon_of_the_next_monday(office):
    asked = make_duties("foodsafety.weekly-report", office.school, MONDAY, MONDAY + 7 * DAY)
    assert [(one.key, one.on) for one in asked] == [
        ("2026-03-02", MONDAY), ("2026-03-09", MONDAY + 7 * DAY),
    ]  # fmt: skip

    office.sign_week()
    office.report()

    assert list(Duty.objects.filter(state="done").values_list("key", flat=True)) == ["2026-03-09"]


def test_a_week_of_holidays_is_asked_of_nobody(office):
    august = date(2026, 8, 3)

    assert occasions("foodsafety.weekly-report", office.school, august, august + 7 * DAY) == []


def test_a_month_is_done_when_the_principal_has_signed(office):
    [asked] = make_duties("foodsafety.monthly-dispatch", office.school, *APRIL)
    assert (asked.key, asked.on) == ("2026-03", date(2026, 4, 5))

    dispatch = office.dispatch()
    assert answered("foodsafety.monthly-dispatch", [asked]) == {}
    sign_minutes(minutes=dispatch.meeting.minutes.get(), actor=office.crew.principal, at=NOON + 20 * DAY)

    assert answered("foodsafety.monthly-dispatch", [asked]) == {asked.pk: NOON + 20 * DAY}


def test_the_journals_end_is_handed_over_each_school_day(office):
    make_duties("foodsafety.hand-over-heads", office.school)
    office.sign(TODAY - DAY, at=NOON - DAY)
    office.sign()

    hand_over_heads(school=office.school, actor=office.crew.general_affairs_director, at=NOON)

    assert done_codes(office.school) == {"foodsafety.hand-over-heads": NOON}


@pytest.mark.parametrize(
    ("code", "queries"),
    [("foodsafety.daily-control", 1), ("foodsafety.weekly-report", 1), ("foodsafety.monthly-dispatch", 2),
     ("foodsafety.hand-over-heads", 1)],
)  # fmt: skip
def test_three_schools_cost_as_many_queries_as_one(db, code, queries):
    offices = [Office(a_school(f"第{number}学校")) for number in range(3)]
    for office in offices:
        office.sign_week()
        office.report()
        office.dispatch()
        hand_over_heads(school=office.school, actor=office.crew.principal, at=NOON + 2 * DAY)
        make_duties(code, office.school, MARCH[0], APRIL[1])

    costs = []
    for some in (offices[:1], offices):
        asked = list(Duty.objects.filter(code=code, school__in=[office.school for office in some]))
        with CaptureQueriesContext(connection) as captured:
            answered(code, asked)
        costs.append(len(captured))

    assert costs == [queries, queries]
