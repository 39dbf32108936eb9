"""QR labels on A4, in sizes that stationers sell. The code opens the thing's page; people read the code beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houqin.documents import qr
from houqin.documents.columns import tidy
from houqin.documents.downloads import pdf_response
from houqin.documents.paper import fitting, language
from houqin.documents.typesetting import typeset

#: More labels than this are not one print job; 480 are twenty sheets of small ones.
MOST_LABELS = 480

#: More copies than this of one label are a mistake of the finger.
MOST_COPIES = 24


@dataclass(frozen=True)
class LabelSize:
    """A grid on A4; millimetres. The code is never under 20 mm, which old phones read at arm's length."""

    key: str
    words: Any
    columns: int
    rows: int
    width: int
    height: int
    square: int
    top: float

    @property
    def per_sheet(self) -> int:
        return self.columns * self.rows


SMALL = LabelSize("small", gettext_lazy("70 × 37 mm, 24 a page"), 3, 8, 70, 37, 25, 0.5)
MEDIUM = LabelSize("medium", gettext_lazy("105 × 57 mm, 10 a page"), 2, 5, 105, 57, 42, 6)
SIZES = {size.key: size for size in (SMALL, MEDIUM)}


@dataclass(frozen=True)
class Label:
    """`code` is for people, `url` for the scanner (see `label_url`). `kind` is one or two signs in a frame,
    `strong` the one date that matters, `lines` at most two or three short ones, `school` whose it is."""

    code: str
    name: str
    kind: str = ""
    strong: str = ""
    lines: Sequence[str] = ()
    url: str = ""
    school: str = ""

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
    return f"{settings.PUBLIC_URL}/go/{school.code}/{quote(code)}"


def label_sheet(
    labels: Sequence[Label], start_at: int = 1, *, size: LabelSize = SMALL, lines: bool = False,
    at: datetime | None = None,
) -> bytes:  # fmt: skip
    """The labels as PDF on A4, from place `start_at` of the first sheet on; `lines` shows where to cut."""
    if not 1 <= start_at <= size.per_sheet:
        raise ValueError(f"a sheet has places 1 to {size.per_sheet}")
    return _print(labels, at, size, single=False, start_at=start_at, lines=lines)


def single_label(label: Label, *, at: datetime | None = None) -> bytes:
    """One small label as a PDF page of its own size, for a label printer."""
    return _print([label], at, SMALL, single=True, start_at=1, lines=False)


@dataclass(frozen=True)
class Wanted:
    """How somebody wants their labels."""

    size: LabelSize
    start: int
    copies: int
    lines: bool

    @classmethod
    def read(cls, query) -> "Wanted":
        """From an address: `size`, `start`, `copies`, `lines`.  Raises Http404 for what no sheet has."""
        size = SIZES.get(query.get("size") or SMALL.key)
        if size is None:
            raise Http404
        start, copies = _from_one(query.get("start"), size.per_sheet), _from_one(query.get("copies"), MOST_COPIES)
        return cls(size, start, copies, bool(query.get("lines")))


def _from_one(text: str | None, most: int) -> int:
    text = text or "1"
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:4]) <= most):
        raise Http404
    return int(text)


def label_page(request, labels: Sequence[Label], title) -> HttpResponse:
    """The print page of some labels. `?start=5` begins at the fifth place; `?as=pdf` answers with the PDF.

    Raises Http404 for a place that no sheet has. Prints the first 480.
    """
    wanted = Wanted.read(request.GET)
    labels = [label for label in labels for _copy in range(wanted.copies)][:MOST_LABELS]
    if request.GET.get("as") == "pdf":
        pdf = label_sheet(labels, wanted.start, size=wanted.size, lines=wanted.lines, at=request.now)
        return pdf_response(pdf, f"{title}.pdf", save="save" in request.GET)
    per_sheet = wanted.size.per_sheet
    places = [None] * (wanted.start - 1) + labels
    context = {
        "title": title,
        "sheets": [places[first : first + per_sheet] for first in range(0, len(places), per_sheet)],
        "count": len(labels),
        "wanted": wanted,
        "sizes": SIZES.values(),
        "places": range(1, per_sheet + 1),
        "copies": range(1, MOST_COPIES + 1),
        "kept": [
            pair for pair in _pairs(request.GET) if pair[0] not in {"start", "as", "save", "size", "copies", "lines"}
        ],
    }
    return render(request, "documents/labels.html", context)


def _pairs(query) -> list[tuple[str, str]]:
    """What else the address asks for, such as which lots: the form sends it along."""
    return [(name, value) for name, values in query.lists() for value in values]


def _print(labels: Sequence[Label], at: datetime | None, size: LabelSize, *, single: bool, start_at: int, lines: bool
           ) -> bytes:  # fmt: skip
    # Copies share one drawing of their code.
    squares = {url: f"{place}.svg" for place, url in enumerate(dict.fromkeys(label.url for label in labels))}
    data = {
        "title": _("Labels"),
        "lang": language(),
        "single": single,
        "start_at": start_at,
        "cut": lines,
        "size": {"columns": size.columns, "rows": size.rows, "width": size.width, "height": size.height,
                 "square": size.square, "top": size.top, "scale": 1 if size is SMALL else 1.5},
        "labels": [_plain(label, squares[label.url]) for label in labels],
    }  # fmt: skip
    return typeset("labels", data, at=at, files={name: qr.svg(url) for url, name in squares.items()})


def _plain(label: Label, square: str) -> dict:
    texts = {name: _fitting(getattr(label, name)) for name in ("code", "name", "kind", "strong", "school")}
    return {**texts, "lines": [_fitting(line) for line in label.lines if str(line)], "qr": square}


def _fitting(text) -> str:
    return fitting(tidy(str(text)), width_mm=34)
