from datetime import timedelta

import pytest

from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import KernelReason, Refused
from houqin.kitchen.actions import add_menu_item
from houqin.kitchen.models import Dish, MenuItem
from houqin.kitchen.reasons import Reason
from tests.builders import NOON, TODAY, a_dish, a_school, an_article
from tests.kitchen.menus.conftest import MONDAY


def add(crew, menu, dish, **more):
    given = {"menu": menu, "on": TODAY, "meal_kind": "lunch", "dish": dish, "actor": crew.cook, "at": NOON}
    return add_menu_item(**(given | more))


def test_a_draft_needs_no_reason(crew, a_menu):
    menu, dish = a_menu(), a_dish(crew.school)

    item = add(crew, menu, dish, reason="多余的话")

    kept = MenuItem.objects.get()
    assert (kept.pk, kept.on, kept.meal_kind, kept.dish, kept.added_by, kept.added_reason) == (
        item.pk, TODAY, "lunch", dish, crew.cook, "",
    )  # fmt: skip
    assert [entry.kind for entry in Entry.objects.about(menu)] == ["kitchen.menu_item_added"]
    assert Entry.objects.about(dish).count() == 1


def test_after_publication_the_reason_stays_with_the_item(crew, a_menu):
    add(crew, a_menu(published=True), a_dish(crew.school), reason=" 鸡肉未到货 ")

    assert MenuItem.objects.get().added_reason == "鸡肉未到货"


@pytest.mark.parametrize(
    ("published", "more", "reasons"),
    [
        (False, {"on": MONDAY}, {Reason.MENU_DAY_OVER}),
        (False, {"on": MONDAY + timedelta(days=7)}, {Reason.DAY_NOT_IN_WEEK}),
        (False, {"on": MONDAY - timedelta(days=1)}, {Reason.DAY_NOT_IN_WEEK}),
        (False, {"meal_kind": "supper"}, {Reason.MEAL_KIND_UNKNOWN}),
        (True, {}, {Reason.CHANGE_NEEDS_REASON}),
        (True, {"reason": "  "}, {Reason.CHANGE_NEEDS_REASON}),
        (True, {"on": MONDAY}, {Reason.CHANGE_NEEDS_REASON, Reason.MENU_DAY_OVER}),
    ],
)
def test_adding_is_refused(crew, a_menu, published, more, reasons):
    with pytest.raises(Refused) as refused:
        add(crew, a_menu(published=published), a_dish(crew.school), **more)

    assert refused.value.reasons == reasons
    assert not MenuItem.objects.exists()


def test_banned_food_that_slipped_in_by_another_door_is_refused(crew, a_menu):
    beans = an_article(crew.school, "扁豆")
    dish = a_dish(crew.school, "凉拌鸡丝", per_head=[(beans, 100_000)])

    with pytest.raises(Refused) as refused:
        add(crew, a_menu(), dish)

    assert [(one.reason, one.gate, one.facts["name"]) for one in refused.value.refusals] == [
        (Reason.FOOD_BANNED, "GT-06", "凉拌鸡丝"),
        (Reason.FOOD_BANNED, "GT-06", "扁豆"),
    ]
    assert not MenuItem.objects.exists()


def test_a_retired_dish_and_a_dish_already_there_are_refused(crew, a_menu):
    dish = a_dish(crew.school)
    menu = a_menu(items=[(TODAY, "lunch", dish)])

    with pytest.raises(Refused) as refused:
        add(crew, menu, dish)
    assert refused.value.reasons == {Reason.ON_MENU_ALREADY}

    with pytest.raises(Refused) as refused:
        add(crew, menu, a_dish(crew.school, "老菜", retired_on=MONDAY))
    assert refused.value.reasons == {Reason.DISH_RETIRED}
    assert MenuItem.objects.count() == 1


def test_the_same_dish_may_stand_on_another_meal(crew, a_menu):
    dish = a_dish(crew.school)

    add(crew, a_menu(items=[(TODAY, "lunch", dish)]), dish, meal_kind="dinner")

    assert MenuItem.objects.count() == 2


def test_a_withdrawn_dish_can_come_back(crew, a_menu):
    dish = a_dish(crew.school)
    menu = a_menu(published=True, items=[(TODAY, "lunch", dish)])
    MenuItem.objects.update(withdrawn_at=NOON, withdrawn_by=crew.cook, withdrawn_reason="停电")

    add(crew, menu, dish, reason="来电了")

    assert MenuItem.objects.count() == 2


def test_a_dish_of_another_school_is_refused(crew, a_menu):
    with pytest.raises(Refused) as refused:
        add(crew, a_menu(), a_dish(a_school(bureau=crew.school.bureau)))

    assert refused.value.reasons == {KernelReason.OTHER_SCHOOL}
    assert not MenuItem.objects.exists()


def test_a_leftover_has_no_way_onto_a_menu():
    """GT-10: an item points at a dish and at nothing that was cooked, weighed or stored."""
    points_at = {field.related_model.__name__ for field in MenuItem._meta.fields if field.related_model}

    assert points_at == {"School", "Menu", "Dish", "User"}
    assert {field.related_model.__name__ for field in Dish._meta.fields if field.related_model} == {"School"}


def test_a_stranger_writes_on_no_menu(crew, a_menu, stranger):
    with pytest.raises(NotYours):
        add(crew, a_menu(), a_dish(crew.school), actor=stranger)
    assert not MenuItem.objects.exists()
