"""A ledger drawn up: rows read once, numbered, corrected, marked; ready for screen, paper, spreadsheet."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from houqin.documents.columns import REMARKS, SERIAL, Column, Row, in_zone, tidy, whole
from houqin.documents.ledgers import Ledger
from houqin.documents.periods import Span
from houqin.documents.proof import JournalRange, check_code, grouped, journal_range


@dataclass
class Line:
    """One numbered row: `values` as they are, `cells` as they read, `struck` places of corrected values."""

    number: int
    row: Row
    values: list[Any]
    cells: list[str]
    struck: set[int] = field(default_factory=set)
    remarks: list[str] = field(default_factory=list)

    @property
    def is_struck(self) -> bool:
        """Whether every value is struck: the row as a whole no longer counts."""
        return len(self.struck) == len(self.cells)


@dataclass
class Drawn:
    """A ledger of one school and period, as it stood at `at`."""

    ledger: Ledger
    school: Any
    span: Span
    at: datetime
    columns: list[Column]
    given: list[str]
    lines: list[Line]
    journal: JournalRange
    code: str

    @property
    def title(self) -> str:
        return str(self.ledger.title)

    @property
    def headings(self) -> list[str]:
        return [str(column.title) for column in (SERIAL, *self.columns, REMARKS)]

    @property
    def url(self) -> str:
        """Where the QR code leads: the same ledger, live."""
        path = reverse("documents:ledger", args=[self.ledger.code])
        return f"{settings.PUBLIC_URL}{path}?period={self.span.code}"

    @property
    def origin(self) -> str:
        """The sentence that says where the sheet comes from."""
        return origin(self.journal, self.code, self.at, self.school.zone)


def origin(journal: JournalRange, code: str, at: datetime, zone: str) -> str:
    """“Made from the records, journal #a to #b, check code …, printed …”"""
    printed = f"{in_zone(at, zone):%Y-%m-%d %H:%M}"
    facts = {"code": code, "at": printed}
    if journal.first is None:
        return _("Made from the records, check code %(code)s, printed %(at)s.") % facts
    facts |= {"first": grouped(journal.first), "last": grouped(journal.last)}
    return _("Made from the records, journal #%(first)s to #%(last)s, check code %(code)s, printed %(at)s.") % facts


def draw(ledger: Ledger, school, span: Span, *, at: datetime) -> Drawn:
    """Read the ledger once, in the language now active.

    Costs the ledger's own queries and two on the journal. Holds the period's rows in memory, since a
    corrected row names one that comes after it.
    """
    columns = [column for column in ledger.columns if column.name != "remarks"]
    own = next((column for column in ledger.columns if column.name == "remarks"), None)
    rows = enumerate(ledger.rows(school, replace(span, seen_at=at)), 1)
    lines = [_line(number, row, columns, own, school.zone) for number, row in rows]
    _correct(lines)
    journal = journal_range(school, span)
    with translation.override("zh-hans"):
        code = check_code(f"{ledger.code} {span.code}", [_canonical(line) for line in lines], journal.head)
    return Drawn(ledger, school, span, at, columns, _given(ledger, school, span), lines, journal, code)


def _line(number: int, row: Any, columns: list[Column], own: Column | None, zone: str) -> Line:
    row = row if isinstance(row, Row) else Row(row)
    values = [column.read(row.of) for column in columns]
    cells = [column.printed(value, zone) for column, value in zip(columns, values, strict=True)]
    line = Line(number, row, values, cells)
    line.struck = struck_by_hand(row, columns)
    said = [own.printed(own.read(row.of), zone) if own else "", tidy(str(row.remark or ""))]
    if row.entered_at:
        said.append(_("Late entry, typed %(at)s") % {"at": _typed(row.entered_at, row.of, values, zone)})
    line.remarks = [text for text in said if text]
    return line


def struck_by_hand(row: Row, columns: list[Column]) -> set[int]:
    """The places that a row strikes itself, without a correction that names it."""
    if row.struck is True:
        return set(range(len(columns)))
    return {place for place, column in enumerate(columns) if row.struck and column.name in row.struck}


def _typed(moment: datetime, of: Any, values: list[Any], zone: str) -> str:
    """The clock alone when it was typed on the day the row speaks of, else with the day."""
    typed = in_zone(moment, zone)
    days = {in_zone(value, zone).date() for value in values if isinstance(value, datetime) and value.tzinfo}
    return f"{typed:%H:%M}" if typed.date() in days else f"{typed:%m-%d %H:%M}"


def _correct(lines: list[Line]) -> None:
    """Strike what a later row corrects, and let each of the two name the other by number."""
    by_key = {}
    for line in lines:
        if line.row.key is not None:
            by_key.setdefault(line.row.key, line)
    for line in lines:
        old = by_key.get(line.row.corrects) if line.row.corrects is not None else None
        if old is None or old is line:
            if line.row.why:
                line.remarks.append(_("Correction: %(why)s") % {"why": tidy(str(line.row.why))})
            continue
        pairs = enumerate(zip(old.values, line.values, strict=True))
        changed = {place for place, (was, now) in pairs if was != now}
        old.struck |= changed or set(range(len(old.cells)))
        old.remarks.append(_("Corrected, see %(number)s") % {"number": line.number})
        why = tidy(str(line.row.why))
        said = _("Corrects %(number)s: %(why)s") if why else _("Corrects %(number)s")
        line.remarks.append(said % {"number": old.number, "why": why})


def _canonical(line: Line) -> list[Any]:
    return [line.number, line.values, sorted(line.struck), line.row.why, line.row.entered_at]


def _given(ledger: Ledger, school, span: Span) -> list[str]:
    form = (_("Form no."), ledger.form_number)
    pairs = [(_("School"), school.name), *ledger.given(school, span), str(span), form]
    return [labelled(pair, school.zone) for pair in pairs]


def labelled(pair: Any, zone: str) -> str:
    """“School: Hongliuhe” from a pair; a bare text stays as it is."""
    if not isinstance(pair, tuple | list):
        return whole(pair, zone)
    label, value = pair
    return tidy(_("%(label)s: %(value)s") % {"label": label, "value": whole(value, zone)})
