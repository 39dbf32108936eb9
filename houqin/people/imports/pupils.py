"""The list of pupils with their guardians. Built for a whole school: the queries do not grow with the rows."""

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from houqin.imports.fields import CHOICE, CODE, DATE, PHONE, Field
from houqin.imports.importers import Problem, importer
from houqin.kernel.refusals import Refusal
from houqin.people.actions import add_pupils, remove_pupils
from houqin.people.actions.admissions import NewGuardian, NewPupil
from houqin.people.actions.undoing import may_remove_pupils
from houqin.people.class_names import ClassName, read_class_name
from houqin.people.imports.words import TICKS, Answer, word_list
from houqin.people.models import Pupil, SchoolClass
from houqin.people.permissions import MANAGE_PUPILS
from houqin.people.reasons import Reason


class Gender(TextChoices):
    GIRL = "f", _("Girl")
    BOY = "m", _("Boy")


GENDERS = {
    "女": "f", "女生": "f", "女孩": "f", "女性": "f", "F": "f", "2": "f",
    "男": "m", "男生": "m", "男孩": "m", "男性": "m", "M": "m", "1": "m",
}  # fmt: skip
LODGING = TICKS | {
    "住校": "yes", "住宿": "yes", "寄宿": "yes", "住读": "yes", "住校生": "yes", "住宿生": "yes", "寄宿生": "yes",
    "走读": "no", "走读生": "no", "通学": "no", "不住校": "no", "不住宿": "no",
}  # fmt: skip
GUARDIANS = ("guardian", "guardian2")


def class_of(row) -> ClassName | None:
    return read_class_name(row["school_class"], row.get("grade", ""))


def class_written(row) -> str:
    return " ".join(filter(None, [row.get("grade", ""), row["school_class"]]))


def find_class(name: ClassName | None, classes: list[SchoolClass]) -> SchoolClass | None:
    """The one open class that fits. Two schools' stages may share an entry year: then the name is not enough."""
    fitting = [one for one in classes if name and name.fits(one)]
    return fitting[0] if len(fitting) == 1 else None


