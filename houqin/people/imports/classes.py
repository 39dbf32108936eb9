"""The list of classes."""

import re
import unicodedata
from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from houqin.imports.fields import Field
from houqin.imports.importers import Problem, importer
from houqin.imports.reasons import Reason as ImportReason
from houqin.kernel.refusals import Refusal
from houqin.people.actions import add_class, remove_classes
from houqin.people.actions.undoing import may_remove_classes
from houqin.people.class_names import ClassName, entry_year, read_class_name
from houqin.people.models import SchoolClass, Staff
from houqin.people.permissions import MANAGE_PUPILS
from houqin.people.reasons import Reason

YEAR = re.compile(r"(20\d\d)[年级届]?")


def class_written(row) -> str:
    """The name of the class as the row says it, for a sentence."""
    return " ".join(filter(None, [row.get("grade", ""), row.get("name", "") or row.get("number", "")]))


def class_of(row) -> ClassName | None:
    """From the one column or the two that schools use: 班级, or 年级 and 班号."""
    return read_class_name(row.get("name", "") or row.get("number", ""), row.get("grade", ""))


def year_of(row) -> int | None:
    match = YEAR.fullmatch(unicodedata.normalize("NFKC", row.get("entered_in", "")).replace(" ", ""))
    return int(match[1]) if match else None


class Teachers:
    """Staff of one school who are still here, by number and by name. One query."""

    def __init__(self, school, on):
        self.by_word = defaultdict(list)
        for one in Staff.objects.of(school).order_by("pk"):
            if one.left_on is None or one.left_on >= on:
                self.by_word[one.number.upper()].append(one)
                self.by_word[one.name].append(one)

    def find(self, word: str) -> list[Staff]:
        """By number, or by a name: more than one when several people bear it."""
        name = unicodedata.normalize("NFKC", word).strip()
        return self.by_word.get(name.upper()) or self.by_word.get(word) or self.by_word.get(name) or []


@importer(
    "people.classes",
    title=_("Classes"),
    permission=MANAGE_PUPILS,
    note=_("The class may stand in one column, as 四年级2班 or 402, or in two: grade and number."),
    columns=[
        Field("grade", _("Grade"), ["年级", "所在年级"], longest=12, example="四年级"),
        Field("number", _("Class number"), ["班号", "班级序号", "班次", "班"], longest=12, example="2"),
        Field("name", _("Class"), ["班级", "班级名称", "班名"], longest=40),
        Field("head_teacher", _("Head teacher's number"), ["班主任工号", "班主任", "班主任姓名", "班主任编号"],
              longest=80, example="T001", note=_("The staff number, or the name when only one person bears it.")),
        Field("entered_in", _("Year of entry"), ["入学年份", "入学年度", "入学年", "级", "年级代码"], longest=12,
              example="2022"),
    ],
)  # fmt: skip
class ClassList:
    def check(self, school, rows, at):
        today = school.localdate(at)
        known = {(one.grade, one.number): one for one in SchoolClass.objects.of(school).filter(closed_on=None)}
        teachers = Teachers(school, today)
        first: dict[tuple, int] = {}
        for row in rows:
            found = class_of(row)
            place = "name" if row.get("name") else "number"
            if not class_written(row):
                yield Problem(row.number, "name", Refusal(ImportReason.CELL_EMPTY, {"column": _("Class")}))
            elif found is None or found.grade is None:
                yield Problem(row.number, place, Refusal(Reason.CLASS_UNCLEAR, {"text": class_written(row)}))
            elif (key := (found.grade, found.number)) in known:
                yield Problem(row.number, place, Refusal(Reason.CLASS_TAKEN, {"name": str(known[key])}))
            elif key in first:
                facts = {"text": class_written(row), "row": first[key]}
                yield Problem(row.number, place, Refusal(ImportReason.SAME_AS_ROW, facts))
            else:
                first[key] = row.number
            if row.get("entered_in") and year_of(row) is None:
                facts = {"text": row["entered_in"]}
                yield Problem(row.number, "entered_in", Refusal(Reason.ENTRY_YEAR_UNCLEAR, facts))
            yield from self._teacher(row, teachers)

    def _teacher(self, row, teachers: Teachers):
        word = row.get("head_teacher")
        if not word:
            return
        found = teachers.find(word)
        if not found:
            yield Problem(row.number, "head_teacher", Refusal(Reason.STAFF_UNKNOWN, {"text": word}))
        elif len(found) > 1:
            facts = {"text": word, "count": len(found)}
            yield Problem(row.number, "head_teacher", Refusal(Reason.STAFF_AMBIGUOUS, facts))

    def accept(self, school, rows, actor, at, run):
        today = school.localdate(at)
        teachers = Teachers(school, today)
        made = []
        for row in rows:
            name = class_of(row)
            word = row.get("head_teacher")
            made.append(
                add_class(
                    school=school,
                    grade=name.grade,
                    number=name.number,
                    entered_in=year_of(row) or entry_year(name.grade, today=today),
                    head_teacher=teachers.find(word)[0] if word else None,
                    actor=actor,
                    at=at,
                )
            )
        return made

    def may_undo(self, school, created, at):
        return may_remove_classes(created)

    def undo(self, school, created, actor, at):
        remove_classes(school=school, classes=created, actor=actor, at=at)
