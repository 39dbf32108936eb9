"""QR labels: 70 × 37 mm, 24 on A4. The code opens the thing's page; people read the code under the name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from houqin.documents import qr
from houqin.documents.columns import tidy
from houqin.documents.downloads import pdf_response
from houqin.documents.paper import fitting, language
from houqin.documents.typesetting import typeset

PER_SHEET = 24

#: More labels than this are not one print job; 480 are twenty sheets.
MOST_LABELS = 480


@dataclass(frozen=True)
class Label:
    """`code` is for people, `url` for the scanner (see `label_url`). `kind` is one or two signs in a frame,
    `strong` the one date that matters, `lines` at most two or three short ones."""

    code: str
    name: str
    kind: str = ""
    strong: str = ""
    lines: Sequence[str] = ()
    url: str = ""

    @property
    def is_long(self) -> bool:
        """Whether the name needs the smaller letters to leave room for the rest. Latin signs are half as wide."""
        return sum(1 if sign.isascii() else 2 for sign in str(self.name)) > 18

    @property
    def square(self) -> dict:
        side, path = qr.modules(self.url)
        return {"box": f"-1 -1 {side + 2} {side + 2}", "path": path}


def label_url(school, code: str) -> str:
    """The short link on a label: the fewer signs, the larger the modules and the surer the scan."""
    return f"{settings.PUBLIC_URL}/go/{school.code}/{code}"


def label_sheet(labels: Sequence[Label], start_at: int = 1, *, at: datetime | None = None) -> bytes:
    """The labels as PDF on A4, from place `start_at` (1–24) of the first sheet on."""
    if not 1 <= start_at <= PER_SHEET:
        raise ValueError(f"a sheet has places 1 to {PER_SHEET}")
    return _print(labels, at, single=False, start_at=start_at)


def single_label(label: Label, *, at: datetime | None = None) -> bytes:
    """One label as a PDF page of its own size, for a label printer."""
    return _print([label], at, single=True, start_at=1)


def label_page(request, labels: Sequence[Label], title) -> HttpResponse:
    """The print page of some labels. `?start=5` begins at the fifth place; `?as=pdf` answers with the PDF.

    Raises Http404 for a place that no sheet has. Prints the first 480.
    """
    labels = list(labels)[:MOST_LABELS]
    asked = request.GET.get("start") or "1"
    if not (asked.isascii() and asked.isdecimal() and 1 <= int(asked[:4]) <= PER_SHEET):
        raise Http404
    start = int(asked)
    if request.GET.get("as") == "pdf":
        pdf = label_sheet(labels, start, at=request.now)
        return pdf_response(pdf, f"{title}.pdf", save="save" in request.GET)
    places = [None] * (start - 1) + labels
    sheets = [places[first : first + PER_SHEET] for first in range(0, len(places), PER_SHEET)]
    context = {
        "title": title,
        "sheets": sheets,
        "count": len(labels),
        "start": start,
        "places": range(1, PER_SHEET + 1),
        "kept": [pair for pair in _pairs(request.GET) if pair[0] not in {"start", "as", "save"}],
    }
    return render(request, "documents/labels.html", context)


def _pairs(query) -> list[tuple[str, str]]:
    """What else the address asks for, such as which lots: the form sends it along."""
    return [(name, value) for name, values in query.lists() for value in values]


def _print(labels: Sequence[Label], at: datetime | None, *, single: bool, start_at: int) -> bytes:
    files = {f"{place}.svg": qr.svg(label.url) for place, label in enumerate(labels)}
    data = {
        "title": _("Labels"),
        "lang": language(),
        "single": single,
        "start_at": start_at,
        "labels": [_plain(label, f"{place}.svg") for place, label in enumerate(labels)],
    }
    return typeset("labels", data, at=at, files=files)


def _plain(label: Label, square: str) -> dict:
    texts = {name: _fitting(getattr(label, name)) for name in ("code", "name", "kind", "strong")}
    return {**texts, "lines": [_fitting(line) for line in label.lines if str(line)], "qr": square}


def _fitting(text) -> str:
    return fitting(tidy(str(text)), width_mm=34)
