"""A school whose hours pass in seconds: the same data, the same port, the clock set on."""

import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tests.running import RunningServer

#: The demo school lives by this clock.
ZONE = ZoneInfo("Asia/Urumqi")
DAY = "2025-11-19"
#: The works of the clock that make duties, ask them again and let them climb.
WORKS = ("duties.occasions", "duties.sweep", "duties.pass")
PATIENCE_SECONDS = 30


class School:
    """`school.at("13:35")` starts the server, and its clock loop, so that it is that time of the demo's day.

    `settings` are the server's own, as in the environment.
    """

    def __init__(self, var, **settings):
        self.server, self.settings = RunningServer(var), settings

    @property
    def url(self) -> str:
        return self.server.url

    def rows(self, query: str, *values) -> list[tuple]:
        return self.server.rows(query, *values)

    def at(self, clock: str, *, on: str = DAY) -> "School":
        self.server.stop()
        wanted = datetime.fromisoformat(f"{on} {clock}").replace(tzinfo=ZONE)
        shift = round((wanted - datetime.now(UTC)).total_seconds())
        self.server.start(HOUQIN_CLOCK_SHIFT_SECONDS=str(shift), **self.settings)
        self._catch_up(wanted.astimezone(UTC).replace(tzinfo=None))
        return self

    def _catch_up(self, moment: datetime) -> None:
        """Wait until the clock has done all that was due by then. The server answers before its first pass is over."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        behind = (
            f"SELECT (SELECT count(*) FROM duties_workrun WHERE code IN {WORKS} AND done_at >= ?) < {len(WORKS)}"
            " OR EXISTS (SELECT 1 FROM duties_duty WHERE next_at <= ?)"
        )
        while self.rows(behind, str(moment), str(moment)) != [(0,)]:
            assert time.monotonic() < deadline, f"the clock does not catch up with {moment}:\n{self.server.log()}"
            time.sleep(0.05)
