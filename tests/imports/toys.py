"""A toy importer: it brings in groups, the plainest table that Django has."""

from django.contrib.auth.models import Group
from django.db import models

from houqin.imports.fields import CHOICE, CODE, DATE, INTEGER, PHONE, QUANTITY, Field
from houqin.imports.importers import Problem
from houqin.kernel.permissions import Permission
from houqin.kernel.refusals import Refusal, Refused, require

BRING_IN_TOYS = Permission("tests.bring_in_toys", "Bring in toys", frozenset({"general_affairs_director"}))

COLUMNS = (
    Field("name", "Toy", headings=["姓名", "学生姓名"], required=True, unique=True, longest=12, example="小熊"),
    Field("shelf", "Shelf", headings=["班级", "所在班级"], example="一年级1班"),
    Field("made_on", "Made on", headings=["出生日期"], kind=DATE),
    Field("age", "Age", headings=["年龄"], kind=INTEGER, least=0, most=99),
    Field("sex", "Sex", headings=["性别"], kind=CHOICE, choices={"男": "male", "男孩": "male", "女": "female"}),
    Field("phone", "Phone", headings=["电话"], kind=PHONE),
    Field("code", "Code", headings=["学号"], kind=CODE, longest=18),
    Field("weight", "Weight", headings=["重量"], kind=QUANTITY, unit_field="unit"),
    Field("unit", "Unit", headings=["单位"]),
)


class ToyReason(models.TextChoices):
    KNOWN = "toy_known", "{name} 已经有了。"
    PLAYED_WITH = "toy_played_with", "{name} 已经用过。"
    BROKEN = "toy_broken", "{name} 坏了。"


class Toys:
    """`played_with` names the toys that somebody has used since."""

    def __init__(self):
        self.played_with: set[str] = set()

    def check(self, school, rows, at):
        known = set(Group.objects.values_list("name", flat=True))
        for row in rows:
            if self.label(school, row) in known:
                yield Problem(row.number, "name", Refusal(ToyReason.KNOWN, {"name": row["name"]}))

    def label(self, school, row):
        return f"{school.pk}: {row['name']}"

    def accept(self, school, rows, actor, at, run):
        return [Group.objects.create(name=self.label(school, row)) for row in rows]

    def may_undo(self, school, created, at):
        for group in created:
            if group.name in self.played_with:
                yield Refusal(ToyReason.PLAYED_WITH, {"name": group.name})

    def undo(self, school, created, actor, at):
        require(self.may_undo(school, created, at))
        for group in created:
            group.delete()


class FragileToys:
    """Brings in row by row; a toy called 坏 is refused by the verb."""

    def accept_row(self, school, row, actor, at, run):
        group = Group.objects.create(name=row["name"])
        if row["name"] == "坏":
            raise Refused([Refusal(ToyReason.BROKEN, {"name": "坏"})])
        return [group]
