"""Days and moments as a browser's own picker sends them."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from houqin.tenancy.fields import DayField, MomentField


@pytest.mark.parametrize("text", ["2026-03-11T12:30", "2026-03-11T12:30:00"])
def test_a_moment_is_read_by_the_school_s_clock(text):
    with timezone.override("Asia/Urumqi"):
        assert MomentField().clean(text) == datetime(2026, 3, 11, 6, 30, tzinfo=UTC)


def test_an_empty_moment_is_now_unless_it_is_asked_for():
    assert MomentField().clean("") is None
    with pytest.raises(ValidationError):
        MomentField(required=True).clean("")


@pytest.mark.parametrize("year", ["0001", "1989", "2101", "9999"])
def test_a_mistyped_century_is_no_day_of_ours(year):
    for field, text in ((DayField(), f"{year}-12-31"), (MomentField(), f"{year}-12-31T23:59")):
        with pytest.raises(ValidationError):
            field.clean(text)
