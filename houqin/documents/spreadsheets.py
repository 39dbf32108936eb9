"""A ledger as a spreadsheet: real dates and numbers, and no cell that could run."""

from datetime import UTC
from io import BytesIO

from django.utils.translation import gettext as _

from houqin.documents.columns import REMARKS, SERIAL
from houqin.documents.drawn import Drawn
from houqin.documents.paper import remarks

#: Excel's own limit on the signs in one cell.
LONGEST_CELL = 32_767

CHARACTERS_PER_MM = 0.6


def ledger_xlsx(drawn: Drawn) -> bytes:
    """The rows as on paper, row by row, so that the writer's memory does not grow with them."""
    import xlsxwriter  # slow import: only who asks for a spreadsheet pays for it

    out = BytesIO()
    # Text is written with write_string only; these keep any other path from making formulas or links.
    never = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    options = {"constant_memory": True, **never}
    with xlsxwriter.Workbook(out, options) as book:
        created = drawn.at.astimezone(UTC).replace(tzinfo=None)
        book.set_properties({"title": drawn.title, "company": drawn.school.name, "created": created})
        _Pages(book, drawn).write()
    return out.getvalue()


class _Pages:
    """Carries the sheet and its formats while one ledger is written."""

    def __init__(self, book, drawn: Drawn):
        self.book, self.drawn, self.formats = book, drawn, {}
        self.sheet = book.add_worksheet(_("Register sheet"))
        self.columns = [SERIAL, *drawn.columns, REMARKS]

    def write(self):
        sheet, last = self.sheet, len(self.columns) - 1
        for place, column in enumerate(self.columns):
            sheet.set_column(place, place, max(6, column.width * CHARACTERS_PER_MM))
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0, 2)
        sheet.freeze_panes(3, 0)
        sheet.write_string(0, 0, self.drawn.title, self.book.add_format({"bold": True, "font_size": 16}))
        sheet.write_string(1, 0, "    ".join(self.drawn.given))
        head = self.book.add_format(
            {"bold": True, "border": 1, "bg_color": "#F1F1F1", "align": "center", "text_wrap": True}
        )
        for place, title in enumerate(self.drawn.headings):
            sheet.write_string(2, place, title, head)
        row = 3
        for row, line in enumerate(self.drawn.lines, 3):
            sheet.write_number(row, 0, line.number, self.look("General", "center"))
            for place, (column, value) in enumerate(zip(self.drawn.columns, line.values, strict=True)):
                self.cell(row, place + 1, column, value, place in line.struck)
            sheet.write_string(row, last, remarks(line)[:LONGEST_CELL], self.look("@", "start"))
        for below, text in enumerate([str(self.drawn.ledger.note), self.drawn.origin], row + 2):
            sheet.write_string(below, 0, text)

    def cell(self, row, place, column, value, struck):
        value, pattern = column.cell(value, self.drawn.school.zone)
        look = self.look(pattern, column.align, struck)
        if isinstance(value, str):
            # write_string would turn "" into a blank cell, which is what an empty value is.
            self.sheet.write_string(row, place, value[:LONGEST_CELL], look)
        elif pattern.startswith(("yyyy", "hh")):
            self.sheet.write_datetime(row, place, value, look)
        else:
            self.sheet.write_number(row, place, value, look)

    def look(self, pattern, align, struck=False):
        key = (pattern, align, struck)
        if key not in self.formats:
            sides = {"start": "left", "end": "right"}
            self.formats[key] = self.book.add_format(
                {
                    "num_format": pattern,
                    "align": sides.get(align, "center"),
                    "border": 1,
                    "font_strikeout": struck,
                    "text_wrap": pattern == "@",
                }
            )
        return self.formats[key]
