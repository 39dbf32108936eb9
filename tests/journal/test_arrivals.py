"""Late entries are what they are: happened, recorded, received are three moments; a phone's clock is measured."""

from datetime import UTC, datetime, timedelta

import pytest

from houqin.journal.actions import record
from houqin.journal.arrivals import Arrival, comes_as, measured
from houqin.journal.verifying import verify_chain
from houqin.tenancy.posts import Post
from tests.builders import a_holder, a_school
from tests.journal.kinds import SOMETHING

RECEIVED = datetime(2025, 11, 19, 8, 40, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def sent_by(*, waited, ahead=timedelta(), known=None):
    """What a phone says whose clock is `ahead`, of an entry that waited so long."""
    sent = RECEIVED + ahead
    return measured(pressed=sent - waited, sent=sent, received=RECEIVED, offset_then=known)


def test_an_entry_sent_at_once_by_a_right_clock_says_nothing():
    assert sent_by(waited=timedelta(seconds=5), ahead=timedelta(seconds=40)) is None


def test_an_entry_that_waited_says_when_it_was_pressed():
    assert sent_by(waited=88 * MINUTE) == Arrival(RECEIVED - 88 * MINUTE, 0)


@pytest.mark.parametrize("ahead", [-400 * MINUTE, 17 * MINUTE, timedelta(days=365)])
def test_a_wrong_clock_does_no_harm_and_is_noted(ahead):
    arrival = sent_by(waited=30 * MINUTE, ahead=ahead, known=ahead)

    assert arrival == Arrival(RECEIVED - 30 * MINUTE, round(ahead.total_seconds()))


def test_what_is_sent_at_once_by_a_wrong_clock_was_recorded_when_it_was_received():
    assert sent_by(waited=timedelta(milliseconds=700), ahead=9 * MINUTE) == Arrival(RECEIVED, 540)


def test_a_clock_set_right_while_the_entry_waited_is_told_by_the_earlier_measure():
    """It was two hours ahead at the press; somebody set it right before the entry was sent an hour later."""
    pressed = RECEIVED - 60 * MINUTE + 120 * MINUTE

    arrival = measured(pressed=pressed, sent=RECEIVED, received=RECEIVED, offset_then=120 * MINUTE)

    assert arrival == Arrival(RECEIVED - 60 * MINUTE, 0, is_clock_unsure=True)


def test_nothing_is_recorded_after_it_was_received():
    arrival = measured(pressed=RECEIVED + 5 * MINUTE, sent=RECEIVED, received=RECEIVED, offset_then=None)

    assert arrival == Arrival(RECEIVED, 0, is_clock_unsure=True)


@pytest.fixture
def school(db):
    return a_school()


@pytest.fixture
def cook(school):
    return a_holder(Post.COOK, school)


def test_what_is_written_while_an_entry_arrives_carries_its_three_moments(cook, school):
    recorded = RECEIVED - 88 * MINUTE

    with comes_as(Arrival(recorded, 720)):
        late = record(SOMETHING, school, actor=cook, at=RECEIVED, happened_at=recorded - 5 * MINUTE)
    now = record(SOMETHING, school, actor=cook, at=RECEIVED)

    assert [when for _what, when in late.moments] == [recorded - 5 * MINUTE, recorded, RECEIVED]
    assert late.clock_note != ""
    assert (now.moments, now.clock_note) == ([], "")
    assert list(verify_chain(school.pk)) == []


def test_without_a_moment_of_its_own_it_happened_when_it_was_recorded(cook, school):
    with comes_as(Arrival(RECEIVED - MINUTE, 0)):
        entry = record(SOMETHING, school, actor=cook, at=RECEIVED)

    assert entry.happened_at == RECEIVED - MINUTE
