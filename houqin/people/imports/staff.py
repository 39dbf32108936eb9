"""The list of staff."""

from django.utils.translation import gettext_lazy as _

from houqin.imports.fields import CODE, DATE, PHONE, Field
from houqin.imports.importers import Problem, importer
from houqin.kernel.refusals import Refusal
from houqin.people.actions import add_staff, remove_staff
from houqin.people.actions.undoing import may_remove_staff
from houqin.people.models import Staff
from houqin.people.permissions import MANAGE_STAFF
from houqin.people.reasons import Reason


@importer(
    "people.staff",
    title=_("Staff"),
    permission=MANAGE_STAFF,
    note=_("The column of jobs is kept as written. Nobody is appointed to a post by it: do that under Posts."),
    columns=[
        Field("number", _("Staff number"), ["工号", "教工号", "职工号", "教职工号", "员工编号", "教师编号", "编号"],
              kind=CODE, longest=20, required=True, unique=True, example="T001"),
        Field("name", _("Full name"), ["姓名", "教师姓名", "职工姓名", "教职工姓名"], longest=80, required=True,
              example="张秀兰"),
        Field("phone", _("Mobile phone"), ["手机", "手机号", "手机号码", "电话", "联系电话", "联系方式"], kind=PHONE,
              example="13800000000"),
        Field("job", _("Job"), ["岗位", "职务", "职位", "岗位名称", "工作岗位", "工种", "任职"], longest=40,
              example="库管员", note=_("Kept as written; it appoints nobody.")),
        Field("joined_on", _("Joined on"), ["入职日期", "入职时间", "到校日期", "到校时间", "来校时间"], kind=DATE,
              example="2020-09-01"),
    ],
)  # fmt: skip
class StaffList:
    def check(self, school, rows, at):
        numbers = [row["number"] for row in rows]
        taken = dict(Staff.objects.of(school).filter(number__in=numbers).values_list("number", "name"))
        for row in rows:
            if name := taken.get(row["number"]):
                facts = {"number": row["number"], "name": name}
                yield Problem(row.number, "number", Refusal(Reason.NUMBER_TAKEN, facts))

    def accept_row(self, school, row, actor, at, run):
        return [
            add_staff(
                school=school, name=row["name"], number=row["number"], phone=row.get("phone", ""),
                job=row.get("job", ""), joined_on=row.get("joined_on"), actor=actor, at=at,
            )
        ]  # fmt: skip

    def may_undo(self, school, created, at):
        return may_remove_staff(created)

    def undo(self, school, created, actor, at):
        remove_staff(school=school, staff=created, actor=actor, at=at)
