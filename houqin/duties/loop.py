"""The clock loop: runs what the apps declared as clockwork, each work in a thread of its own, until told to stop.

A thread each, because a work that talks to a slow mail server must not hold up a ladder. Killed at any line it leaves
nothing half done (see `kernel.clockwork`), so nobody has to stop it gently; it is only nicer.
"""

import logging
from collections.abc import Iterable
from datetime import datetime
from threading import Event, Thread
from time import monotonic

from django.db import DatabaseError, close_old_connections, connection

from houqin.duties.models import WorkRun
from houqin.kernel.clock import now
from houqin.kernel.clockwork import WORKS, Work

LOG = logging.getLogger("houqin.clock")
#: How often a work that goes well says so: each saying is a write to the disk of a small PC.
SAID_EVERY_SECONDS = 60
#: A clock connection reads small indexes; the 16 MB of a page's connection would be memory for nothing.
SMALL_CACHE = "PRAGMA cache_size=-1000"


class Loop:
    """`start`, then `stop`. Any number of loops may run against one database."""

    def __init__(self, works: Iterable[Work] | None = None):
        self._stopping = Event()
        works = WORKS.values() if works is None else works
        self._threads = [
            Thread(target=_keep_running, args=(work, self._stopping), name=work.code, daemon=True) for work in works
        ]

    def start(self) -> "Loop":
        for thread in self._threads:
            thread.start()
        return self

    def stop(self, seconds: float = 10) -> None:
        """Let each work end its pass, for so long."""
        self._stopping.set()
        until = monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0, until - monotonic()))


def _keep_running(work: Work, stopping: Event) -> None:
    said = Said(work)
    while not stopping.is_set():
        run_once(work, said)
        stopping.wait(work.seconds)
    connection.close()


def run_once(work: Work, said: "Said | None" = None) -> bool:
    """One pass, now. A pass that fails is logged and comes again; the others do not notice. Says whether it went well.

    `now` may jump: works compare moments, and never count on the one before.
    """
    said = said or Said(work)
    try:
        close_old_connections()
        prepare()
        work.run(at=now())
    except Exception as error:
        LOG.exception("%s failed", work.code)
        # A connection that a failure left in the middle of something is of no use to the next pass.
        connection.close()
        said.failed(error)
        return False
    said.done()
    return True


def prepare() -> None:
    """On a new connection of a thread of ours."""
    if connection.vendor == "sqlite" and connection.connection is None:
        with connection.cursor() as cursor:
            cursor.execute(SMALL_CACHE)


class Said:
    """What a work wrote down of itself, so that a clock that stands is found by its silence."""

    def __init__(self, work: Work):
        self._work, self._last, self._was_well = work, -float("inf"), False

    def done(self) -> None:
        if not self._was_well or monotonic() - self._last >= SAID_EVERY_SECONDS:
            self._write(done_at=now())
            self._was_well = True

    def failed(self, error: Exception) -> None:
        if self._was_well or monotonic() - self._last >= SAID_EVERY_SECONDS:
            self._write(failed_at=now(), error=f"{type(error).__name__}: {error}"[:200])
            self._was_well = False

    def _write(self, **fields: datetime | str) -> None:
        self._last = monotonic()
        try:
            WorkRun.objects.bulk_create(
                [WorkRun(code=self._work.code, **fields)], update_conflicts=True, unique_fields=["code"],
                update_fields=list(fields),
            )  # fmt: skip
        except DatabaseError:
            LOG.exception("%s could not be noted", self._work.code)
            connection.close()
