from datetime import timedelta

import pytest

from houqin.kitchen.selectors.needs import default_heads, needs
from houqin.supply.models import ArticleUnit, Order, OrderLine
from houqin.tenancy.posts import AT_BUREAU, Post
from tests.builders import NOON, TODAY, a_class, a_dish, a_lot, a_meal, a_person, a_school, a_supplier
from tests.kitchen.menus.conftest import WEEK

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def rice_dish(crew, goods):
    return a_dish(crew.school, "米饭", kind="staple", per_head=[(goods.rice, 100_000)])


def of(school, **more):
    return needs(school, **({"from_on": TODAY, "to_on": WEEK[-1], "heads": {"lunch": 100}} | more))


def line(found):
    [one] = found.lines
    return (one.needed, one.in_stock, one.too_late, one.on_order, one.missing, one.suggested)


def an_order(article, amount, *, on=TODAY, state="sent"):
    supplier = a_supplier(article.school)
    order = Order.objects.create(
        school=article.school, code=f"CG{supplier.pk}", supplier=supplier, wanted_on=on, state=state,
        ordered_by=a_person(), created_at=NOON,
    )  # fmt: skip
    OrderLine.objects.create(school=article.school, order=order, article=article, amount=amount)


def test_recipe_times_heads_less_stock_less_orders(crew, a_menu, goods, rice_dish):
    a_menu(items=[(TODAY, "lunch", rice_dish), (TOMORROW, "lunch", rice_dish)])
    a_lot(goods.rice, 4_000)
    an_order(goods.rice, 3_000)

    assert line(of(crew.school)) == (20_000, 4_000, 0, 3_000, 13_000, 13_000)


def test_enough_is_enough(crew, a_menu, goods, rice_dish):
    a_menu(items=[(TODAY, "lunch", rice_dish)])
    a_lot(goods.rice, 50_000)

    assert line(of(crew.school)) == (10_000, 50_000, 0, 0, 0, 0)


def test_fractions_are_rounded_up_per_meal(crew, a_menu, goods):
    salt = a_dish(crew.school, "汤", per_head=[(goods.rice, 333)])
    a_menu(items=[(TODAY, "lunch", salt)])

    assert line(of(crew.school, heads={"lunch": 10}))[0] == 4


def test_whole_packs_are_bought(crew, a_menu, goods, rice_dish):
    ArticleUnit.objects.create(school=crew.school, article=goods.rice, unit="袋", base_amount=25_000)
    ArticleUnit.objects.create(school=crew.school, article=goods.rice, unit="吨包", base_amount=1_000_000)
    a_menu(items=[(TODAY, "lunch", rice_dish), (TOMORROW, "lunch", rice_dish)])
    a_lot(goods.rice, 1_000)
    a_menu_of_three = of(crew.school, heads={"lunch": 300})

    assert line(a_menu_of_three) == (60_000, 1_000, 0, 0, 59_000, 75_000)


def test_goods_that_expire_before_their_meal_do_not_count(crew, a_menu, goods, rice_dish):
    a_menu(items=[(TODAY, "lunch", rice_dish), (TOMORROW, "lunch", rice_dish)])
    a_lot(goods.rice, 15_000, expires_in=0)

    assert line(of(crew.school)) == (20_000, 15_000, 5_000, 0, 10_000, 10_000)


@pytest.mark.parametrize("state", ["held_at", "quarantined_at", "rejected_at"])
def test_goods_on_hold_do_not_count(crew, a_menu, goods, rice_dish, state):
    a_menu(items=[(TODAY, "lunch", rice_dish)])
    a_lot(goods.rice, 15_000, **{state: NOON})

    assert line(of(crew.school))[1] == 0


@pytest.mark.parametrize(("on", "state", "counted"), [
    (TODAY, "draft", 500), (TODAY, "cancelled", 0), (TODAY, "delivered", 0), (TODAY - timedelta(days=1), "sent", 0),
])  # fmt: skip
def test_only_open_orders_of_the_period_count(crew, a_menu, goods, rice_dish, on, state, counted):
    a_menu(items=[(TODAY, "lunch", rice_dish)])
    an_order(goods.rice, 500, on=on, state=state)

    assert line(of(crew.school))[3] == counted


def test_heads_come_from_the_asker_then_the_planned_meal_then_everybody(crew, a_menu, goods, rice_dish):
    a_class(crew.school, pupils=3)
    a_menu(items=[(TODAY, kind, rice_dish) for kind in ("breakfast", "lunch", "dinner")])
    a_meal(crew.school, kind="dinner", heads=7)

    found = of(crew.school, heads={(TODAY, "lunch"): 40})

    assert found.heads == {
        (TODAY, "breakfast"): default_heads(crew.school, TODAY), (TODAY, "lunch"): 40, (TODAY, "dinner"): 7,
    }  # fmt: skip
    assert default_heads(crew.school, TODAY) == 3 + len(set(Post) - AT_BUREAU)


def test_a_meal_that_is_being_cooked_asks_for_nothing(crew, a_menu, goods, rice_dish):
    a_menu(items=[(TODAY, "lunch", rice_dish), (TODAY, "dinner", rice_dish)])
    a_meal(crew.school, kind="lunch", heads=70, state="cooking")

    assert line(of(crew.school, heads={"dinner": 10}))[0] == 1_000


def test_a_dish_without_recipe_is_named_not_dropped(crew, a_menu, rice_dish):
    bare = a_dish(crew.school, "新菜")
    a_menu(items=[(TODAY, "lunch", rice_dish), (TODAY, "lunch", bare)])

    assert of(crew.school).without_recipe == [bare]


def test_withdrawn_dishes_and_other_schools_ask_for_nothing(crew, a_menu, goods, rice_dish):
    menu = a_menu(items=[(TODAY, "lunch", rice_dish)])
    menu.items.update(withdrawn_at=NOON, withdrawn_by=crew.cook)

    assert of(crew.school).lines == []
    menu.items.update(withdrawn_at=None)
    assert of(a_school(bureau=crew.school.bureau)).lines == []


def test_three_dishes_cost_no_more_queries_than_one(crew, a_menu, goods, rice_dish, django_assert_num_queries):
    menu = a_menu(items=[(TODAY, "lunch", rice_dish)])
    with django_assert_num_queries(9):
        of(crew.school)
    for name, article in (("蛋羹", goods.egg), ("拌西红柿", goods.tomato)):
        dish = a_dish(crew.school, name, per_head=[(article, 1000)])
        menu.items.create(
            school=crew.school, on=TODAY, meal_kind="dinner", dish=dish, added_by=crew.cook, added_at=NOON
        )

    with django_assert_num_queries(9):
        assert len(of(crew.school).lines) == 3
