"""A school whose hours pass in seconds: the same data, the same port, the clock set on."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tests.running import RunningServer

#: The demo school lives by this clock.
ZONE = ZoneInfo("Asia/Urumqi")
DAY = "2025-11-19"


class School:
    """`school.at("13:35")` starts the server, and its clock loop, so that it is that time of the demo's day.

    `settings` are the server's own, as in the environment.
    """

    def __init__(self, var, **settings):
        self.server, self.settings = RunningServer(var), settings

    @property
    def url(self) -> str:
        return self.server.url

    def at(self, clock: str, *, on: str = DAY) -> "School":
        self.server.stop()
        wanted = datetime.fromisoformat(f"{on} {clock}").replace(tzinfo=ZONE)
        shift = round((wanted - datetime.now(UTC)).total_seconds())
        self.server.start(HOUQIN_CLOCK_SHIFT_SECONDS=str(shift), **self.settings)
        return self
