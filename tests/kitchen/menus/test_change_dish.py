import pytest

from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.kitchen.actions import change_dish
from houqin.kitchen.models import Dish
from houqin.kitchen.reasons import Reason
from tests.builders import NOON, TODAY, a_dish

SAME = {"kind": "hot", "is_cooked_through": True, "allergens": "", "is_halal": False}


def change(crew, dish, **more):
    return change_dish(**({"dish": dish, "name": dish.name, "actor": crew.cook, "at": NOON} | SAME | more))


def test_what_changed_is_saved_and_told(crew):
    dish = a_dish(crew.school, "番茄炒蛋")

    change(crew, dish, name="西红柿炒蛋", allergens="鸡蛋")

    dish.refresh_from_db()
    assert (dish.name, dish.allergens) == ("西红柿炒蛋", "鸡蛋")
    assert "番茄炒蛋 → 西红柿炒蛋" in Entry.objects.about(dish).get().sentence


def test_every_fact_of_a_dish_can_be_changed(crew):
    dish = a_dish(crew.school)

    change(crew, dish, kind="cold", is_cooked_through=False, is_halal=True)

    dish.refresh_from_db()
    assert (dish.kind, dish.is_cooked_through, dish.is_halal) == ("cold", False, True)
    assert Entry.objects.about(dish).get().sentence.count("→") == 3


def test_changing_nothing_writes_nothing(crew):
    dish = a_dish(crew.school)

    change(crew, dish)

    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("state", "more", "reason"),
    [
        ({}, {"name": "凉拌鸡"}, Reason.FOOD_BANNED),
        ({}, {"name": "米饭"}, Reason.DISH_NAME_TAKEN),
        ({}, {"kind": "stew"}, Reason.DISH_KIND_UNKNOWN),
        ({"retired_on": TODAY}, {"allergens": "鱼"}, Reason.DISH_RETIRED),
    ],
)
def test_changing_is_refused(crew, state, more, reason):
    a_dish(crew.school, "米饭", kind="staple")
    dish = a_dish(crew.school, "大盘鸡", **state)

    with pytest.raises(Refused) as refused:
        change(crew, dish, **more)

    assert refused.value.reasons == {reason}
    kept = Dish.objects.get(pk=dish.pk)
    assert (kept.name, kept.kind, kept.allergens) == ("大盘鸡", "hot", "")


def test_a_stranger_changes_nothing(crew, stranger):
    dish = a_dish(crew.school)

    with pytest.raises(NotYours):
        change(crew, dish, actor=stranger, name="别的菜")
