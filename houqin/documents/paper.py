"""Turns what is drawn up into the plain data that the templates of `typesetting` print."""

import re
from collections.abc import Collection
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from houqin.documents import qr
from houqin.documents.by_hand import Pictures
from houqin.documents.columns import LONGEST_PRINTED, REMARKS, SERIAL, Column
from houqin.documents.drawn import Drawn, Line
from houqin.documents.typesetting import typeset

#: What fits between the margins of A4, in millimetres.
INSIDE = {"landscape": 273, "portrait": 182}

#: A row with a longer cell may break across pages; shorter rows stay whole.
STAYS_WHOLE = 120

#: Widths at 9 pt in millimetres: digits and small letters, capitals, and the widest.
SIGN_MM, CAPITAL_MM, WIDEST_MM = 1.8, 2.4, 3.0
UNBROKEN = re.compile(r"[^\s\u2e80-\U0003ffff]+")


def language() -> str:
    return "zh" if (get_language() or "zh").startswith("zh") else "en"


def page_of_pages() -> str:
    return _("Page {n} of {m}")


def fitting(text: str, width_mm: float = 60) -> str:
    """The text as a narrow cell can hold it: over-long words may break; a page of text is cut and says so."""
    return UNBROKEN.sub(lambda run: _breakable(run[0], width_mm - 2), cut(text))


def cut(text: str) -> str:
    rest = len(text) - LONGEST_PRINTED
    if rest <= 0:
        return text
    return text[:LONGEST_PRINTED] + _("… (%(count)s more characters in the record)") % {"count": rest}


def _breakable(run: str, room_mm: float) -> str:
    """A word wider than its cell gets places to break; any other stays whole, to be searched and copied."""
    wide = sum(WIDEST_MM if sign in "MW@%" else CAPITAL_MM if sign.isupper() else SIGN_MM for sign in run)
    if wide <= room_mm:
        return run
    return "\u200b".join(run[start : start + 3] for start in range(0, len(run), 3))


def widths(columns: list[Column], portrait: bool) -> list[float]:
    """Each column's share of the sheet in millimetres."""
    scale = INSIDE["portrait" if portrait else "landscape"] / sum(column.width for column in columns)
    return [column.width * scale for column in columns]


def headings(columns: list[Column], wide: list[float]) -> list[dict[str, Any]]:
    return [
        {"title": fitting(str(column.title), width), "width": round(width, 2), "align": column.align}
        for column, width in zip(columns, wide, strict=True)
    ]


def printed_row(cells: list[str], wide: list[float], struck: Collection[int] = ()) -> dict[str, Any]:
    fitted = [fitting(cell, width) for cell, width in zip(cells, wide, strict=True)]
    return {
        "cells": [[cell, True] if place in struck else cell for place, cell in enumerate(fitted)],
        "long": any(len(cell) > STAYS_WHOLE for cell in fitted),
    }


def ledger_pdf(drawn: Drawn) -> bytes:
    """The ledger on A4, as many pages as it needs. About a second for 600 rows of 15 columns."""
    columns = [SERIAL, *drawn.columns, REMARKS]
    wide = widths(columns, drawn.ledger.portrait)
    pictures = Pictures()
    data = {
        "title": drawn.title,
        "author": drawn.school.name,
        "lang": language(),
        "portrait": drawn.ledger.portrait,
        "given": [fitting(text) for text in drawn.given],
        "columns": headings(columns, wide),
        "rows": [pictures.in_cells(_row(line, wide), line.values, first=1) for line in drawn.lines],
        "empty": nothing_recorded(),
        "notes": [str(drawn.ledger.note)] if drawn.ledger.note else [],
        "origin": drawn.origin,
        "pages": page_of_pages(),
        "signatures": [str(one) for one in drawn.ledger.signatures],
        "qr": True,
        "url": drawn.url,
    }
    return typeset("ledger", data, at=drawn.at, files={"qr.svg": qr.svg(drawn.url), **pictures.files})


def nothing_recorded() -> str:
    return _("Nothing was recorded in this period.")


def _row(line: Line, wide: list[float]) -> dict[str, Any]:
    struck = {place + 1 for place in line.struck}
    return printed_row([str(line.number), *line.cells, remarks(line)], wide, struck)


def remarks(line: Line) -> str:
    return _("; ").join(line.remarks)
