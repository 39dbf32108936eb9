"""A column: where its value comes from, and how the value reads on paper, on a screen, in a spreadsheet."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houqin.kernel.quantities import Quantity
from houqin.kernel.shown import shown

#: Longest text in one printed cell. A whole page of text in a cell hides the row; the spreadsheet has it all.
LONGEST_PRINTED = 400


@dataclass(frozen=True)
class Column:
    """One column of a sheet.

    `name` finds the value: a key, an attribute, or a path such as "lot.article.name"; `value(row)` wins
    over it. `width` is its share of the sheet in millimetres (the sheet stretches all to fit). `align` is
    "center", "start" or "end". `shows` narrows a moment to "date" or "time"; "year" adds the year, which
    dates leave out.
    """

    name: str
    title: Any
    width: float = 16
    align: str = "center"
    value: Callable[[Any], Any] | None = None
    shows: str = ""

    def read(self, row: Any) -> Any:
        if self.value is not None:
            return self.value(row)
        for step in self.name.split("."):
            row = row.get(step) if isinstance(row, Mapping) else getattr(row, step)
            if row is None:
                return None
        return row() if callable(row) else row

    def printed(self, value: Any, zone: str) -> str:
        """What stands on the sheet: short dates, school time, no seconds."""
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        if isinstance(value, datetime):
            return self._moment(value, zone)
        if isinstance(value, date):
            return f"{value:%Y-%m-%d}" if self.shows == "year" else f"{value:%m-%d}"
        if isinstance(value, time):
            return f"{value:%H:%M}"
        return tidy(shown(getattr(value, "label", value) if isinstance(value, Enum) else value))

    def _moment(self, value: datetime, zone: str) -> str:
        local = in_zone(value, zone)
        pattern = {"date": "%m-%d", "time": "%H:%M", "year": "%Y-%m-%d %H:%M"}.get(self.shows, "%m-%d %H:%M")
        return local.strftime(pattern)

    def cell(self, value: Any, zone: str) -> tuple[Any, str]:
        """What a spreadsheet keeps, and its number format: real dates, times and numbers, else text."""
        if isinstance(value, Quantity):
            return value.major, {"g": '0.000 "kg"', "mL": '0.000 "L"'}.get(value.unit, "0")
        if isinstance(value, datetime):
            local = in_zone(value, zone).replace(tzinfo=None)
            if self.shows == "date":
                return local.date(), "yyyy-mm-dd"
            return (local.time(), "hh:mm") if self.shows == "time" else (local, "yyyy-mm-dd hh:mm")
        if isinstance(value, date):
            return value, "yyyy-mm-dd"
        if isinstance(value, time):
            return value, "hh:mm"
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            return value, "General"
        return self.printed(value, zone), "@"


def whole(value: Any, zone: str) -> str:
    """A value outside a table, where nothing around it tells the year: 2026-11-21 10:20."""
    return Column("", "", shows="year").printed(value, zone)


def in_zone(value: datetime, zone: str) -> datetime:
    return value.astimezone(ZoneInfo(zone))


def tidy(text: str) -> str:
    """The text without what only harms: control signs, lone surrogates, and marks that reorder what is read.

    Line breaks stay. So do signs that fonts may lack, private-use ones among them: names are written so.
    """
    return text.translate(HARMFUL)


HARMFUL = dict.fromkeys(
    [*(code for code in range(0x20) if code not in (0x09, 0x0A)), *range(0x7F, 0xA0), *range(0xD800, 0xE000),
     *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0xFFFE, 0xFFFF],
) | {0x2028: "\n", 0x2029: "\n", 0x85: "\n"}  # fmt: skip


class Signed(str):
    """Who signed: a text like any other, under which paper prints the signatures by hand. `files` are pictures."""

    files: tuple[Path, ...]

    def __new__(cls, text: str, files: Iterable[Path] = ()):
        signed = super().__new__(cls, text)
        signed.files = tuple(files)
        return signed


@dataclass(frozen=True)
class Row:
    """A row with more to say than its values. A plain dict or object is a row with nothing to add.

    `key` is what a correction names. `corrects` is the key of the row that this one corrects: the sheet then
    strikes the values that differ in the old row and lets each row name the other by its number. `struck`
    strikes more by hand: True for the whole row, or names of columns. `why` is the reason of the correction.
    `entered_at` marks a late entry with the moment it was typed. `remark` is any other remark.
    """

    of: Any
    key: Any = None
    corrects: Any = None
    why: str = ""
    struck: bool | frozenset | set | tuple = ()
    entered_at: datetime | None = None
    remark: Any = ""


SERIAL = Column("serial", gettext_lazy("Serial"), width=12)
REMARKS = Column("remarks", gettext_lazy("Remarks"), width=28, align="start")
