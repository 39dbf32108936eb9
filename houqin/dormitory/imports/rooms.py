"""The list of rooms with their beds. Buildings and rooms that are not there yet are made on the way."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext_lazy as _

from houqin.dormitory.actions import furnish_rooms, remove_rooms
from houqin.dormitory.actions.rooms import NewRoom
from houqin.dormitory.actions.undoing import may_remove_rooms
from houqin.dormitory.gates.rooms import is_a_floor, is_a_number_of_beds, is_an_area, may_furnish
from houqin.dormitory.models import DormRoom, Gender, Section
from houqin.dormitory.reasons import Reason
from houqin.imports.fields import CHOICE, CODE, INTEGER, Field
from houqin.imports.importers import Problem, importer
from houqin.imports.reasons import Reason as ImportReason
from houqin.kernel.refusals import Refusal
from houqin.tenancy.actions import add_building, add_spaces
from houqin.tenancy.actions.places import NewSpace
from houqin.tenancy.models import Building, Space
from houqin.tenancy.permissions import MANAGE_SPACES

WHOSE = {
    "女": "f", "女生": "f", "女寝": "f", "女生宿舍": "f", "女舍": "f", "F": "f",
    "男": "m", "男生": "m", "男寝": "m", "男生宿舍": "m", "男舍": "m", "M": "m",
}  # fmt: skip
SECTIONS = {
    "小学": "primary", "小学部": "primary", "小学生": "primary",
    "初中": "junior", "初中部": "junior", "中学": "junior", "中学部": "junior", "初中生": "junior",
}  # fmt: skip
AREA = re.compile(r"(\d+(?:\.\d+)?)(?:m2|平方米|平米|平)?")
LONGEST_CODE, LONGEST_NAME = 20, 60


def area_of(row) -> Decimal | None:
    """Square metres, one decimal; None when empty.  Raises ValueError for what is no area."""
    text = unicodedata.normalize("NFKC", row.get("area_m2", "")).replace(" ", "").lower()
    if not text:
        return None
    match = AREA.fullmatch(text)
    if match is None:
        raise ValueError(text)
    try:
        return Decimal(match[1]).quantize(Decimal("0.1"))
    except InvalidOperation as wrong:
        raise ValueError(text) from wrong


def code_of(row) -> str:
    """What stands on the door: as written, or the number of the building before that of the room: 2-301."""
    if row.get("code"):
        return row["code"]
    digits = re.search(r"\d+", unicodedata.normalize("NFKC", row["building"]))
    return f"{digits[0] if digits else row['building']}-{row['room']}"


def name_of(row) -> str:
    room = f"{row['room']} 室" if row["room"][-1:].isdigit() else row["room"]
    return f"{row['building']} {room}"


class _Known:
    """Spaces of the school by code, with the dorm room that each is already. Two queries."""

    def __init__(self, school, rows):
        codes = {code_of(row) for row in rows}
        self.spaces = {one.code: one for one in Space.objects.of(school).filter(code__in=codes)}
        rooms = DormRoom.objects.filter(space__in=self.spaces.values()).select_related("space")
        self.rooms = {room.space_id: room for room in rooms}


@importer(
    "dormitory.rooms",
    title=_("Dorm rooms and beds"),
    permission=MANAGE_SPACES,
    note=_("One row for each room. Buildings and rooms that are missing are made; a room with beds stays as it is."),
    columns=[
        Field("building", _("Building"), ["楼栋", "宿舍楼", "楼名", "楼号", "公寓"], longest=40, required=True,
              example="1 号宿舍楼"),
        Field("room", _("Room number"), ["房间号", "寝室号", "宿舍号", "房间", "寝室", "宿舍", "室号"], longest=20,
              required=True, fill_merged=False, example="301"),
        Field("code", _("Code"), ["编号", "门牌编号", "房间编号"], kind=CODE, longest=LONGEST_CODE, unique=True,
              note=_("Empty: the building's number before the room's, such as 1-301.")),
        Field("floor", _("Floor"), ["楼层", "层", "所在楼层"], kind=INTEGER, least=-9, most=60, required=True,
              example="3"),
        Field("gender", _("Whose room"), ["性别", "住宿性别", "男女", "男寝女寝"], kind=CHOICE, choices=Gender,
              synonyms=WHOSE, required=True, example="女生"),
        Field("section", _("Section"), ["学段", "学部", "小学初中"], kind=CHOICE, choices=Section, synonyms=SECTIONS,
              required=True, example="小学"),
        Field("beds", _("Beds"), ["床位数", "床位", "床数", "核定床位", "床铺数"], kind=INTEGER, required=True,
              example="8"),
        Field("area_m2", _("Floor space"), ["面积", "使用面积", "建筑面积", "面积（平方米）", "面积㎡"], longest=20,
              example="24.5", note=_("In m²; may stay empty.")),
    ],
)  # fmt: skip
class RoomList:
    def check(self, school, rows, at):
        known, first = _Known(school, rows), {}
        for row in rows:
            code = code_of(row)
            if len(code) > LONGEST_CODE or len(name_of(row)) > LONGEST_NAME:
                yield Problem(row.number, "room", Refusal(Reason.DOOR_TOO_LONG, {"text": code, "most": LONGEST_CODE}))
            elif code in first:
                facts = {"text": code, "row": first[code]}
                yield Problem(row.number, "room", Refusal(ImportReason.SAME_AS_ROW, facts))
            elif space := known.spaces.get(code):
                for refusal in may_furnish(space, known=known.rooms.get(space.pk)):
                    yield Problem(row.number, "room", refusal)
            first.setdefault(code, row.number)
            yield from _numbers(row)

    def accept(self, school, rows, actor, at, run):
        known = _Known(school, rows)
        buildings = {one.name: one for one in Building.objects.of(school)}
        for name in dict.fromkeys(row["building"] for row in rows):
            if name not in buildings:
                buildings[name] = add_building(school=school, name=name, actor=actor, at=at)
        fresh = [row for row in rows if code_of(row) not in known.spaces]
        spaces = add_spaces(
            school=school, actor=actor, at=at,
            spaces=[NewSpace(buildings[row["building"]], code_of(row), name_of(row), Space.Kind.DORM_ROOM)
                    for row in fresh],
        ) if fresh else []  # fmt: skip
        by_code = known.spaces | {space.code: space for space in spaces}
        wanted = [
            NewRoom(by_code[code_of(row)], row["floor"], row["gender"], row["section"], row["beds"], area_of(row))
            for row in rows
        ]
        return furnish_rooms(school=school, rooms=wanted, actor=actor, at=at)

    def may_undo(self, school, created, at):
        return may_remove_rooms(created)

    def undo(self, school, created, actor, at):
        remove_rooms(school=school, rooms=created, actor=actor, at=at)


def _numbers(row):
    for refusal in is_a_floor(row["floor"]):
        yield Problem(row.number, "floor", refusal)
    for refusal in is_a_number_of_beds(row["beds"]):
        yield Problem(row.number, "beds", refusal)
    try:
        area = area_of(row)
    except ValueError:
        yield Problem(row.number, "area_m2", Refusal(Reason.AREA_UNCLEAR, {"text": row["area_m2"]}))
        return
    for refusal in is_an_area(area):
        yield Problem(row.number, "area_m2", refusal)
