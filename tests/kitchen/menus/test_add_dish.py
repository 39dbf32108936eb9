import pytest

from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.kitchen.actions import add_dish
from houqin.kitchen.models import Dish
from houqin.kitchen.reasons import Reason
from tests.builders import NOON, a_dish, a_school


def add(crew, **more):
    return add_dish(
        **({"school": crew.school, "name": "红烧鸡块", "kind": "hot", "actor": crew.cook, "at": NOON} | more)
    )


def test_a_dish_gets_a_code_and_an_entry(crew):
    dish = add(crew, name=" 红烧鸡块 ", allergens="大豆", is_halal=True)

    kept = Dish.objects.get()
    assert (kept.name, kept.code, kept.kind, kept.allergens, kept.is_halal) == (
        "红烧鸡块", "D260311-01", "hot", "大豆", True,
    )  # fmt: skip
    assert [entry.kind for entry in Entry.objects.about(dish)] == ["kitchen.dish_added"]


def test_a_code_of_ones_own_is_kept(crew):
    assert add(crew, code="R-01").code == "R-01"


@pytest.mark.parametrize(
    "name", ["干煸四季豆", "四 季 豆焖面", "凉拌牛肉", "夫妻肺片", "奶油蛋糕", "醉虾", "Wild Mushroom soup"]
)
def test_banned_food_never_becomes_a_dish(crew, name):
    with pytest.raises(Refused) as refused:
        add(crew, name=name)

    assert (refused.value.reasons, {one.gate for one in refused.value.refusals}) == ({Reason.FOOD_BANNED}, {"GT-06"})
    assert not Dish.objects.exists()


@pytest.mark.parametrize("name", ["凉拌豇豆", "荷兰豆炒肉", "小扁豆汤", "清炒土豆丝"])
def test_what_only_sounds_like_it_is_allowed(crew, name):
    assert add(crew, name=name).name == name


@pytest.mark.parametrize(
    ("more", "reasons"),
    [
        ({"name": "米饭"}, {Reason.DISH_NAME_TAKEN}),
        ({"code": "D1"}, {Reason.DISH_CODE_TAKEN}),
        ({"kind": "stew"}, {Reason.DISH_KIND_UNKNOWN}),
        ({"name": "刺身", "kind": "stew", "code": "D1"},
         {Reason.FOOD_BANNED, Reason.DISH_KIND_UNKNOWN, Reason.DISH_CODE_TAKEN}),
    ],
)  # fmt: skip
def test_adding_is_refused_with_every_reason(crew, more, reasons):
    Dish.objects.create(school=crew.school, code="D1", name="米饭", kind="staple")

    with pytest.raises(Refused) as refused:
        add(crew, **more)

    assert refused.value.reasons == reasons
    assert Dish.objects.count() == 1


def test_a_retired_dish_frees_its_name_and_another_school_does_not_take_it(crew):
    a_dish(crew.school, "红烧鸡块", retired_on=NOON.date())
    a_dish(a_school(bureau=crew.school.bureau), "红烧鸡块")

    assert add(crew).name == "红烧鸡块"


def test_the_storekeeper_writes_no_dishes(crew):
    with pytest.raises(NotYours):
        add(crew, actor=crew.storekeeper)
    assert not Dish.objects.exists()
