"""Whoever reads, reads their own language: what the program worded while somebody acted in the other one."""

import pytest
from django.utils import translation

from houqin.checklists.actions import Answered, adopt_checklist, run_checklist
from houqin.checklists.models import Item, SchoolList
from houqin.duties.models import Duty
from houqin.incidents.models import Hazard
from houqin.journal.models import Entry
from houqin.kitchen.actions import add_dish, write_recipe
from houqin.supply.actions import change_article
from tests.builders import NOON, Crew, a_school, an_article
from tests.incidents.conftest import Scene
from tests.incidents.happening import it_happens


def read(language: str, say) -> str:
    with translation.override(language):
        return str(say())


@pytest.fixture
def scene(db):
    return Scene()


@pytest.mark.parametrize("acting", ["zh-hans", "en"])
def test_a_first_hour_step_is_a_duty_in_both_languages(scene, acting):
    with translation.override(acting):
        incident = it_happens(scene)
    step = incident.steps.get(code="first_aid")
    duty = Duty.objects.get(code="incidents.step", key=f"{incident.code}/{step.pk}")

    assert [read(one, lambda: duty.title) for one in ("zh-hans", "en")] == [
        f"第一小时：现场急救 ({incident.code})", f"First hour: Give first aid ({incident.code})",
    ]  # fmt: skip


@pytest.mark.parametrize("acting", ["zh-hans", "en"])
def test_what_a_list_of_the_house_finds_reads_in_both(db, acting):
    school = a_school()
    crew = Crew(school)
    checklist = adopt_checklist(code="food-safety-risk", school=school, actor=crew.principal, at=NOON)
    items = {item.text: item for item in Item.objects.filter(version__checklist=checklist)}
    weak = items["消毒液浓度"]
    needed = {
        item.pk: Answered(number=item.low if item.low is not None else item.high) for item in items.values()
        if item.kind == "number"
    }  # fmt: skip
    said = {item.pk: Answered(passed=True) for item in items.values() if item.kind == "signature"}
    with translation.override(acting):
        run = run_checklist(
            school_list=SchoolList.objects.get(checklist=checklist), actor=crew.cook, at=NOON,
            answers=needed | said | {weak.pk: Answered(choice="偏低")},
        )  # fmt: skip

    hazard, answer = Hazard.objects.get(), run.answers.get(item=weak)
    assert [(read(one, lambda: hazard.what), read(one, lambda: answer.value)) for one in ("zh-hans", "en")] == [
        ("消毒液浓度：偏低", "偏低"), ("Strength of the disinfectant: Too weak", "Too weak"),
    ]  # fmt: skip


@pytest.mark.parametrize("acting", ["zh-hans", "en"])
def test_the_journal_words_changes_kinds_and_units_for_its_reader(db, acting):
    school = a_school()
    crew = Crew(school)
    egg = an_article(school, "鸡蛋", goods_class="eggs", base_unit="piece")
    with translation.override(acting):
        change_article(
            article=egg, name="鸡蛋", goods_class="eggs", storage="chilled", shelf_life_days=30, is_halal=True,
            actor=crew.storekeeper, at=NOON,
        )  # fmt: skip
        dish = add_dish(school=school, name="煮蛋", kind="staple", actor=crew.cook, at=NOON)
        write_recipe(dish=dish, lines=[(egg, 1_000)], actor=crew.cook, at=NOON)

    entries = [*Entry.objects.about(egg).filter(kind="supply.article_changed"), *Entry.objects.about(dish)]
    sentences = {one: sorted(read(one, lambda e=entry: e.sentence) for entry in entries) for one in ("zh-hans", "en")}
    assert sentences == {
        "zh-hans": [
            "煮蛋，主食", "煮蛋，第 1 版：鸡蛋 1 个",
            "鸡蛋：储存：常温 → 冷藏；保质期（天）：— → 30；清真：否 → 是",
        ],
        "en": [
            "煮蛋, Staple", "煮蛋, version 1: 鸡蛋 1 pcs",
            "鸡蛋: Storage: Ambient → Chilled; Shelf life in days: — → 30; Halal: no → yes",
        ],
    }  # fmt: skip
