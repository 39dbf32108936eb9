from datetime import timedelta

import pytest

from houqin.kernel.refusals import Refused
from houqin.kitchen.actions import retire_dish
from houqin.kitchen.models import Dish
from houqin.kitchen.reasons import Reason
from tests.builders import NOON, TODAY, a_dish
from tests.kitchen.menus.conftest import MONDAY, an_item


def test_a_dish_nobody_waits_for_is_retired(crew, a_menu):
    dish = a_dish(crew.school)
    menu = a_menu(items=[(MONDAY, "lunch", dish)])
    an_item(menu, dish, by=crew.cook, withdrawn_at=NOON, withdrawn_by=crew.cook, withdrawn_reason="x")

    retire_dish(dish=dish, actor=crew.cook, at=NOON)

    assert Dish.objects.get().retired_on == TODAY


def test_a_promised_dish_is_not_retired(crew, a_menu):
    dish = a_dish(crew.school)
    tomorrow = TODAY + timedelta(days=1)
    a_menu(items=[(TODAY, "lunch", dish), (tomorrow, "lunch", dish), (tomorrow, "dinner", dish)])

    with pytest.raises(Refused) as refused:
        retire_dish(dish=dish, actor=crew.cook, at=NOON)

    assert [(one.reason, one.facts["days"]) for one in refused.value.refusals] == [
        (Reason.DISH_ON_MENU, [TODAY, tomorrow])
    ]
    assert Dish.objects.get().retired_on is None


def test_a_dish_is_retired_once(crew):
    dish = a_dish(crew.school, retired_on=MONDAY)

    with pytest.raises(Refused) as refused:
        retire_dish(dish=dish, actor=crew.cook, at=NOON)

    assert refused.value.reasons == {Reason.DISH_RETIRED}
    assert Dish.objects.get().retired_on == MONDAY
