"""Writers of one process come in the order in which they asked."""

import sqlite3
import threading

import pytest
from django.db.utils import OperationalError

from houqin.kernel.sqlite_in_turn.base import LONGEST, Cursor, Turns


def test_first_come_first_served():
    turns, order, waiting = Turns(), [], []
    turns.take(1)
    for number in range(5):
        thread = threading.Thread(target=lambda number=number: (turns.take(5), order.append(number), turns.give()))
        thread.start()
        waiting.append(thread)
        while len(turns._waiting) <= number:
            pass  # until it stands in the queue

    turns.give()
    for thread in waiting:
        thread.join(5)

    assert order == [0, 1, 2, 3, 4]


def test_who_waits_too_long_leaves_the_queue_and_holds_up_nobody():
    turns = Turns()
    turns.take(1)
    with pytest.raises(OperationalError):
        turns.take(0.01)

    turns.give()
    turns.take(0.01)


@pytest.mark.parametrize("length", [0, LONGEST])
def test_places_for_values_are_written_in_sqlite_s_way(length):
    cursor = sqlite3.connect(":memory:").cursor(factory=Cursor)
    padding = " " * length
    for _ in range(2):
        cursor.execute(f"SELECT %s, '10%%' LIKE '1%%s', %s{padding}", ["甲", 2])
        assert cursor.fetchone() == ("甲", 0, 2)
    cursor.execute("SELECT %(a)s", {"a": 7})
    assert cursor.fetchone() == (7,)
