"""What was asked and what was done: two numbers, complete and on time, by duty and day, or by school and area."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houqin.duties.events import bare_title
from houqin.duties.selectors import Completeness, completeness
from houqin.kernel.shown import shown

#: Days on a school's calendar, and days that a bureau compares.
SCHOOL_DAYS, BUREAU_DAYS = 14, 28

#: The first word of a duty's code is the app that declares it.
AREAS = {
    "supply": gettext_lazy("Store"),
    "kitchen": gettext_lazy("Kitchen"),
    "dormitory": gettext_lazy("Dormitory"),
    "whereabouts": gettext_lazy("Leave and whereabouts"),
    "roomlife": gettext_lazy("Life in the rooms"),
    "discipline": gettext_lazy("Discipline"),
    "visitors": gettext_lazy("Visitors"),
    "nightwatch": gettext_lazy("Night watch"),
    "campus": gettext_lazy("Campus"),
    "foodsafety": gettext_lazy("Food safety"),
    "checklists": gettext_lazy("Checklists"),
    "incidents": gettext_lazy("Incidents"),
    "governance": gettext_lazy("Management"),
}


@dataclass(frozen=True)
class Cell:
    """`warm` 0 is as it should be and drawn quiet; 4 is worst; None: nothing was asked."""

    text: str
    said: str
    warm: int | None = None
    url: str = ""


@dataclass(frozen=True)
class Head:
    """What a column is about; with an address when it opens."""

    label: str
    url: str = ""


@dataclass(frozen=True)
class Line:
    label: str
    url: str
    complete: str
    timely: str
    cells: list[Cell]
    share: float = 1.0


@dataclass(frozen=True)
class Board:
    """`sentence` is the answer; lines come worst first."""

    sentence: str
    columns: list[Head]
    lines: list[Line] = field(default_factory=list)


@dataclass
class Tally:
    asked: int = 0
    done: int = 0
    on_time: int = 0

    def add(self, one: Completeness) -> None:
        self.asked += one.asked
        self.done += one.done
        self.on_time += one.on_time

    @property
    def complete(self) -> float:
        return self.done / self.asked if self.asked else 1.0

    @property
    def timely(self) -> float:
        return self.on_time / self.asked if self.asked else 1.0


def percent(share: float) -> str:
    """Rounded down: 99.6 % of the work is not all of it."""
    return f"{int(share * 100)}%"


def area_of(code: str) -> str:
    return code.partition(".")[0]


def school_board(school, *, at: datetime, until: date | None = None) -> Board:
    """The duties of one school over a fortnight, a cell for each day. One query."""
    until = min(until or school.localdate(at), school.localdate(at))
    days = [until - timedelta(days=number) for number in reversed(range(SCHOOL_DAYS))]
    found = completeness([school], days[0], days[-1], at=at, daily=True)
    by_code: dict[str, dict[date, Completeness]] = {}
    for one in found:
        by_code.setdefault(one.code, {})[one.on] = one
    lines = [_duty_line(code, by_day, days) for code, by_day in by_code.items()]
    return Board(_sentence(found), [Head(f"{on.day}") for on in days], _worst_first(lines))


def _duty_line(code: str, by_day: dict[date, Completeness], days: list[date]) -> Line:
    whole = _sum(by_day.values())
    rows = reverse("web:duty-rows")
    cells = [_day_cell(by_day.get(on), on, f"{rows}?code={code}&on={on.isoformat()}") for on in days]
    return Line(
        bare_title(code), f"{rows}?code={code}", percent(whole.complete), percent(whole.timely), cells, whole.complete
    )


def _day_cell(one: Completeness | None, on: date, url: str) -> Cell:
    if one is None or not one.asked:
        return Cell("", _("nothing asked"))
    said = _("{day}: {done} of {asked} done, {on_time} on time").format(
        day=shown(on), done=one.done, asked=one.asked, on_time=one.on_time
    )
    if one.on_time == one.asked:
        return Cell("", said, 0, url)
    if one.done == one.asked:
        return Cell(_("late"), said, 1, url)
    return Cell(f"{one.done}/{one.asked}", said, 4 if one.done == 0 else 3, url)


def bureau_board(schools: Iterable, *, at: datetime, area: str = "", timely: bool = False) -> Board:
    """Schools by the areas of their duties, or by the duties of one area, over four weeks. One query."""
    schools = {school.pk: school for school in schools}
    today = at.date()
    found = completeness(schools, today - timedelta(days=BUREAU_DAYS), today, at=at)
    if area:
        found = [one for one in found if area_of(one.code) == area]
    column_of = (lambda code: code) if area else area_of
    keys = _in_order({column_of(one.code) for one in found})
    by_school: dict[int, list[Completeness]] = {pk: [] for pk in schools}
    for one in found:
        by_school[one.school_id].append(one)
    here = reverse("web:completeness-bureau")

    def opens(key: str) -> str:
        """An area opens into its duties; a duty is the last step."""
        return "" if area else f"{here}?area={key}{'&show=timely' if timely else ''}"

    lines = []
    for pk, ones in by_school.items():
        tallies = {key: _sum(one for one in ones if column_of(one.code) == key) for key in keys}
        whole = _sum(ones)
        cells = [_share_cell(tallies[key], timely=timely, url=opens(key)) for key in keys]
        share = whole.timely if timely else whole.complete
        lines.append(Line(schools[pk].name, "", percent(whole.complete), percent(whole.timely), cells, share))
    heads = [Head(bare_title(key) if area else str(AREAS.get(key, key)), opens(key)) for key in keys]
    return Board(_sentence(found), heads, _worst_first(lines))


def _share_cell(tally: Tally, *, timely: bool, url: str) -> Cell:
    if not tally.asked:
        return Cell("", _("nothing asked"))
    share = tally.timely if timely else tally.complete
    said = _("{done} of {asked} done, {on_time} on time").format(
        done=tally.done, asked=tally.asked, on_time=tally.on_time
    )
    number = int(share * 100)
    warm = next(place for place, least in enumerate((99, 95, 85, 70, 0)) if number >= least)
    return Cell(str(number) if number < 99 else "", said, warm, url)


def _in_order(keys: set[str]) -> list[str]:
    """Areas in the order of the house, duties by code."""
    order = list(AREAS)
    return sorted(keys, key=lambda key: (order.index(key) if key in order else len(order), key))


def _sum(ones: Iterable[Completeness]) -> Tally:
    tally = Tally()
    for one in ones:
        tally.add(one)
    return tally


def _worst_first(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (line.share, line.label))


def _sentence(found: list[Completeness]) -> str:
    whole = _sum(found)
    if not whole.asked:
        return _("Nothing was asked in these days.")
    return _("{complete} of {asked} duties done, {timely} on time.").format(
        complete=percent(whole.complete), asked=whole.asked, timely=percent(whole.timely)
    )
