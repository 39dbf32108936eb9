"""How much work a job is for a hand: every tap, every key and the seconds from Today to done, as a phone sees it.

A job begins on Today and ends when its result is on the screen. Signing in is not counted. A photo is three taps: the
button, the shutter, the tick. A choice from a list is two: open it, choose.
"""

import fcntl
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

TABLE = Path(__file__).resolve().parents[2] / "var/taps.md"
PHOTO_TAPS, CHOICE_TAPS = 3, 2
HEAD = ("| job | people | taps | keys | seconds |", "|---|---|---|---|---|")


@dataclass
class Job:
    title: str
    people: int = 1
    taps: int = 0
    keys: int = 0
    seconds: float = 0


@dataclass
class Counting:
    """`with counting.job("…") as hand:` and the hand counts whatever it does on the pages of that job."""

    jobs: list[Job] = field(default_factory=list)

    @contextmanager
    def job(self, title: str):
        job = Job(title)
        self.jobs.append(job)
        begun = time.monotonic()
        yield Hand(job)
        job.seconds = time.monotonic() - begun

    def __getitem__(self, title: str) -> Job:
        return next(job for job in self.jobs if job.title == title)

    def write(self) -> None:
        """The table that `make journeys` prints. The rows of other journeys stay; several may write at once."""
        rows = [f"| {one.title} | {one.people} | {one.taps} | {one.keys} | {one.seconds:.1f} |" for one in self.jobs]
        mine = tuple(f"| {one.title} |" for one in self.jobs)
        said = f"Measured on {date.today()} by `make journeys`: 360 px, Chinese, one thumb."
        TABLE.parent.mkdir(exist_ok=True)
        with TABLE.open("a+", encoding="utf-8") as table:
            fcntl.flock(table, fcntl.LOCK_EX)
            table.seek(0)
            others = [row for row in table.read().splitlines()[len(HEAD) + 2 :] if not row.startswith(mine)]
            table.truncate(0)
            table.write("\n".join([said, "", *HEAD, *others, *rows, ""]))


@dataclass
class Hand:
    """Does what a thumb does, and counts it. Only things in sight of the page can be touched."""

    job: Job

    def on(self, person) -> "Hand":
        """The same job goes on in the hands of somebody else, who begins on Today."""
        if getattr(self, "page", None) is not None:
            self.job.people += 1
        self.person, self.page = person, person.page
        self.page.goto(person.url)
        return self

    def tap(self, what, *, leads: bool = False) -> "Hand":
        """`what` is a locator or a selector; `leads` when another page is the answer."""
        self.job.taps += 1
        if not leads:
            self._found(what).click()
            return self
        self.person.send(self._found(what))
        return self

    def type(self, what, text: str) -> "Hand":
        """One tap into the field, one key for each character."""
        self.job.taps += 1
        self.job.keys += len(text)
        one = self._found(what)
        one.click()
        one.press_sequentially(text)
        return self

    def photograph(self, what, photo) -> "Hand":
        self.job.taps += PHOTO_TAPS
        self._found(what).set_input_files(photo)
        return self

    def choose(self, what, value: str) -> "Hand":
        self.job.taps += CHOICE_TAPS
        self._found(what).select_option(value)
        return self

    def scan(self, address: str) -> "Hand":
        """The phone's camera reads a label and offers its address: camera, then the link."""
        self.job.taps += 2
        self.page.goto(address)
        return self

    def _found(self, what):
        found = self.page.locator(what) if isinstance(what, str) else what
        return found.first
