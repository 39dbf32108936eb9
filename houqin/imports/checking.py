"""The dry run without the database: a sheet becomes lines, each with its values and everything wrong with it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from houqin.imports.cells import as_text, read_cell
from houqin.imports.fields import QUANTITY, Amount, Field, Row
from houqin.imports.headings import Layout, find_layout
from houqin.imports.importers import Importer, Problem
from houqin.imports.reading import MOST_ROWS, Cell, Sheet
from houqin.imports.reasons import Reason
from houqin.journal.reviving import revive
from houqin.kernel.refusals import Refusal, Refused, refuse, require
from houqin.kernel.shown import shown
from houqin.kernel.spoken import kept, spoken

MOST_MERGED_CELLS = 1_000_000  # areas that overlap, as no honest file has, would multiply without end


@dataclass
class Line:
    """A row of the file: what stood there, what it means, what is wrong."""

    number: int
    given: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[dict[str, Any]] = field(default_factory=list)

    def as_row(self) -> Row:
        return Row(self.number, self.values)

    def add(self, name: str, why: Refusal | str) -> None:
        self.problems.append(problem(name, self.given.get(name, ""), why))


def problem(name: str, text: str, why: Refusal | str) -> dict[str, Any]:
    """As it is stored: the sentence in every language, and which refusal it is."""
    reason = str(why.reason.value) if isinstance(why, Refusal) else ""
    sentence = kept(spoken(lambda: why.sentence) if reason else why)
    return {"field": name, "text": text[:200], "reason": reason, "sentence": sentence}


def sentence_of(problem: dict[str, Any]) -> str:
    """What is wrong, in the reader's language."""
    return str(revive(problem["sentence"]))


@dataclass
class Merged:
    """Merged cells below the headings: `filled` takes the upper-left value, `torn` must be unmerged by a person."""

    filled: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    torn: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)


def read_lines(sheet: Sheet, importer: Importer) -> tuple[list[Line], list[str]]:
    """Lines and what else the reader should know.  Raises Refused when the sheet as a whole cannot be used."""
    layout = find_layout(sheet, importer.columns)
    fields = {index: importer.field(name) for name, index in layout.columns.items()}
    merged = _merged(sheet, layout, fields)
    lines, example_rows, filled_rows = [], [], []
    for number, cells in sheet.numbered():
        if number <= layout.heading_row or not any(_at(cells, index) != "" for index in fields):
            continue
        if _is_example(cells, fields):
            example_rows.append(number)
            continue
        lines.append(_line(number, cells, sheet, fields, merged, layout))
        if any((number, index) in merged.filled for index in fields):
            filled_rows.append(number)
    require(_a_good_size(lines))
    for column in importer.columns:
        if column.unique:
            _mark_repeated(lines, column)
    return lines, list(_notices(sheet, layout, example_rows, filled_rows))


def mark(lines: Iterable[Line], problems: Iterable[Problem]) -> None:
    """Write an importer's own findings beside the rows they speak of."""
    known = {line.number: line for line in lines}
    for number, name, why in problems:
        known[number].add(name, why)


def _at(cells: list[Cell], index: int) -> Cell:
    cell = cells[index] if index < len(cells) else ""
    return "" if isinstance(cell, str) and not as_text(cell) else cell


def _line(number, cells, sheet, fields: dict[int, Field], merged: Merged, layout: Layout) -> Line:
    line = Line(number)
    for index, column in fields.items():
        cell = _at(cells, index)
        if (number, index) in merged.filled:
            row, left = merged.filled[number, index]
            cell = _at(sheet.rows[row - 1], left)
        line.given[column.name] = as_text(cell)
        line.values[column.name] = None
        if (number, index) in merged.torn:
            first, last = merged.torn[number, index]
            line.add(column.name, Refusal(Reason.CELL_MERGED, {"first": first, "last": last}))
        elif isinstance(cell, Refusal):
            line.given[column.name] = str(cell.facts.get("text", ""))
            line.add(column.name, cell)
        else:
            _value(line, column, cell)
    for column in fields.values():
        if column.kind is QUANTITY:
            _add_unit(line, column, layout)
    return line


