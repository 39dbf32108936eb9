"""mark_day and clear_day, and the answers the calendar then gives."""

from datetime import date, timedelta

import pytest

from houqin.journal.models import Entry
from houqin.tenancy.actions import clear_day, mark_day
from houqin.tenancy.calendar import days_between, is_boarding_night, is_school_day, term_on
from houqin.tenancy.models import CalendarDay, Term
from tests.builders import NOON

FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 4, 24) + timedelta(days=n) for n in range(4))


@pytest.fixture
def mark(school, principal):
    def mark(on, kind, **more):
        return mark_day(school=school, on=on, kind=kind, **more, actor=principal, at=NOON)

    return mark


def answers(school, *days):
    return [(is_school_day(school, on), is_boarding_night(school, on)) for on in days]


def test_a_plain_week(school):
    assert answers(school, FRIDAY, SATURDAY, SUNDAY, MONDAY) == [
        (True, False), (False, False), (False, True), (True, True),
    ]  # fmt: skip


def test_a_sunday_taught_in_exchange_keeps_boarders_on_saturday_night(school, mark):
    mark(SUNDAY, "teaching", is_boarding_night=True, note="五一调休")

    assert answers(school, SATURDAY, SUNDAY, MONDAY) == [(False, True), (True, True), (True, True)]


def test_before_a_holiday_boarders_go_home(school, mark):
    mark(MONDAY, "holiday", note="放假")

    assert answers(school, FRIDAY, SUNDAY, MONDAY) == [(True, False), (False, False), (False, False)]


def test_boarders_may_stay_over_a_holiday(school, mark):
    mark(MONDAY, "holiday", is_boarding_night=True)

    assert answers(school, MONDAY) == [(False, True)]


def test_outside_a_term_nothing_is_taught(school):
    Term.objects.all().delete()

    assert answers(school, FRIDAY, SUNDAY, MONDAY) == [(False, False)] * 3
    assert term_on(school, FRIDAY) is None


def test_marking_again_replaces_and_the_journal_keeps_both(school, mark):
    mark(MONDAY, "holiday", note="一")
    day = mark(MONDAY, "teaching", note="二")

    assert list(CalendarDay.objects.values_list("on", "kind", "note")) == [(MONDAY, "teaching", "二")]
    assert [entry.revived_facts["note"] for entry in Entry.objects.about(day)] == ["二", "一"]


def test_a_cleared_day_follows_its_weekday_again(school, mark, principal):
    day = mark(MONDAY, "holiday")
    pk = day.pk

    clear_day(day=day, actor=principal, at=NOON)

    assert answers(school, MONDAY) == [(True, True)]
    day.pk = pk
    assert [entry.kind for entry in Entry.objects.about(day)] == ["tenancy.day_cleared", "tenancy.day_marked"]


def test_another_schools_holiday_is_theirs(school, other_school):
    CalendarDay.objects.create(school=other_school, on=MONDAY, kind="holiday")

    assert answers(school, MONDAY) == [(True, True)]


def test_many_days_at_once_agree_with_one_by_one(school, mark, django_assert_num_queries):
    mark(SUNDAY, "teaching", is_boarding_night=True)
    mark(date(2026, 5, 1), "holiday")
    first, last = date(2026, 2, 16), date(2026, 7, 15)

    with django_assert_num_queries(2):
        days = days_between(school, first, last)

    assert list(days) == [first + timedelta(days=n) for n in range((last - first).days + 1)]
    assert [(day.is_taught, day.is_boarding_night) for day in days.values()] == answers(school, *days)
    assert [on for on, day in days.items() if day.is_marked] == [SUNDAY, date(2026, 5, 1)]
