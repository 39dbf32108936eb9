"""The spreadsheets we hand out: an empty template for each importer, and the rows that have to be changed."""

from io import BytesIO

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from houqin.imports.checking import sentence_of
from houqin.imports.fields import CHOICE, CODE, DATE, INTEGER, PHONE, QUANTITY, TEXT, Field
from houqin.imports.importers import Importer
from houqin.imports.models import ImportRun

WIDTH = 18
PROBLEM_WIDTH = 60


def _book(stream: BytesIO):
    import xlsxwriter  # slow import: only who asks for a spreadsheet pays for it

    # Whatever a stranger typed is written as text: a cell that begins with = must not become a formula.
    return xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )


def template_of(importer: Importer) -> bytes:
    """Headings, one example row (known again and left out when it is still there) and a sheet of notes."""
    stream = BytesIO()
    book = _book(stream)
    bold, must = book.add_format({"bold": True}), book.add_format({"bold": True, "font_color": "#9b1c1c"})
    plain_text, wrap = book.add_format({"num_format": "@"}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(str(importer.title)[:31])
    for index, column in enumerate(importer.columns):
        heading = _("{title} (required)").format(title=column.title) if column.required else str(column.title)
        # Text format keeps leading zeros and the last digits of long numbers.
        sheet.set_column(index, index, WIDTH, plain_text if column.kind in (TEXT, CODE, PHONE) else None)
        sheet.write_string(0, index, heading, must if column.required else bold)
        sheet.write_string(1, index, column.example)
        if column.kind is CHOICE and sum(len(word) + 1 for word in column.known_words()) < 255:
            sheet.data_validation(1, index, 5000, index, {"validate": "list", "source": column.known_words(),
                                                          "error_type": "warning"})  # fmt: skip
    sheet.freeze_panes(1, 0)
    notes = book.add_worksheet(pgettext("spreadsheet", "Notes"))
    notes.set_column(0, 0, WIDTH)
    notes.set_column(1, 1, 80, wrap)
    for row, (title, text) in enumerate(_explained(importer)):
        notes.write_string(row, 0, title, bold)
        notes.write_string(row, 1, text, wrap)
    book.close()
    return stream.getvalue()


def _explained(importer: Importer):
    how = _(
        "One row for each entry. Columns may stand in any order and further columns are ignored. "
        "The example row may stay; it is left out."
    )
    yield _("How to fill in"), f"{how}\n{importer.note}".strip()
    for column in importer.columns:
        yield str(column.title), " ".join(part for part in _parts(column) if part)


def _parts(column: Field):
    yield _("Required.") if column.required else _("May stay empty.")
    if column.kind is DATE:
        yield _("A date with a four-digit year, such as 2026-11-19.")
    elif column.kind is INTEGER:
        yield _("A whole number.")
    elif column.kind is QUANTITY:
        yield _("A number with its unit, such as 12.5 kg.")
    elif column.kind is CHOICE:
        yield _("One of: {known}.").format(known="、".join(column.known_words()))
    if column.other_words:
        yield _("Also understood as: {headings}.").format(headings="、".join(column.other_words))
    yield str(column.note)


def rows_to_change(run: ImportRun) -> bytes:
    """The bad rows as they stood, with their row in the file and a last column that says what is wrong."""
    stream = BytesIO()
    book = _book(stream)
    bold = book.add_format({"bold": True})
    wrap = book.add_format({"text_wrap": True, "font_color": "#9b1c1c"})
    text = book.add_format({"num_format": "@"})
    sheet = book.add_worksheet(_("To change"))
    columns = run.importer.columns
    headings = [str(column.title) for column in columns] + [_("Problem"), _("Row in the file")]
    for index, heading in enumerate(headings):
        sheet.set_column(index, index, PROBLEM_WIDTH if index == len(columns) else WIDTH)
        sheet.write_string(0, index, heading, bold)
    titles = {column.name: str(column.title) for column in columns}
    rows = run.rows.filter(is_good=False).order_by("number")
    for line, row in enumerate(rows.iterator(chunk_size=500), start=1):
        for index, column in enumerate(columns):
            sheet.write_string(line, index, row.given.get(column.name, ""), text)
        sheet.write_string(line, len(columns), described(row.problems, titles), wrap)
        sheet.write_string(line, len(columns) + 1, str(row.number))
    sheet.freeze_panes(1, 0)
    book.close()
    return stream.getvalue()


def described(problems: list[dict], titles: dict[str, str]) -> str:
    """All problems of a row, each after the name of its column."""
    return "\n".join(
        f"{titles[one['field']]}: {sentence_of(one)}" if one["field"] in titles else sentence_of(one)
        for one in problems
    )
