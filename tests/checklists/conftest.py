"""A school with everybody in office and a published list of one item of each kind."""

import pytest

from houqin.checklists.actions import compose_checklist, publish_checklist, put_item
from houqin.checklists.drafts import Draft
from houqin.checklists.models import Item, SchoolList
from tests.builders import NOON, Crew, a_bureau_officer, a_school, a_space

FLOOR, FRIDGE, CHLORINE, PHOTO, WORD = range(5)
ITEMS = (
    Draft("地面清洁", category="hygiene", grade="minor"),
    Draft("冷藏柜温度", kind="number", low="0", high="8", unit="℃", category="equipment"),
    Draft("消毒液浓度", kind="choice", choices=[["合格", False], ["偏低", True]], category="hygiene"),
    Draft("现场照片", kind="photo", is_required=False),
    Draft("情况属实", kind="signature"),
)


class Scene:
    def __init__(self):
        self.school = a_school()
        self.crew = Crew(self.school)
        self.officer = a_bureau_officer(self.school.bureau)
        self.kitchen = a_space(self.school, "kitchen", "热加工间")

    def compose(self, *items, title="每日检查", by_officer=False, **more):
        actor = self.officer if by_officer else self.crew.food_safety_officer
        where = {"bureau": self.school.bureau} if by_officer else {"school": self.school}
        checklist = compose_checklist(title=title, area="food", actor=actor, at=NOON, **where, **more)
        for item in items:
            put_item(checklist=checklist, item=item, actor=actor, at=NOON)
        return checklist

    def publish(self, *items, by_officer=False, **more) -> SchoolList:
        checklist = self.compose(*items, by_officer=by_officer, **more)
        publish_checklist(checklist=checklist, actor=checklist.composed_by, at=NOON)
        return SchoolList.objects.get(checklist=checklist, school=self.school)

    def items(self, school_list) -> list[Item]:
        return list(Item.objects.filter(version__checklist=school_list.checklist_id).order_by("version", "number"))


@pytest.fixture
def scene(db):
    return Scene()
