"""The store and the week on Today, for those who answer for the canteen."""

from datetime import UTC, date, datetime

import pytest

from houqin.kitchen.selectors.figures import DayFigures, Figures
from houqin.supply.selectors import store_counts
from houqin.tenancy.posts import Post
from houqin.web import overview
from tests.builders import a_holder

pytestmark = pytest.mark.django_db

MONDAY = DayFigures(date(2025, 11, 17), meals=3, in_time=3, heads=1000, grams=40_000)
TUESDAY = DayFigures(date(2025, 11, 18), meals=3, in_time=2, heads=1000, grams=60_000)
AT = datetime(2025, 11, 18, 8, tzinfo=UTC)
SUNDAY = DayFigures(date(2025, 11, 16))


@pytest.fixture
def lived(monkeypatch):
    """Two days cooked this week, none the week before."""
    known = Figures(days=[SUNDAY, MONDAY, TUESDAY], before=[SUNDAY])
    monkeypatch.setattr(overview, "figures", lambda school, today: known)


def test_the_week_is_said_in_four_numbers_with_a_line_of_the_days_cooked(lived, school):
    week = overview.week_figures(school, AT)

    assert [(one.value, one.points) for one in week] == [
        ("83%", "2.0,2.0 98.0,26.0"),
        ("50 g", "2.0,26.0 98.0,2.0"),
        ("2000", "2.0,14.0 98.0,14.0"),
        ("6", "2.0,14.0 98.0,14.0"),
    ]
    assert {one.note for one in week} == {""}


def test_a_school_that_has_not_cooked_sees_no_numbers(school):
    assert overview.week_figures(school, AT) == []


def test_an_empty_store_is_one_quiet_line(school):
    assert [one.state for one in overview.store_lines(store_counts(school, school.localdate(AT)))] == ["done"]


def test_who_answers_for_the_canteen_sees_the_store_and_who_only_works_there_does_not(as_, school, keeper):
    principal = a_holder(Post.PRINCIPAL, school, "王建国")

    assert as_(principal).get("/").context["page"].store != []
    assert as_(keeper).get("/").context["page"].store == []
