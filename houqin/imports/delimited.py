"""Comma-, semicolon- or tab-separated text in the encodings that school software writes."""

import codecs
import csv
import io
import re

from houqin.imports.reasons import Reason
from houqin.kernel.refusals import refuse

DELIMITERS = ",\t;"
SNIFFED_LINES = 30
EXCEL_TEXT = re.compile(r'^="(.*)"$', re.DOTALL)  # ="00123": how exports keep leading zeros
MARKS = re.compile(r"[,;\t\r\n]")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f]")


def decode(content: bytes) -> str:
    """UTF-8, UTF-16 or GB18030 (which contains GBK and GB 2312).  Raises Refused(NOT_TEXT).

    UTF-8 goes first: Chinese in GB18030 is almost never valid UTF-8, the reverse often is.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif b"\x00" in content:
        encodings = ["utf-16-le", "utf-16-be"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    found = [text for text in (_decoded(content, encoding) for encoding in encodings) if text is not None]
    if b"\x00" in content:
        # UTF-16 without its mark: read from the wrong end, commas and line ends turn into rare characters.
        found = sorted((text for text in found if MARKS.search(text)), key=lambda text: -len(MARKS.findall(text)))
    if not found:
        refuse(Reason.NOT_TEXT)
    return found[0]


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if UNPRINTABLE.search(text) else text


def sniff_delimiter(text: str) -> str:
    """The delimiter that cuts the first lines into the most equal columns; a comma when none does."""
    lines = text.splitlines()[:SNIFFED_LINES]

    def columns(delimiter):
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
        except csv.Error:
            return 0
        return max((widths.count(width) * width for width in set(widths) if width > 1), default=0)

    return max(DELIMITERS, key=columns)


def read_delimited(content: bytes, *, most_rows: int, most_columns: int, most_cells: int) -> list[list[str]]:
    """Rows of text cells, blank rows included.  Raises Refused when it is not text or exceeds a limit."""
    text = decode(content)
    rows, cells = [], 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=sniff_delimiter(text)):
            while row and not row[-1].strip():
                row.pop()  # trailing commas are not columns
            cells += len(row)
            if len(row) > most_columns:
                refuse(Reason.TOO_MANY_COLUMNS, limit=most_columns)
            if cells > most_cells:
                refuse(Reason.TOO_MANY_CELLS, limit=most_cells)
            if row and len(rows) >= most_rows:
                refuse(Reason.TOO_MANY_ROWS, limit=most_rows, row=len(rows) + 1)
            if len(rows) < most_rows:
                rows.append([EXCEL_TEXT.sub(r"\1", cell) for cell in row])
    except csv.Error:
        refuse(Reason.NOT_TEXT)
    return rows
