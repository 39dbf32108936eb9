"""From a file to rows of cells, within hard limits. Whatever is sent: an answer in seconds, or a clear no."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import Any

from django.utils.translation import gettext as _

from houqin.imports.delimited import read_delimited
from houqin.imports.reasons import Reason
from houqin.kernel.refusals import Refusal, refuse

MEGABYTE = 1024 * 1024
LARGEST_FILE_BYTES = 10 * MEGABYTE
MOST_ROWS = 20_000
MOST_COLUMNS = 100
SEARCHED_ROWS = 10  # titles, notes and the unit's name above the headings
SECONDS = 20

#: Told to the process that opens workbooks. `ratio`: honest sheets unpack to about 5 to 60 times their size.
LIMITS = {
    "rows": MOST_ROWS + SEARCHED_ROWS, "columns": MOST_COLUMNS, "cells": 500_000, "characters": 20_000_000,
    "merged": 20_000, "members": 2_000, "sheets": 60, "unzipped": 150 * MEGABYTE, "ratio": 150,
    "memory": 768 * MEGABYTE, "seconds": SECONDS,
}  # fmt: skip
PROCESS = Path(__file__).with_name("workbook_process.py")

#: A cell is text, a number, a date or moment, true or false; or the refusal that says why it cannot be read.
Cell = str | Decimal | date | datetime | bool | Refusal


@dataclass
class Sheet:
    """The first visible sheet with anything in it. `rows` start at row 1 of the file, blank rows included."""

    rows: list[list[Cell]]
    name: str = ""
    others: list[str] = field(default_factory=list)
    #: (first row, first column, last row, last column), counted from 1, ends included
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)

    def numbered(self) -> Iterator[tuple[int, list[Cell]]]:
        return enumerate(self.rows, start=1)


def read_sheet(name: str, content: bytes) -> Sheet:
    """The sheet in an uploaded file.  Raises Refused with what is wrong with the file.

    Workbooks are opened in a process of their own, bounded in memory and time; text is read here.
    """
    if not content.strip(b"\x00 \t\r\n"):
        refuse(Reason.NOTHING_INSIDE)
    if len(content) > LARGEST_FILE_BYTES:
        refuse(Reason.FILE_TOO_LARGE, megabytes=_rounded(len(content)), limit=LARGEST_FILE_BYTES // MEGABYTE)
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    found = kind_of(content)
    if ending not in {".xlsx", ".xlsm", ".xls", ".et", ".csv", ".txt", ".tsv"}:
        refuse(Reason.KIND_NOT_READ, ending=ending or "…")
    if found in {"workbook", "old workbook"}:
        if ending in {".csv", ".txt", ".tsv"}:
            refuse(Reason.NAME_AND_CONTENT_DIFFER, ending=ending, content=_word(found))
        return _read_workbook(content, ending)
    if found != "text":
        refuse(Reason.NOT_A_SPREADSHEET, content=_word(found))
    if ending not in {".csv", ".txt", ".tsv"}:
        refuse(Reason.NAME_AND_CONTENT_DIFFER, ending=ending, content=_word(found))
    most = {f"most_{name}": LIMITS[name] for name in ("rows", "columns", "cells")}
    return Sheet(rows=read_delimited(content, **most))


def kind_of(content: bytes) -> str:
    """What the bytes are, whatever the name says."""
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if content.startswith(b"PK\x03\x04"):
        return "workbook"
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "old workbook"
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<style", b"<body", b"<div")):
        return "web page"
    if start.startswith(b"<?xml"):
        return "web page" if b"<html" in start else "XML"
    if start.startswith(b"%pdf-"):
        return "PDF"
    if start.startswith((b"\x89png", b"\xff\xd8\xff", b"gif8", b"riff")):
        return "picture"
    if start.startswith(b"{\\rtf"):
        return "document"
    return "text"


def _word(found: str) -> str:
    return {
        "workbook": _("an Excel workbook"),
        "old workbook": _("an old Excel workbook"),
        "web page": _("a web page"),
        "XML": "XML",
        "PDF": "PDF",
        "picture": _("a picture"),
        "document": _("a text document"),
        "text": _("plain text"),
    }[found]


def _rounded(size: int) -> Decimal:
    return (Decimal(size) / MEGABYTE).quantize(Decimal("0.1"))


def _read_workbook(content: bytes, ending: str) -> Sheet:
    try:
        done = subprocess.run(
            # -P: the folder of the script holds our own models.py and must not shadow anything
            [sys.executable, "-P", str(PROCESS), json.dumps(LIMITS)],
            input=content, capture_output=True, timeout=LIMITS["seconds"], check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        refuse(Reason.TOO_HEAVY)
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        refuse(Reason.TOO_HEAVY)  # it died: out of memory, out of processor time, or calamine gave up
    if reason := answer.get("refused"):
        facts = answer["facts"]
        if reason == Reason.KIND_NOT_READ:
            facts = {"ending": ending if ending not in {".xlsx", ".xlsm", ".xls"} else ".ods, .xlsb, .docx"}
        refuse(Reason(reason), **facts)
    rows = [[_cell(value) for value in row] for row in answer["rows"]]
    return Sheet(rows, answer["sheet"], answer["others"], [tuple(area) for area in answer["merged"]])


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return value
    kind, said = value
    if kind == "n":
        return Decimal(said)
    if kind == "d":
        return datetime.fromisoformat(said) if "T" in said else date.fromisoformat(said)
    if kind == "b":
        return said
    if kind == "f":
        return Refusal(Reason.FORMULA_NOT_COMPUTED)
    return Refusal(Reason.CELL_HAS_ERROR, {"text": said})
