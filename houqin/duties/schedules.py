"""When a duty falls due. A schedule turns a school's calendar, or the things there are, into occasions.

Wall-clock times are the school's own: 07:30 in Urumqi is not 07:30 in Shanghai.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar, Protocol

from houqin.tenancy.calendar import Day

#: How much of the calendar a schedule must see to judge.
DAYS, WEEKS, MONTHS = "days", "weeks", "months"
#: A month or term whose last days are no school days is answered for on the last one that is.
EVERY_DAY, SCHOOL_DAYS, BOARDING_NIGHTS = "every_day", "school_days", "boarding_nights"

#: What is asked for is decided before it takes effect: a relative at the gate with a bag, a child with its bedding.
DECIDED_BY = time(18, 0)
#: And at least so long after it was asked: nobody decides in no time.
LEAST_TO_DECIDE = timedelta(hours=1)


def decided_by(school, on: date, *, asked_at: datetime) -> datetime:
    """When a request that takes effect on a day is to be decided."""
    return max(school.moment(on, DECIDED_BY), asked_at + LEAST_TO_DECIDE)


@dataclass(frozen=True)
class Occasion:
    """One time that a duty must be done. `key` is unique among the occasions of one duty at one school.

    It can be done from `opens_at`, is late after `due_at`, and closes undone as missed at `closes_at`; with None it
    stays late until somebody acts. `subject` is the row it is about, None for the school as a whole. `owner` and
    `ladder` (minutes after the deadline, post) win over those of the duty's kind where a thing names its own.
    """

    key: str
    on: date
    opens_at: datetime
    due_at: datetime
    closes_at: datetime | None = None
    subject: Any = None
    owner: str = ""
    ladder: tuple[tuple[int, str], ...] | None = None


@dataclass(frozen=True)
class Window:
    """Days of one school, first and last included, each with what the calendar says of it."""

    school: Any
    days: dict[date, Day]
    terms: tuple = ()
    batch: "Batch | None" = None

    @property
    def first(self) -> date:
        return min(self.days)

    @property
    def last(self) -> date:
        return max(self.days)

    def once(self, load: Callable[[list, date, date], Any]) -> Any:
        """What `load(schools, first, last)` answers, asked once for all schools whose occasions are listed together.

        def meals_to_taste(window):
            for meal in window.once(meals_by_school)[window.school.pk]: ...
        """
        batch = self.batch or Batch([self.school], self.first, self.last)
        return batch.once(load)


class Batch:
    """Schools whose occasions are listed together, and what was loaded for all of them."""

    def __init__(self, schools: Iterable, first: date, last: date):
        self.schools, self.first, self.last = list(schools), first, last
        self._kept: dict[Callable, Any] = {}

    def once(self, load: Callable[[list, date, date], Any]) -> Any:
        if load not in self._kept:
            self._kept[load] = load(self.schools, self.first, self.last)
        return self._kept[load]


class Schedule(Protocol):
    """`by` is the time of day a school may tune to an earlier one; None when the schedule has no such time.

    `span` says how much of the calendar it must see to judge: single days, whole weeks, or whole months.
    """

    span: ClassVar[str]

    def occasions(self, window: Window, *, by: time | None = None) -> Iterable[Occasion]: ...


def applies(day: Day, days: str) -> bool:
    return {EVERY_DAY: True, SCHOOL_DAYS: day.is_taught, BOARDING_NIGHTS: day.is_boarding_night}[days]


@dataclass(frozen=True)
class Daily:
    """Every day of a kind, by a time of day. Closed as missed when the day ends: it does not pile up."""

    span: ClassVar[str] = DAYS
    by: time
    opens: time = time(0, 0)
    days: str = SCHOOL_DAYS

    def occasions(self, window: Window, *, by: time | None = None) -> Iterator[Occasion]:
        school = window.school
        for on, day in window.days.items():
            if applies(day, self.days):
                yield Occasion(
                    on.isoformat(), on, school.moment(on, self.opens), school.moment(on, by or self.by),
                    school.moment(on + timedelta(days=1), time(0, 0)),
                )  # fmt: skip


@dataclass(frozen=True)
class Nightly:
    """Every boarding night, by a time; after midnight counts to the night before. Closed at noon."""

    span: ClassVar[str] = DAYS
    by: time
    opens: time = time(18, 0)

    def occasions(self, window: Window, *, by: time | None = None) -> Iterator[Occasion]:
        school, due = window.school, by or self.by
        for on, day in window.days.items():
            if day.is_boarding_night:
                next_day = on + timedelta(days=1)
                yield Occasion(
                    on.isoformat(), on, school.moment(on, self.opens),
                    school.moment(next_day if due < time(12, 0) else on, due), school.moment(next_day, time(12, 0)),
                )  # fmt: skip


def _last_of(window: Window, days: Iterable[date], kind: str) -> date | None:
    """The last of these days on which the duty applies."""
    return max((on for on in days if on in window.days and applies(window.days[on], kind)), default=None)


@dataclass(frozen=True)
class Weekly:
    """Once in every week with a day that applies, by a time of the week's last such day (or of `weekday`, 0 = Monday).

    Open from Monday; closed when the week ends.
    """

    span: ClassVar[str] = WEEKS
    by: time
    weekday: int | None = None
    days: str = SCHOOL_DAYS

    def occasions(self, window: Window, *, by: time | None = None) -> Iterator[Occasion]:
        school = window.school
        monday = window.first - timedelta(days=window.first.weekday())
        while monday <= window.last:
            week = [monday + timedelta(days=number) for number in range(7)]
            wanted = week if self.weekday is None else week[: self.weekday + 1]
            # A week cut off by the window is judged when the window holds the whole of it.
            if window.first <= week[0] and week[-1] <= window.last and (on := _last_of(window, wanted, self.days)):
                yield Occasion(
                    f"{monday.isoformat()}/w", on, school.moment(monday, time(0, 0)),
                    school.moment(on, by or self.by), school.moment(monday + timedelta(days=7), time(0, 0)),
                )  # fmt: skip
            monday += timedelta(days=7)


@dataclass(frozen=True)
class Monthly:
    """Once in every month with a day that applies, by a time of the last such day up to day `until`."""

    span: ClassVar[str] = MONTHS
    by: time
    until: int = 31
    days: str = SCHOOL_DAYS

    def occasions(self, window: Window, *, by: time | None = None) -> Iterator[Occasion]:
        school = window.school
        first = window.first.replace(day=1)
        while first <= window.last:
            after = (first + timedelta(days=32)).replace(day=1)
            month = [first + timedelta(days=number) for number in range((after - first).days)]
            inside = window.first <= first and after - timedelta(days=1) <= window.last
            if inside and (on := _last_of(window, month[: self.until], self.days)):
                yield Occasion(
                    f"{first:%Y-%m}", on, school.moment(first, time(0, 0)), school.moment(on, by or self.by),
                    school.moment(after, time(0, 0)),
                )  # fmt: skip
            first = after


@dataclass(frozen=True)
class Termly:
    """Once a term, by a time of the day that lies `within_days` after its first (or before its last, when negative).

    Closed when the term ends.
    """

    span: ClassVar[str] = MONTHS
    by: time
    within_days: int

    def occasions(self, window: Window, *, by: time | None = None) -> Iterator[Occasion]:
        school = window.school
        for term in window.terms:
            base = term.starts_on if self.within_days >= 0 else term.ends_on
            on = min(max(base + timedelta(days=self.within_days), term.starts_on), term.ends_on)
            if term.starts_on <= window.last and window.first <= on:
                yield Occasion(
                    f"{term.starts_on.isoformat()}/t", on, school.moment(term.starts_on, time(0, 0)),
                    school.moment(on, by or self.by), school.moment(term.ends_on + timedelta(days=1), time(0, 0)),
                )  # fmt: skip


@dataclass(frozen=True)
class Seasonal:
    """Once in a stretch of the year, such as before heating: (month, day) to (month, day), each year."""

    span: ClassVar[str] = MONTHS
    by: time
    begins: tuple[int, int]
    ends: tuple[int, int]

    def occasions(self, window: Window, *, by: time | None = None) -> Iterator[Occasion]:
        school = window.school
        for year in range(window.first.year - 1, window.last.year + 1):
            first = date(year, *self.begins)
            last = date(year + (self.ends < self.begins), *self.ends)
            if first <= window.last and window.first <= last:
                yield Occasion(
                    f"{first.isoformat()}/s", last, school.moment(first, time(0, 0)),
                    school.moment(last, by or self.by), school.moment(last + timedelta(days=1), time(0, 0)),
                )  # fmt: skip


@dataclass(frozen=True)
class Each:
    """Per meal, per delivery, N days after the last time, …: the domain lists the occasions of a window itself.

    `source(window)` yields occasions; a thing that leaves the list withdraws what was not done yet. With another `span`
    it sees whole weeks or months, as a source that hands its days on to `Monthly` must.
    """

    source: Callable[[Window], Iterable[Occasion]]
    span: str = DAYS

    def occasions(self, window: Window, *, by: time | None = None) -> Iterable[Occasion]:
        return self.source(window)


@dataclass(frozen=True)
class OnEvent:
    """Raised by a verb, with `duties.actions.raise_duty`, when something happened: a case, an alarm, a decision."""

    span: ClassVar[str] = DAYS

    def occasions(self, window: Window, *, by: time | None = None) -> Iterable[Occasion]:
        return ()