def _value(line: Line, column: Field, cell: Cell) -> None:
    try:
        line.values[column.name] = value = read_cell(column, cell)
    except Refused as refused:
        for refusal in refused.refusals:
            line.add(column.name, refusal)
        return
    if value is None and column.required:
        line.add(column.name, Refusal(Reason.CELL_EMPTY, {"column": column.title}))


def _add_unit(line: Line, column: Field, layout: Layout) -> None:
    """The unit stands behind the number, or in its own column, or in the heading, or is declared."""
    amount = line.values[column.name]
    if not isinstance(amount, Amount) or amount.unit:
        return
    unit = line.given.get(column.unit_field, "") or layout.units.get(column.name, "") or column.unit
    if unit:
        line.values[column.name] = Amount(amount.number, unit)
    else:
        line.values[column.name] = None
        line.add(column.name, Refusal(Reason.UNIT_MISSING, {"column": column.title}))


def _merged(sheet: Sheet, layout: Layout, fields: dict[int, Field]) -> Merged:
    merged, seen = Merged(), 0
    for top, left, bottom, right in sheet.merged:
        bottom = min(bottom, len(sheet.rows))
        covered = [index for index in fields if left - 1 <= index <= right - 1]
        if bottom <= layout.heading_row or not covered or (top == bottom and left == right):
            continue
        seen += len(covered) * (bottom - top + 1)
        if seen > MOST_MERGED_CELLS:
            refuse(Reason.TOO_MANY_MERGED, limit=MOST_MERGED_CELLS)
        for index in covered:
            fills = fields[index].fills_merged and left == right
            for number in range(max(top, layout.heading_row + 1), bottom + 1):
                if fills:
                    merged.filled[number, index] = (top, left - 1)
                elif not (left < right and index == left - 1 and number == top):
                    merged.torn[number, index] = (top, bottom)
    return merged


def _is_example(cells: list[Cell], fields: dict[int, Field]) -> bool:
    """The example row of our template, left in by mistake. At least two columns must agree, and none may differ."""
    shown_examples = {index: column.example for index, column in fields.items() if column.example}
    return len(shown_examples) > 1 and all(as_text(_at(cells, index)) == text for index, text in shown_examples.items())


def _a_good_size(lines: list[Line]):
    if not lines:
        yield Refusal(Reason.NO_ROWS)
    if len(lines) > MOST_ROWS:
        yield Refusal(Reason.TOO_MANY_ROWS, {"limit": MOST_ROWS, "row": lines[-1].number})


def _mark_repeated(lines: list[Line], column: Field) -> None:
    first: dict[Any, int] = {}
    for line in lines:
        value = line.values.get(column.name)
        if value is None:
            continue
        if value in first:
            line.add(column.name, Refusal(Reason.SAME_AS_ROW, {"text": value, "row": first[value]}))
        else:
            first[value] = line.number


def _notices(sheet: Sheet, layout: Layout, example_rows: list[int], filled_rows: list[int]):
    if layout.heading_row > 1:
        yield _("The headings were found in row {row}.").format(row=layout.heading_row)
    if layout.ignored:
        yield _("Columns that are not needed were left out: {columns}.").format(columns=shown(layout.ignored))
    if sheet.others:
        yield _("Only the sheet “{sheet}” was read. Also in the file: {others}.").format(
            sheet=sheet.name, others=shown(sheet.others)
        )
    if filled_rows:
        yield _("{count} rows stand in merged cells; they were given the value of the upper-left cell.").format(
            count=len(filled_rows)
        )
    if example_rows:
        yield _("Row {row} is the example of the template and was left out.").format(row=shown(example_rows))
