"""The tables of a record for a spreadsheet program: one sheet each, or one plain text file."""

import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO

from houqin.documents.columns import Row, tidy
from houqin.documents.records import Record
from houqin.documents.spreadsheets import LONGEST_CELL

#: Signs that Excel takes for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")

#: Signs that a sheet's name may not have, and its longest.
NOT_IN_NAME, LONGEST_NAME = str.maketrans("", "", "[]:*?/\\'"), 31


def record_xlsx(record: Record, *, school, at: datetime) -> bytes:
    """Real dates and numbers; text is never a formula or a link."""
    import xlsxwriter  # slow import: only who asks for a spreadsheet pays for it

    out = BytesIO()
    never = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, never) as book:
        created = at.astimezone(UTC).replace(tzinfo=None)
        book.set_properties({"title": str(record.title), "company": school.name, "created": created})
        head = book.add_format({"bold": True, "border": 1, "bg_color": "#F1F1F1", "text_wrap": True})
        formats: dict[str, object] = {}
        for section in record.sections:
            sheet = book.add_worksheet(str(section.title).translate(NOT_IN_NAME)[:LONGEST_NAME])
            sheet.freeze_panes(1, 0)
            for place, column in enumerate(section.columns):
                sheet.set_column(place, place, max(8, column.width * 0.6))
                sheet.write_string(0, place, str(column.title), head)
            for line, row in enumerate(section.rows, 1):
                for place, column in enumerate(section.columns):
                    value, pattern = column.cell(column.read(_of(row)), school.zone)
                    if pattern not in formats:
                        formats[pattern] = book.add_format({"num_format": pattern, "border": 1, "text_wrap": True})
                    _write(sheet, line, place, value, pattern, formats[pattern])
    return out.getvalue()


def _write(sheet, line: int, place: int, value, pattern: str, look) -> None:
    if isinstance(value, str):
        sheet.write_string(line, place, value[:LONGEST_CELL], look)
    elif pattern.startswith(("yyyy", "hh")):
        sheet.write_datetime(line, place, value, look)
    else:
        sheet.write_number(line, place, value, look)


def record_csv(record: Record, *, school) -> bytes:
    """All tables below each other, in UTF-8 with the mark by which Excel knows it."""
    out = StringIO()
    writer = csv.writer(out)
    for section in record.sections:
        writer.writerow([_harmless(str(section.title))])
        writer.writerow([_harmless(str(column.title)) for column in section.columns])
        for row in section.rows:
            cells = [column.printed(column.read(_of(row)), school.zone) for column in section.columns]
            writer.writerow([_harmless(tidy(cell)) for cell in cells])
        writer.writerow([])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _of(row):
    return row.of if isinstance(row, Row) else row


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
