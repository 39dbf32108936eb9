import pytest

from houqin.journal.models import Entry
from houqin.kernel.refusals import Refused
from houqin.kitchen.actions import replace_menu_item
from houqin.kitchen.models import MenuItem
from houqin.kitchen.reasons import Reason
from tests.builders import NOON, TODAY, a_dish
from tests.kitchen.menus.conftest import MONDAY


def standing():
    return [item.dish.name for item in MenuItem.objects.filter(withdrawn_at=None)]


def test_on_a_draft_the_new_dish_simply_stands_there(crew, a_menu):
    menu = a_menu(items=[(TODAY, "lunch", a_dish(crew.school, "鱼香肉丝"))])

    replace_menu_item(item=MenuItem.objects.get(), dish=a_dish(crew.school, "红烧鸡块"), actor=crew.cook, at=NOON)

    assert (standing(), MenuItem.objects.count()) == (["红烧鸡块"], 1)
    assert [entry.kind for entry in Entry.objects.about(menu)] == ["kitchen.menu_item_replaced"]


def test_on_a_published_menu_both_are_seen_with_the_reason(crew, a_menu):
    a_menu(published=True, items=[(TODAY, "lunch", a_dish(crew.school, "清蒸鱼"))])

    replace_menu_item(
        item=MenuItem.objects.get(), dish=a_dish(crew.school, "红烧鸡块"), reason="鱼未到货", actor=crew.cook, at=NOON
    )

    assert list(MenuItem.objects.order_by("pk").values_list("dish__name", "withdrawn_reason", "added_reason")) == [
        ("清蒸鱼", "鱼未到货", ""),
        ("红烧鸡块", "", "鱼未到货"),
    ]


@pytest.mark.parametrize(
    ("on", "dish", "reasons"),
    [
        (TODAY, {"name": "四季豆炒肉"}, {Reason.FOOD_BANNED, Reason.CHANGE_NEEDS_REASON}),
        (MONDAY, {"name": "红烧鸡块"}, {Reason.MENU_DAY_OVER, Reason.CHANGE_NEEDS_REASON}),
        (TODAY, {"name": "红烧鸡块", "retired_on": MONDAY}, {Reason.DISH_RETIRED, Reason.CHANGE_NEEDS_REASON}),
    ],
)
def test_replacing_is_refused_as_a_whole(crew, a_menu, on, dish, reasons):
    a_menu(published=True, items=[(on, "lunch", a_dish(crew.school, "清蒸鱼"))])

    with pytest.raises(Refused) as refused:
        replace_menu_item(item=MenuItem.objects.get(), dish=a_dish(crew.school, **dish), actor=crew.cook, at=NOON)

    assert refused.value.reasons == reasons
    assert standing() == ["清蒸鱼"]
