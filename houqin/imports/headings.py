"""Which column is which: headings in any order, however they were decorated."""

import re
import unicodedata
from dataclasses import dataclass, field

from houqin.imports.fields import QUANTITY, Field
from houqin.imports.reading import SEARCHED_ROWS, Cell, Sheet
from houqin.imports.reasons import Reason
from houqin.kernel.quantities import SPELLINGS
from houqin.kernel.refusals import Refusal, require

BRACKETS = re.compile(r"[(\[【〔〈<{][^)\]】〕〉>}]*[)\]】〕〉>}]")
INSIDE = re.compile(r"[(\[【]([^)\]】]*)[)\]】]")
DECORATION = re.compile(r"[\s*＊:：★☆※、,，.。\"'“”/\\\-_\u200b\ufeff]+")


@dataclass
class Layout:
    """Where the list begins and which column (from 0) holds which field. `ignored` are headings nobody asked for."""

    heading_row: int
    columns: dict[str, int]
    ignored: list[str] = field(default_factory=list)
    units: dict[str, str] = field(default_factory=dict)


def folded(text: str) -> str:
    """A heading or a word of choice without width, case, spaces, brackets and stars: “出生日期（必填）” → 出生日期."""
    narrow = unicodedata.normalize("NFKC", str(text)).casefold()
    return DECORATION.sub("", BRACKETS.sub("", narrow)) or DECORATION.sub("", narrow)


def column_letters(index: int) -> str:
    """0 → A, 27 → AB: how people name the column they look at."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def understood(columns: tuple[Field, ...]) -> dict[str, str]:
    """Folded heading → field name. What a field says first wins over what another accepts as well."""
    known: dict[str, str] = {}
    for column in columns:
        for title in column.in_each_language():
            known.setdefault(folded(title), column.name)
    for column in columns:
        for heading in [*column.headings, column.name]:
            known.setdefault(folded(heading), column.name)
    return known


def find_layout(sheet: Sheet, columns: tuple[Field, ...]) -> Layout:
    """The best row of headings among the first ten.  Raises Refused: NO_HEADINGS, COLUMNS_MISSING, HEADING_TWICE."""
    known = understood(columns)
    best, best_score = 0, 0
    for number, cells in sheet.numbered():
        if number > SEARCHED_ROWS:
            break
        score = len({known[folded(cell)] for cell in cells if _is_word(cell) and folded(cell) in known})
        if score > best_score:
            best, best_score = number, score
    require(_headings_found(best, columns))
    layout, twice = _layout(best, sheet.rows[best - 1], known, columns)
    require(_all_there(layout, columns), _none_twice(twice, columns))
    return layout


def _is_word(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(cell.strip())


def _layout(number: int, cells: list[Cell], known: dict[str, str], columns: tuple[Field, ...]):
    layout, twice = Layout(number, {}), {}
    quantities = {column.name for column in columns if column.kind is QUANTITY}
    for index, cell in enumerate(cells):
        if not _is_word(cell):
            continue
        name = known.get(folded(cell))
        if name is None:
            layout.ignored.append(cell.strip()[:60])
        elif name in layout.columns:
            twice.setdefault(name, [layout.columns[name]]).append(index)
        else:
            layout.columns[name] = index
            if name in quantities:
                for word in INSIDE.findall(unicodedata.normalize("NFKC", cell)):
                    if word.strip().lower() in SPELLINGS:
                        layout.units[name] = word.strip()
    return layout, twice


def _headings_found(best: int, columns: tuple[Field, ...]):
    if not best:
        needed = [column.title for column in columns if column.required] or [column.title for column in columns]
        yield Refusal(Reason.NO_HEADINGS, {"searched": SEARCHED_ROWS, "needed": needed})


def _all_there(layout: Layout, columns: tuple[Field, ...]):
    missing = [column for column in columns if column.required and column.name not in layout.columns]
    if missing:
        named = [_with_other_words(column) for column in missing]
        yield Refusal(Reason.COLUMNS_MISSING, {"columns": named, "row": layout.heading_row})


def _with_other_words(column: Field) -> str:
    title = str(column.title)
    others = [heading for heading in column.headings if folded(heading) != folded(title)]
    return f"{title} ({' / '.join(others)})" if others else title


def _none_twice(twice: dict[str, list[int]], columns: tuple[Field, ...]):
    titles = {column.name: column.title for column in columns}
    for name, indexes in twice.items():
        letters = [column_letters(index) for index in indexes]
        yield Refusal(Reason.HEADING_TWICE, {"columns": letters, "column": titles[name]})
