from datetime import UTC, date, datetime, time, timedelta

from houqin.tenancy.actions import set_time
from houqin.tenancy.calendar import timetable
from houqin.tenancy.models import TimetableEntry
from houqin.tenancy.reasons import Reason
from tests.builders import NOON, TODAY, a_holder, a_school
from tests.refusing import refused

SUMMER = date(2026, 5, 1)


def test_a_new_time_holds_from_its_day_on_and_not_before(school, principal):
    set_time(school=school, what="lunch", at_time=time(13, 30), valid_from=SUMMER, actor=principal, at=NOON)

    assert timetable(school, SUMMER - timedelta(days=1))["lunch"] == datetime(2026, 4, 30, 4, 30, tzinfo=UTC)
    assert timetable(school, SUMMER)["lunch"] == datetime(2026, 5, 1, 5, 30, tzinfo=UTC)
    assert timetable(school, SUMMER)["dinner"] == datetime(2026, 5, 1, 10, 30, tzinfo=UTC)


def test_the_wall_clock_is_the_schools(db):
    school = a_school(zone="Asia/Urumqi")
    set_time(
        school=school, what="lunch", at_time=time(12), valid_from=TODAY, actor=a_holder("principal", school), at=NOON
    )

    assert timetable(school, TODAY)["lunch"] == datetime(2026, 3, 11, 6, 0, tzinfo=UTC)


def test_a_time_announced_twice_for_a_day_is_the_last_one(school, principal):
    for hour in (13, 14):
        set_time(school=school, what="snack", at_time=time(hour), valid_from=SUMMER, actor=principal, at=NOON)

    rows = TimetableEntry.objects.filter(what="snack").values_list("at_time", "valid_from")
    assert list(rows) == [(time(14), SUMMER)]


def test_yesterday_is_not_rewritten(school, principal):
    yesterday = TODAY - timedelta(days=1)

    found = refused(
        set_time, school=school, what="lunch", at_time=time(13), valid_from=yesterday, actor=principal, at=NOON
    )

    assert found == [Reason.IN_FORCE_ALREADY]


def test_a_school_without_times_says_none(school):
    TimetableEntry.objects.all().delete()

    assert timetable(school, TODAY) == {}