@importer(
    "people.pupils",
    title=_("Pupils"),
    permission=MANAGE_PUPILS,
    note=_("Bring in the classes first. A class may be written as 四年级2班, 四(2)班 or 402."),
    columns=[
        Field("number", _("Pupil number"), ["学号", "学籍号", "全国学籍号", "学生编号", "学籍辅号"], kind=CODE,
              longest=24, required=True, unique=True, example="20220201"),
        Field("name", _("Full name"), ["姓名", "学生姓名", "学生"], longest=80, required=True,
              example="古丽娜尔·艾力"),
        Field("gender", _("Sex"), ["性别"], kind=CHOICE, choices=Gender, synonyms=GENDERS, required=True,
              example="女"),
        Field("grade", _("Grade"), ["年级", "所在年级"], longest=12),
        Field("school_class", _("Class"), ["班级", "所在班级", "班级名称", "班", "班号"], longest=40, required=True,
              example="四年级2班"),
        Field("born_on", _("Born on"), ["出生日期", "出生年月日", "生日", "出生年月"], kind=DATE,
              example="2016-05-04"),
        Field("is_boarder", _("Boarder"), ["是否住校", "住校", "是否住宿", "是否寄宿", "住宿", "住校情况",
              "就读方式"], kind=CHOICE, choices=Answer, synonyms=LODGING, example="是", note=_("Empty means no.")),
        Field("is_halal", _("Halal"), ["清真", "是否清真", "清真饮食", "清真餐"], kind=CHOICE, choices=Answer,
              synonyms=TICKS | {"清真": "yes", "非清真": "no"}, example="否", note=_("Empty means no.")),
        Field("allergens", _("Allergens"), ["过敏", "过敏原", "过敏史", "食物过敏", "过敏食物"], longest=120,
              example="花生、牛奶"),
        Field("enrolled_on", _("Enrolled on"), ["入学日期", "入学时间", "入校日期"], kind=DATE, example="2022-09-01",
              note=_("Empty means today.")),
        Field("guardian", _("Guardian"), ["监护人", "监护人姓名", "家长", "家长姓名", "第一监护人", "监护人1",
              "监护人1姓名"], longest=80, example="艾力·买买提"),
        Field("guardian_relation", _("Relation"), ["关系", "与学生关系", "监护人关系", "监护人1关系", "关系1",
              "称谓"], longest=20, example="父亲"),
        Field("guardian_phone", _("Guardian's telephone"), ["电话", "联系电话", "监护人电话", "家长电话",
              "监护人1电话", "电话1", "手机", "手机号", "监护人手机", "监护人联系电话", "家长联系电话"], kind=PHONE,
              example="13800000000"),
        Field("guardian2", _("Second guardian"), ["监护人2", "监护人二", "第二监护人", "监护人2姓名", "家长2",
              "第二监护人姓名"], longest=80),
        Field("guardian2_relation", _("Relation of the second guardian"), ["关系2", "监护人2关系", "第二监护人关系"],
              longest=20),
        Field("guardian2_phone", _("Second guardian's telephone"), ["电话2", "监护人2电话", "第二监护人电话",
              "备用电话", "监护人2手机"], kind=PHONE),
    ],
)  # fmt: skip
class PupilList:
    def check(self, school, rows, at):
        numbers = [row["number"] for row in rows]
        taken = dict(Pupil.objects.of(school).filter(number__in=numbers).values_list("number", "name"))
        classes = list(SchoolClass.objects.of(school).filter(closed_on=None))
        today = school.localdate(at)
        for row in rows:
            if name := taken.get(row["number"]):
                facts = {"number": row["number"], "name": name}
                yield Problem(row.number, "number", Refusal(Reason.NUMBER_TAKEN, facts))
            written = class_of(row)
            if written is None:
                facts = {"text": class_written(row)}
                yield Problem(row.number, "school_class", Refusal(Reason.CLASS_UNCLEAR, facts))
            elif find_class(written, classes) is None:
                facts = {"name": class_written(row)}
                yield Problem(row.number, "school_class", Refusal(Reason.CLASS_UNKNOWN, facts))
            if row.get("born_on") and row["born_on"] > today:
                yield Problem(row.number, "born_on", Refusal(Reason.BORN_LATER, {"born_on": f"{row['born_on']}"}))
            for who in GUARDIANS:
                name, phone = row.get(who), row.get(f"{who}_phone")
                if bool(name) != bool(phone):
                    missing = f"{who}_phone" if name else who
                    yield Problem(row.number, missing, Refusal(Reason.GUARDIAN_INCOMPLETE))

    def accept(self, school, rows, actor, at, run):
        classes = list(SchoolClass.objects.of(school).filter(closed_on=None))
        today = school.localdate(at)
        pupils = [
            NewPupil(
                school_class=find_class(class_of(row), classes),
                name=row["name"],
                number=row["number"],
                gender=row["gender"],
                enrolled_on=row.get("enrolled_on") or today,
                born_on=row.get("born_on"),
                is_boarder=row.get("is_boarder") == Answer.YES,
                is_halal=row.get("is_halal") == Answer.YES,
                allergens=word_list(row.get("allergens")),
                guardians=tuple(self._guardians(row)),
            )
            for row in rows
        ]
        return add_pupils(school=school, pupils=pupils, actor=actor, at=at)

    def _guardians(self, row):
        for who in GUARDIANS:
            if row.get(who):
                relation = row.get(f"{who}_relation") or gettext("guardian")
                yield NewGuardian(row[who], relation, row[f"{who}_phone"])

    def may_undo(self, school, created, at):
        return may_remove_pupils(created)

    def undo(self, school, created, actor, at):
        remove_pupils(school=school, pupils=created, actor=actor, at=at)
