"""What is said of a leave on paper: in the register of a month, and in the report of a night."""

from datetime import timedelta

import pytest
from django.utils import translation

from houqin.documents.drawn import draw
from houqin.documents.ledgers import LEDGERS
from houqin.documents.periods import Period, around
from houqin.nightwatch.night_facts import sections_of
from houqin.whereabouts.models import AwayKind
from tests.builders import NOON, TODAY
from tests.whereabouts.leaving import HOUR, TOMORROW, Leaving

pytestmark = pytest.mark.django_db
NEXT_MONTH = NOON + timedelta(days=30)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def remarks_on(house, at) -> list[list[str]]:
    span = around(Period.MONTH, TODAY, house.school.zone)
    return [line.remarks for line in draw(LEDGERS["leave"], house.school, span, at=at).lines]


@pytest.mark.parametrize(("at", "remark"), [
    (NOON + HOUR, "On leave"), (TOMORROW + HOUR, "Late back"), (NEXT_MONTH, "Late back"),
])  # fmt: skip
def test_the_register_of_a_month_that_runs_calls_late_who_is_late_now(house, at, remark):
    Leaving(house).gone()

    assert remarks_on(house, at) == [[remark]]


@pytest.mark.parametrize(("at", "remark"), [
    (NOON + HOUR, "Waits for a guardian"), (TOMORROW + HOUR, "Never went"), (NEXT_MONTH, "Never went"),
])  # fmt: skip
def test_nobody_is_said_never_to_have_gone_while_there_is_time(house, at, remark):
    Leaving(house).ask()

    assert remarks_on(house, at) == [[remark]]


@pytest.mark.parametrize(("until", "is_said"), [("22:00", True), ("04:59", True), ("09:00", False)])
def test_the_report_of_a_night_names_who_was_due_back_in_it(house, until, is_said):
    hour, minute = map(int, until.split(":"))
    on = TODAY if hour > 12 else TODAY + timedelta(days=1)
    until_at = house.school.localtime(NOON).replace(day=on.day, hour=hour, minute=minute)
    Leaving(house).gone(until_at=until_at)

    [section] = [one for one in sections_of(house.school, TODAY) if one["title"] == "Not back from leave"]

    assert [line["label"] for line in section["lines"]] == ["阿依古丽"] * is_said


def test_an_outing_to_the_county_town_is_not_inside_the_school():
    with translation.override("zh-hans"):
        assert str(AwayKind.ACTIVITY.label) == "学校活动"
