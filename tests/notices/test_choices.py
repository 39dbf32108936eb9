"""set_choices and set_quiet_hours: quiet is bounded, one's own covers the school's."""

from datetime import time

import pytest

from houqin.notices.actions import set_choices, set_quiet_hours
from houqin.notices.models import Choices, QuietHours
from houqin.notices.reasons import Reason
from tests.builders import NOON
from tests.refusing import refused


@pytest.fixture
def mine(school, cook):
    return {"school": school, "language": "en", "actor": cook, "at": NOON}


@pytest.fixture
def ours(school, principal):
    return {"school": school, "actor": principal, "at": NOON}


def test_the_last_word_counts(mine, cook):
    set_choices(from_time=None, until_time=None, **mine)
    set_choices(from_time=time(21), until_time=time(7), **mine | {"language": "zh-hans"})

    assert list(Choices.objects.values_list("user", "language", "from_time", "until_time")) == [
        (cook.pk, "zh-hans", time(21), time(7))
    ]


@pytest.mark.parametrize(
    ("from_time", "until_time", "reasons"),
    [
        (time(23), time(7), [Reason.QUIET_NOT_WIDER]),
        (time(12), time(14), [Reason.QUIET_NOT_WIDER]),
        (time(12), time(12), [Reason.QUIET_EMPTY]),
        (time(12), time(7), [Reason.QUIET_TOO_LONG]),
    ],
)
def test_ones_own_quiet_covers_the_schools_and_ends(mine, from_time, until_time, reasons):
    assert refused(set_choices, from_time=from_time, until_time=until_time, **mine) == reasons


def test_the_schools_quiet_is_one_row(ours, school):
    for hour in (21, 22):
        set_quiet_hours(from_time=time(hour), until_time=time(7), **ours)

    assert list(QuietHours.objects.values_list("school", "from_time")) == [(school.pk, time(22))]


def test_a_school_is_not_silent_all_day(ours):
    assert refused(set_quiet_hours, from_time=time(18), until_time=time(7), **ours) == [Reason.QUIET_TOO_LONG]
    assert refused(set_quiet_hours, from_time=time(7), until_time=time(7), **ours) == [Reason.QUIET_EMPTY]
