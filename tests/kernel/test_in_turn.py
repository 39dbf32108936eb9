"""One short request at a time; nobody waits for a long one; the connection goes from hand to hand."""

import threading
import time
from contextlib import suppress

import pytest
from django.db import DEFAULT_DB_ALIAS, connections

from config.in_turn import REST, Door, connection_from, one_after_another

LONG = 30
SEVERAL = 4


def run_at_once(work, times=SEVERAL):
    threads = [threading.Thread(target=work) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG)
    assert not any(thread.is_alive() for thread in threads)


def test_one_is_inside_at_a_time():
    door, inside, most = Door(patience=LONG), [], []

    def come_in():
        with door.inside():
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.002)
            inside.pop()

    run_at_once(come_in)
    assert most == [1] * SEVERAL


def test_nobody_waits_for_a_long_one_and_its_end_opens_no_door():
    door, is_in, may_end, order = Door(patience=0.01), threading.Event(), threading.Event(), []

    def stay():
        with door.inside():
            is_in.set()
            assert may_end.wait(LONG)

    long = threading.Thread(target=stay)
    long.start()
    assert is_in.wait(LONG)
    with door.inside():
        overtaker = door._inside
        may_end.set()
        long.join(LONG)
        order.append(door._inside is overtaker)
    assert order == [True]
    assert door._inside is None


def test_the_next_comes_in_after_a_failure():
    door = Door(patience=LONG)
    with suppress(LookupError), door.inside():
        raise LookupError

    run_at_once(door.inside().__enter__, times=1)


def test_threads_hand_one_connection_on():
    used = []
    asked = one_after_another(lambda *_request: used.append(connections[DEFAULT_DB_ALIAS]))

    run_at_once(lambda: asked({}, None))
    assert len(used) == SEVERAL
    assert len({id(connection) for connection in used}) == 1
    used[0].validate_thread_sharing()


def test_a_connection_is_put_back_after_a_failure_and_another_made_while_it_is_out():
    kept, held, mine = [], [], connections[DEFAULT_DB_ALIAS]

    def borrow():
        with connection_from(kept):
            held.append(connections[DEFAULT_DB_ALIAS])

    def work():
        with suppress(LookupError), connection_from(kept):
            held.append(connections[DEFAULT_DB_ALIAS])
            run_at_once(borrow, times=1)
            raise LookupError

    run_at_once(work, times=1)
    first, second = held
    assert first is not second
    assert [connection for connection, _used_at in kept] == [second, first]
    assert connections[DEFAULT_DB_ALIAS] is mine


def test_a_connection_is_asked_whether_it_stands_once_it_has_rested():
    """PostgreSQL may be gone since; SQLite is a file, and is never asked."""
    asked, mine = [], connections[DEFAULT_DB_ALIAS]
    kept = [(mine.copy(), time.monotonic() - REST - 1)]

    def work():
        for _ in range(2):
            with connection_from(kept):
                asked.append(connections[DEFAULT_DB_ALIAS].health_check_enabled)

    run_at_once(work, times=1)
    assert asked == [mine.settings_dict["CONN_HEALTH_CHECKS"], False]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_connection_that_its_server_has_just_ended_is_noticed():
    mine = connections[DEFAULT_DB_ALIAS]
    lent, answers = mine.copy(), []
    lent.inc_thread_sharing()
    lent.ensure_connection()

    def request():
        with connection_from([(lent, time.monotonic())]):
            lent.close_if_unusable_or_obsolete()  # as Django does before a request
            with lent.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                answers.append((lent.health_check_enabled, cursor.fetchone()[0]))

    run_at_once(request, times=1)
    with mine.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [answers[0][1]])
    run_at_once(request, times=1)
    lent.close()

    (was_asked, before), (is_asked, after) = answers
    assert not was_asked
    assert is_asked
    assert before != after
