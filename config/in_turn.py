"""Short requests one after another, over the connection that was used last.

Threads that work at once cost more than they bring: Python lets one of them run at a time and they quarrel over which,
SQLite forgets the pages of each connection when another has written, and PostgreSQL's processes take the cores from
each other. Decision 0012 has the measurements.
"""

import select
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections

#: Seconds after which a request is a long one, such as a print or a slow upload, for which nobody waits any more.
PATIENCE = 0.1

#: Seconds after which a connection that nobody used is asked whether it still stands, before it is trusted.
REST = 1.0


class Door:
    """Lets one in at a time, and the next one all the same when somebody stays longer than `patience` seconds."""

    def __init__(self, patience: float = PATIENCE):
        self._patience, self._moved = patience, threading.Condition()
        self._inside: object | None = None
        self._until = 0.0

    @contextmanager
    def inside(self) -> Iterator[None]:
        me = object()
        with self._moved:
            while self._inside is not None and (left := self._until - time.monotonic()) > 0:
                self._moved.wait(left)
            self._inside, self._until = me, time.monotonic() + self._patience
        try:
            yield
        finally:
            with self._moved:
                # Whoever stayed long has been overtaken, and the door is somebody else's.
                if self._inside is me:
                    self._inside = None
                    self._moved.notify()


def _has_news(connection) -> bool:
    """Something has come over a connection on which nothing was asked, such as the word that its server ends it.

    To look costs nothing; to ask each connection whether it stands would be a thirtieth of a roll.
    """
    if connection is None:
        return False
    if connection.closed:
        return True
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    return bool(waiting.poll(0))


@contextmanager
def connection_from(kept: list) -> Iterator[None]:
    """The thread works over the connection that was put back last, and puts it back."""
    if kept:
        connection, used_at = kept.pop()
        connection.health_check_enabled = connection.settings_dict["CONN_HEALTH_CHECKS"] and (
            time.monotonic() - used_at > REST or _has_news(connection.connection)
        )
        connections[DEFAULT_DB_ALIAS] = connection
    try:
        yield
    finally:
        connection = connections[DEFAULT_DB_ALIAS]
        if not connection.allow_thread_sharing:
            connection.inc_thread_sharing()
        del connections[DEFAULT_DB_ALIAS]
        kept.append((connection, time.monotonic()))


def one_after_another(application: Callable) -> Callable:
    """The WSGI application, asked for one short answer at a time."""
    door, kept = Door(), []

    def in_turn(environ, start_response):
        with door.inside(), connection_from(kept):
            return application(environ, start_response)

    return in_turn
