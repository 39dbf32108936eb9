"""Many entries at once are chained as if each had been recorded by itself."""

from datetime import timedelta

import pytest

from houqin.journal.actions import Saying, record, record_all
from houqin.journal.events import ATTACHMENT_STORED
from houqin.journal.models import DailyHead, Entry, Head
from houqin.journal.verifying import verify_chain
from tests.builders import NOON, a_school, a_space

DAY = timedelta(days=1)


def said(chain):
    return list(Entry.objects.of_chain(chain).order_by("sequence").values_list("sequence", "facts", "about", "hash"))


@pytest.fixture
def spaces(db):
    """Two places at one school, one at another."""
    here = a_school()
    return [a_space(here, "kitchen", "甲"), a_space(here, "kitchen", "乙"), a_space(a_school(), "kitchen", "丙")]


def test_entries_of_several_chains_are_written_in_order_and_hold(spaces, django_assert_num_queries):
    first, second, other = spaces
    record(ATTACHMENT_STORED, first, actor=None, at=NOON - DAY, name="0")

    # The ends, two more for the chain that begins, entries, mentions, the day that ended, the new ends.
    with django_assert_num_queries(7):
        record_all(
            sayings=[
                Saying(ATTACHMENT_STORED, first, [second], {"name": "1"}),
                Saying(ATTACHMENT_STORED, other, facts={"name": "2"}),
                Saying(ATTACHMENT_STORED, second, facts={"name": "3"}),
            ],
            actor=None, at=NOON,
        )  # fmt: skip

    here, there = first.school_id, other.school_id
    assert [(sequence, facts) for sequence, facts, *_more in said(here)] == [
        (1, '{"name":"0"}'), (2, '{"name":"1"}'), (3, '{"name":"3"}')
    ]  # fmt: skip
    assert [(sequence, facts) for sequence, facts, *_more in said(there)] == [(1, '{"name":"2"}')]
    assert [list(verify_chain(chain)) for chain in (here, there)] == [[], []]
    assert list(DailyHead.objects.values_list("chain", "on", "sequence")) == [(here, (NOON - DAY).date(), 1)]
    assert dict(Head.objects.values_list("pk", "on")) == {here: NOON.date(), there: NOON.date()}


def test_nothing_to_say_asks_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert record_all(sayings=[], actor=None, at=NOON) == []
