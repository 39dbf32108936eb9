"""Lists as schools send them, checked and accepted through the engine."""

import random

from django.core.files.base import ContentFile
from django.utils import translation

from houqin.imports.actions import accept_import, check_import, undo_import
from houqin.imports.checking import sentence_of
from houqin.imports.importers import IMPORTERS
from tests.builders import NOON
from tests.imports.files import a_workbook


def shuffled(rows: list[list], seed: int = 7) -> list[list]:
    """The same rows with their columns in another order."""
    order = list(range(len(rows[0])))
    random.Random(seed).shuffle(order)
    return [[row[index] for index in order] for row in rows]


def as_csv(rows: list[list], encoding: str = "utf-8") -> bytes:
    return "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in rows).encode(encoding)


class Listing:
    """One importer at one school, used by one person who reads Chinese."""

    def __init__(self, code: str, school, actor):
        self.importer, self.school, self.actor = IMPORTERS[code], school, actor

    def check(self, rows: list[list], name: str = "名单.xlsx", encoding: str = "utf-8", at=NOON):
        content = a_workbook(rows) if name.endswith(".xlsx") else as_csv(rows, encoding)
        with translation.override("zh-hans"):
            file = ContentFile(content, name=name)
            return check_import(importer=self.importer, school=self.school, file=file, actor=self.actor, at=at)

    def accept(self, run, mode: str = "good_rows", at=NOON):
        with translation.override("zh-hans"):
            return accept_import(run=run, school=self.school, mode=mode, actor=self.actor, at=at)

    def bring_in(self, rows: list[list], **more):
        return self.accept(self.check(rows, **more))

    def undo(self, run, at=NOON):
        with translation.override("zh-hans"):
            return undo_import(run=run, school=self.school, actor=self.actor, at=at)


def problems(run) -> list[tuple[int, str, str]]:
    """(row, column, sentence) of everything wrong, as the page shows it."""
    with translation.override("zh-hans"):
        titles = {column.name: str(column.title) for column in run.importer.columns}
    rows = run.rows.filter(is_good=False).order_by("number")
    return [(row.number, titles.get(one["field"], ""), sentence_of(one)) for row in rows for one in row.problems]
