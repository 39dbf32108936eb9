"""SQLite whose writers of one process come in turn.

SQLite has one writer at a time, and whoever waits asks again after a while, up to a tenth of a second later: with many
writers some are passed over for seconds (64 rolls at once: half within 0.7 s, the last after five). So the threads of
this process stand in a queue before they begin a transaction; other processes, such as a command, still wait as SQLite
does.
"""

import threading
from collections import deque
from functools import cache, lru_cache

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError


class Turns:
    """First come, first served. `take` raises OperationalError after `seconds`."""

    def __init__(self):
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._is_taken = False

    def take(self, seconds: float) -> None:
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return
            mine = threading.Event()
            self._waiting.append(mine)
        if mine.wait(seconds):
            return
        with self._guard:
            if mine.is_set():  # it came just now
                return
            self._waiting.remove(mine)
        raise OperationalError("database is locked: the queue of writers did not move")

    def give(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._is_taken = False


@cache
def turns_of(name: str) -> Turns:
    return Turns()


#: Statements that are remembered, and how long they may be: those for many rows come in any length.
MOST_STATEMENTS, LONGEST = 2000, 4000


@lru_cache(MOST_STATEMENTS)
def _with_question_marks(query: str) -> str:
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class Cursor(base.SQLiteCursorWrapper):
    """Writes the places of values in SQLite's way once for each statement; Django does it each time it is run."""

    def convert_query(self, query, *, param_names=None):
        if param_names is not None or len(query) > LONGEST:
            return super().convert_query(query, param_names=param_names)
        return _with_question_marks(query)


class DatabaseWrapper(base.DatabaseWrapper):
    """The turn is taken with BEGIN and given back with COMMIT, ROLLBACK or the end of the connection."""

    _has_turn = False

    def create_cursor(self, name=None):
        return self.connection.cursor(factory=Cursor)

    def _start_transaction_under_autocommit(self):
        turns_of(str(self.settings_dict["NAME"])).take(self.settings_dict["OPTIONS"].get("timeout", 20))
        self._has_turn = True
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._give_turn()
            raise

    def _commit(self):
        super()._commit()
        self._give_turn()

    def _rollback(self):
        super()._rollback()
        self._give_turn()

    def _close(self):
        super()._close()
        self._give_turn()

    def _give_turn(self):
        if self._has_turn:
            self._has_turn = False
            turns_of(str(self.settings_dict["NAME"])).give()
