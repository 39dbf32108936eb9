"""The list of equipment that a school keeps already."""

from django.utils.translation import gettext_lazy as _

from houqin.campus.actions import register_equipment, remove_equipment
from houqin.campus.gates import equipment as gates
from houqin.campus.kinds import kinds
from houqin.campus.models import Equipment
from houqin.campus.permissions import KEEP_EQUIPMENT
from houqin.campus.reasons import Reason
from houqin.imports.fields import CHOICE, CODE, DATE, Field
from houqin.imports.importers import Problem, importer
from houqin.imports.reasons import Reason as ImportReason
from houqin.kernel.refusals import Refusal
from houqin.tenancy.models import Space

WORDS = {kind.title_zh: code for code, kind in kinds().items()}
OTHER_WORDS = {kind.title_en: code for code, kind in kinds().items()} | {
    "灭火器": "extinguisher_powder", "ABC干粉灭火器": "extinguisher_powder", "CO2灭火器": "extinguisher_co2",
    "室内消火栓": "hydrant", "消防栓": "hydrant", "应急灯": "emergency_light", "疏散指示灯": "exit_sign",
    "安全出口门": "exit_door", "烟感": "smoke_detector", "烟雾报警器": "smoke_detector", "配电柜": "distribution_board",
    "电箱": "distribution_board", "热水器": "water_heater", "开水器": "water_heater", "燃气报警": "gas_alarm",
}  # fmt: skip


@importer(
    "campus.equipment",
    title=_("Equipment"),
    permission=KEEP_EQUIPMENT,
    note=_("Each row is one piece. Every piece gets a code; print the labels afterwards."),
    columns=[
        Field("kind", _("Kind"), ["设备名称", "名称", "类别", "设备类型", "种类", "器材名称"], kind=CHOICE,
              choices=WORDS, synonyms=OTHER_WORDS, required=True, example="干粉灭火器"),
        Field("space", _("Where"), ["位置", "地点", "存放地点", "安装位置", "房间", "场所", "所在位置"], longest=60,
              required=True, example="D-201", note=_("The code or the name of a place of the school.")),
        Field("spot", _("Where exactly"), ["具体位置", "详细位置", "摆放位置"], longest=80, example="楼梯左侧"),
        Field("made_on", _("Made on"), ["生产日期", "出厂日期", "制造日期", "出厂时间"], kind=DATE,
              example="2024-03-01"),
        Field("in_service_on", _("In service from"), ["启用日期", "投用日期", "安装日期", "配置日期"], kind=DATE,
              example="2024-04-01"),
        Field("maker", _("Maker"), ["厂家", "生产厂家", "品牌", "制造商"], longest=60),
        Field("model", _("Model"), ["型号", "规格型号", "规格"], longest=60, example="MFZ/ABC4"),
        Field("serial", _("Number on the plate"), ["出厂编号", "编号", "序列号", "钢瓶编号", "瓶号"], kind=CODE,
              longest=60),
    ],
)  # fmt: skip
class EquipmentList:
    def check(self, school, rows, at):
        today, places = school.localdate(at), Places(school, rows)
        taken = dict(Equipment.objects.of(school).kept().exclude(serial="").values_list("serial", "code"))
        first: dict[tuple, int] = {}
        for row in rows:
            if places.of(row) is None:
                yield Problem(row.number, "space", Refusal(Reason.SPACE_UNKNOWN, {"text": row["space"]}))
            made_on, since = row.get("made_on"), row.get("in_service_on", today)
            for refusal in gates.days_fit(row["kind"], made_on=made_on, in_service_on=since, today=today):
                yield Problem(row.number, "made_on", refusal)
            if serial := row.get("serial"):
                plate = (row["kind"], serial)
                if serial in taken:
                    facts = {"code": taken[serial], "serial": serial}
                    yield Problem(row.number, "serial", Refusal(Reason.SERIAL_TAKEN, facts))
                elif plate in first:
                    facts = {"text": serial, "row": first[plate]}
                    yield Problem(row.number, "serial", Refusal(ImportReason.SAME_AS_ROW, facts))
                first.setdefault(plate, row.number)

    def accept(self, school, rows, actor, at, run):
        places = Places(school, rows)
        return [
            register_equipment(
                school=school, kind=row["kind"], space=places.of(row), spot=row.get("spot", ""),
                made_on=row.get("made_on"), in_service_on=row.get("in_service_on"), maker=row.get("maker", ""),
                model=row.get("model", ""), serial=row.get("serial", ""), actor=actor, at=at,
            )
            for row in rows
        ]  # fmt: skip

    def may_undo(self, school, created, at):
        return gates.may_remove(created)

    def undo(self, school, created, actor, at):
        remove_equipment(school=school, equipment=created, actor=actor, at=at)


class Places:
    """Open places by what the file calls them: their code, or a name that only one of them has. One query."""

    def __init__(self, school, rows):
        words = {row["space"] for row in rows}
        spaces = list(Space.objects.of(school).filter(closed_on=None).select_related("building", "school"))
        names = [space.name for space in spaces]
        self.by_word = {space.name: space for space in spaces if names.count(space.name) == 1}
        self.by_word = {word: space for word, space in self.by_word.items() if word in words}
        self.by_word |= {space.code: space for space in spaces}

    def of(self, row) -> Space | None:
        return self.by_word.get(row["space"])
