"""A sheet of its own: one meal, one trace, one visit, on A4 by the same press as the ledgers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from houqin.documents import qr
from houqin.documents.by_hand import Pictures
from houqin.documents.columns import Column, Row, tidy, whole
from houqin.documents.drawn import labelled, origin, struck_by_hand
from houqin.documents.paper import (
    fitting,
    headings,
    language,
    nothing_recorded,
    page_of_pages,
    printed_row,
    widths,
)
from houqin.documents.proof import JournalRange, check_code
from houqin.documents.typesetting import typeset


@dataclass(frozen=True)
class Section:
    """A table with a heading. `rows` are dicts, objects or `Row`s (of which `struck` counts)."""

    title: Any
    columns: Sequence[Column]
    rows: Sequence[Any]
    note: Any = ""
    empty: Any = ""


@dataclass(frozen=True)
class Record:
    """What one sheet says. `facts` are (label, value) pairs; `path` is the page that the QR code opens.
    Wide tables lie on their side: `portrait=False`."""

    title: Any
    form_number: str
    facts: Sequence[tuple[Any, Any]] = ()
    sections: Sequence[Section] = ()
    notes: Sequence[Any] = ()
    signatures: Sequence[Any] = ()
    path: str = ""
    portrait: bool = True


def record_pdf(record: Record, *, school, at: datetime, journal: JournalRange = JournalRange()) -> bytes:  # noqa: B008
    """The record on A4. `journal` is the range of entries behind it, when the caller knows one."""
    facts = [(tidy(str(label)), whole(value, school.zone)) for label, value in record.facts]
    pictures = Pictures()
    sections = [_section(section, school.zone, record.portrait, pictures) for section in record.sections]
    url = f"{settings.PUBLIC_URL}{record.path}" if record.path else ""
    code = check_code(record.form_number, [facts, [section["rows"] for section in sections]], journal.head)
    data = {
        "title": str(record.title),
        "author": school.name,
        "lang": language(),
        "portrait": record.portrait,
        "given": [labelled(pair, school.zone) for pair in _given(record, school)],
        "facts": [[fitting(label, 30), fitting(value, 60)] for label, value in facts],
        "sections": sections,
        "notes": [str(note) for note in record.notes],
        "origin": origin(journal, code, at, school.zone),
        "pages": page_of_pages(),
        "signatures": [str(one) for one in record.signatures],
        "qr": bool(url),
        "url": url,
    }
    return typeset("record", data, at=at, files={"qr.svg": qr.svg(url or settings.PUBLIC_URL), **pictures.files})


def _given(record: Record, school) -> list[tuple[str, str]]:
    return [(_("School"), school.name), (_("Form no."), record.form_number)]


def _section(section: Section, zone: str, portrait: bool, pictures: Pictures) -> dict[str, Any]:
    columns = list(section.columns)
    wide = widths(columns, portrait=portrait)
    return {
        "title": str(section.title),
        "columns": headings(columns, wide),
        "rows": [_printed(row, columns, wide, zone, pictures) for row in section.rows],
        "note": str(section.note),
        "empty": str(section.empty) or nothing_recorded(),
    }


def _printed(row: Any, columns: list[Column], wide: list[float], zone: str, pictures: Pictures) -> dict[str, Any]:
    row = row if isinstance(row, Row) else Row(row)
    values = [column.read(row.of) for column in columns]
    cells = [column.printed(value, zone) for column, value in zip(columns, values, strict=True)]
    return pictures.in_cells(printed_row(cells, wide, struck_by_hand(row, columns)), values)
