"""Ledgers on the screen, on paper, in a spreadsheet. All three show the same drawn-up rows."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from houqin.documents import qr
from houqin.documents.columns import REMARKS, SERIAL
from houqin.documents.downloads import pdf_response, xlsx_response
from houqin.documents.drawn import Drawn, draw
from houqin.documents.ledgers import LEDGERS, ledgers_for
from houqin.documents.paper import cut, ledger_pdf, nothing_recorded, page_of_pages, remarks
from houqin.documents.periods import around, read_span
from houqin.documents.spreadsheets import ledger_xlsx
from houqin.kernel.clock import localdate
from houqin.kernel.permissions import authorise

#: Rows that an A4 sheet holds on the screen, at one line a row.
ROWS_LANDSCAPE, ROWS_PORTRAIT = 20, 32


@require_safe
def index(request):
    """The ledgers that the person's posts may see, each with its present period."""
    ledgers = ledgers_for(request.user, school=request.school, at=request.now)
    today = localdate(request.now, request.school.zone)
    entries = [{"ledger": one, "span": around(one.period, today, request.school.zone)} for one in ledgers]
    return render(request, "documents/index.html", {"entries": entries})


@require_safe
def ledger(request, code):
    drawn = _drawn(request, code)
    per_page = ROWS_PORTRAIT if drawn.ledger.portrait else ROWS_LANDSCAPE
    page = Paginator(drawn.lines, per_page).get_page(request.GET.get("page"))
    side, path = qr.modules(drawn.url)
    context = {
        "drawn": drawn,
        "page": page,
        "rows": [_row(drawn, line) for line in page],
        "widths": _shares(drawn),
        "nothing": nothing_recorded(),
        "position": page_of_pages().format(n=page.number, m=page.paginator.num_pages),
        "square": {"box": f"-1 -1 {side + 2} {side + 2}", "path": path},
    }
    return render(request, "documents/ledger.html", context)


@require_safe
def pdf(request, code):
    drawn = _drawn(request, code)
    return pdf_response(ledger_pdf(drawn), _filename(drawn, "pdf"), save="save" in request.GET)


@require_safe
def xlsx(request, code):
    drawn = _drawn(request, code)
    return xlsx_response(ledger_xlsx(drawn), _filename(drawn, "xlsx"))


def _drawn(request, code) -> Drawn:
    """The ledger asked for, or 404. Raises NotYours when the person's posts do not hold its permission."""
    declared = LEDGERS.get(code)
    if declared is None:
        raise Http404
    authorise(request.user, declared.permission, school=request.school, at=request.now)
    try:
        span = read_span(request.GET, declared.period, at=request.now, zone=request.school.zone)
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    return draw(declared, request.school, span, at=request.now)


def _row(drawn: Drawn, line) -> dict:
    cells = [
        {"heading": str(column.title), "text": cut(text), "align": column.align, "struck": place in line.struck}
        for place, (column, text) in enumerate(zip(drawn.columns, line.cells, strict=True))
    ]
    return {"number": line.number, "cells": cells, "remarks": remarks(line), "struck": line.is_struck}


def _shares(drawn: Drawn) -> list[float]:
    """The columns' widths in percent."""
    columns = [SERIAL, *drawn.columns, REMARKS]
    whole = sum(column.width for column in columns)
    return [round(100 * column.width / whole, 2) for column in columns]


def _filename(drawn: Drawn, ending: str) -> str:
    return f"{drawn.school.name} {drawn.title} {drawn.span.code}.{ending}"
