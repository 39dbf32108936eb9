"""Writers of one process come in the order in which they asked."""

import threading

import pytest
from django.db.utils import OperationalError

from houqin.kernel.sqlite_in_turn.base import Turns


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
