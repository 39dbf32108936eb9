"""Filters: how amounts and times read."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from houqin.kernel.quantities import BaseUnit, Quantity
from houqin.web.templatetags import houqin as tags

NOON = datetime(2025, 11, 19, 5, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("amount", "unit", "text"),
    [(12400, "g", "12.4 kg"), (80, "g", "80 g"), (3000, "mL", "3.0 L"), (None, "g", "")],
)
def test_an_amount_reads_with_its_unit(amount, unit, text):
    assert tags.qty(amount, unit) == text


def test_a_quantity_needs_no_unit():
    assert tags.qty(Quantity(52500, BaseUnit.GRAM)) == "52.5 kg"


def test_moments_read_in_the_school_s_zone():
    with timezone.override("Asia/Urumqi"):
        assert (tags.clock(NOON), tags.day(NOON), tags.moment(NOON)) == ("11:05", "11-19", "11-19 11:05")


def test_nothing_measured_reads_as_nothing():
    assert (tags.celsius(None), tags.celsius(Decimal("4.20")), tags.clock(None)) == ("", "4.2 ℃", "")


@pytest.mark.parametrize(
    ("minutes", "chinese", "english"),
    [
        (42, "还有 42 分钟", "in 42 min"),
        (120, "还有 2 小时", "in 2 h"),
        (-168, "迟 2 小时 48 分", "2 h 48 min late"),
        (3 * 24 * 60, "还有 3 天", "in 3 d"),
        (0, "还有 0 分钟", "in 0 min"),
    ],
)
def test_time_is_what_is_left_or_how_late(minutes, chinese, english):
    until = NOON + timedelta(minutes=minutes)
    with translation.override("zh-hans"):
        assert tags.time_left(until, NOON) == chinese
    with translation.override("en"):
        assert tags.time_left(until, NOON) == english


@pytest.mark.parametrize(
    ("hours_gone", "hours_left", "state"), [(1, 9, "due"), (6, 4, "late"), (8, 2, "missed"), (10, -1, "missed")]
)
def test_a_clock_grows_urgent_as_its_time_runs_out(hours_gone, hours_left, state):
    since, until = NOON - timedelta(hours=hours_gone), NOON + timedelta(hours=hours_left)

    assert tags.urgency(since, until, NOON) == state


def test_under_fifteen_minutes_is_urgent_whatever_the_share():
    assert tags.urgency(NOON, NOON + timedelta(minutes=15), NOON) == "missed"
