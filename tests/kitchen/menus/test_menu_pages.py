"""What people see and press: dishes, recipes, menus, what to buy."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from houqin.journal.models import Entry
from houqin.kernel.quantities import BaseUnit, Quantity
from houqin.kitchen.models import Dish, Menu, MenuItem, Recipe, RecipeLine
from houqin.kitchen.reasons import Reason
from houqin.people.models import Pupil
from houqin.supply.models import Order, OrderLine
from tests.builders import TODAY, a_class, a_dish, a_school
from tests.kitchen.menus.conftest import MONDAY, an_item
from tests.kitchen.menus.test_draft_orders_from_menu import a_seller

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def cook(as_, crew):
    return as_(crew.cook)


@pytest.fixture
def dish(crew, goods):
    return a_dish(crew.school, per_head=[(goods.egg, 1_000), (goods.tomato, 80_400)])


@pytest.fixture
def item(a_menu, dish):
    return a_menu(items=[(TODAY, "lunch", dish)]).items.get()


def text(answer) -> str:
    return answer.content.decode()


SIMPLE = ["dishes", "dish-new", "menus", "needs"]
OF_A_DISH = ["dish", "dish-change", "recipe"]


@pytest.mark.parametrize("name", SIMPLE)
def test_simple_pages_open_empty_and_full(cook, item, name):
    assert cook.get(reverse(f"kitchen:{name}")).status_code == 200
    MenuItem.objects.all().delete()
    Menu.objects.all().delete()
    RecipeLine.objects.all().delete()
    Recipe.objects.all().delete()
    Dish.objects.all().delete()
    assert cook.get(reverse(f"kitchen:{name}")).status_code == 200


@pytest.mark.parametrize(
    ("name", "of"),
    [(name, "dish") for name in OF_A_DISH] + [("menu", "menu"), ("menu-add", "menu"), ("menu-item", "item")],
)
def test_a_things_page_opens_and_is_404_for_a_stranger(as_, cook, stranger, item, name, of):
    key = {"dish": item.dish_id, "menu": item.menu_id, "item": item.pk}[of]

    assert cook.get(reverse(f"kitchen:{name}", args=[key])).status_code == 200
    assert as_(stranger).get(reverse(f"kitchen:{name}", args=[key])).status_code == 404


@pytest.mark.parametrize(
    ("name", "of"),
    [("dish-change", "dish"), ("recipe", "dish"), ("dish-retire", "dish"), ("menu-add", "menu"), ("menu-copy", "menu"),
     ("menu-publish", "menu"), ("menu-item-withdraw", "item"), ("menu-item-replace", "item")],
)  # fmt: skip
def test_a_strangers_verb_is_404_and_changes_nothing(as_, stranger, item, name, of):
    key = {"dish": item.dish_id, "menu": item.menu_id, "item": item.pk}[of]
    before = Entry.objects.count()

    assert as_(stranger).post(reverse(f"kitchen:{name}", args=[key]), {"name": "x"}).status_code == 404
    assert (Entry.objects.count(), MenuItem.objects.get().withdrawn_at) == (before, None)


def test_lists_and_choices_never_show_another_schools_dish(cook, crew, item, a_menu):
    a_dish(a_school(bureau=crew.school.bureau), "别校的菜")

    for address in [reverse("kitchen:dishes"), reverse("kitchen:menu-add", args=[item.menu_id]),
                    reverse("kitchen:menu-item", args=[item.pk])]:  # fmt: skip
        assert "别校的菜" not in text(cook.get(address))


@pytest.mark.parametrize("name", ["dish-new", "dish-change", "recipe", "menu-add", "menu-item"])
def test_the_storekeeper_is_told_who_may(as_, crew, item, name):
    keys = {"dish-new": [], "dish-change": [item.dish_id], "recipe": [item.dish_id], "menu-add": [item.menu_id]}

    answer = as_(crew.storekeeper).get(reverse(f"kitchen:{name}", args=keys.get(name, [item.pk])))

    assert answer.status_code == 403


def test_dishes_are_found_by_name_code_allergen_and_kind(cook, crew, dish):
    a_dish(crew.school, "豆浆", kind="drink", allergens="大豆")
    a_dish(crew.school, "老菜", retired_on=TODAY)

    def names(query):
        return [one.name for one in cook.get(f"/kitchen/dishes/?{query}").context["page"]]

    assert names("") == ["豆浆", "西红柿炒鸡蛋"]
    assert names("q=大豆") == ["豆浆"]
    assert names(f"q={dish.code}") == ["西红柿炒鸡蛋"]
    assert names("kind=hot") == ["西红柿炒鸡蛋"]
    assert names("kind=retired") == ["老菜"]


def test_a_dish_is_added_then_its_recipe_written(cook, goods):
    answer = cook.post("/kitchen/dishes/new/", {"name": "蛋炒饭", "kind": "staple", "is_cooked_through": "on"})
    made = Dish.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/kitchen/dishes/{made.pk}/recipe/")

    answer = cook.post(
        answer["Location"],
        {"article": [f"大米 [{goods.rice.code}]", "", "鲜鸡蛋"], "amount": ["120", "", "０．５"], "entry_key": "a"},
    )

    assert answer.status_code == 303
    assert list(RecipeLine.objects.order_by("pk").values_list("article__name", "milli_per_head")) == [
        ("大米", 120_000), ("鲜鸡蛋", 500),
    ]  # fmt: skip


def test_a_banned_dish_is_refused_where_it_was_typed_and_remembered(cook):
    answer = cook.post("/kitchen/dishes/new/", {"name": "干煸四季豆", "kind": "hot"})

    assert answer.status_code == 409
    assert 'value="干煸四季豆"' in text(answer)
    assert "GT-06" in text(answer)
    assert not Dish.objects.exists()
    assert [entry.kind for entry in Entry.objects.all()] == ["journal.attempt_refused"]


@pytest.mark.parametrize(
    ("article", "amount"), [("没有的", "10"), ("大米", "很多"), ("大米", "0.0001"), ("大米", ""), ("", "10")]
)
def test_an_unclear_row_is_marked_and_keeps_what_was_typed(cook, dish, goods, article, amount):
    answer = cook.post(f"/kitchen/dishes/{dish.pk}/recipe/", {"article": ["鲜鸡蛋", article], "amount": ["1", amount]})

    assert answer.status_code == 422
    assert [bool(row.get("wrong")) for row in answer.context["form"].rows] == [False, True]
    assert Recipe.objects.count() == 1


def test_the_calculator_multiplies(cook, dish):
    page = cook.get(f"/kitchen/dishes/{dish.pk}/?heads=250")

    assert [str(line["total"]) for line in page.context["recipes"][0][1]] == [
        "20.1 kg",
        str(Quantity(250, BaseUnit.PIECE)),
    ]


def test_a_retired_dish_is_retired_once_through_the_page(cook, dish):
    assert cook.post(f"/kitchen/dishes/{dish.pk}/retire/").status_code == 303
    assert Dish.objects.get().retired_on == TODAY
    assert cook.post(f"/kitchen/dishes/{dish.pk}/retire/").status_code == 409


def test_a_week_is_begun_filled_and_published(as_, cook, crew, dish):
    answer = cook.post("/kitchen/menus/start/", {"week_starts_on": "2026-03-16"})
    menu = Menu.objects.get()
    assert answer["Location"] == f"/kitchen/menus/{menu.pk}/"
    for day in range(5):
        for kind in ("breakfast", "lunch", "dinner"):
            on = menu.week_starts_on + timedelta(days=day)
            cook.post(f"/kitchen/menus/{menu.pk}/add/", {"on": on, "meal_kind": kind, "dish": dish.pk})
    assert MenuItem.objects.count() == 15

    assert cook.post(f"/kitchen/menus/{menu.pk}/publish/").status_code == 403
    assert as_(crew.food_safety_officer).post(f"/kitchen/menus/{menu.pk}/publish/").status_code == 303
    assert Menu.objects.get().published_by == crew.food_safety_officer


def test_the_publish_button_stands_beside_every_reason(as_, crew, item):
    page = as_(crew.food_safety_officer).get(f"/kitchen/menus/{item.menu_id}/")

    assert [refusal.facts["on"] for refusal in page.context["refusals"]] == [
        TODAY, TOMORROW, TODAY + timedelta(days=2),
    ]  # fmt: skip
    assert 'aria-describedby="publish-why"' in text(page)


def test_the_same_form_sent_twice_adds_one_dish(cook, crew, item):
    other = a_dish(crew.school, "米饭", kind="staple")
    sent = {"on": TODAY, "meal_kind": "lunch", "dish": other.pk, "entry_key": "same"}

    answers = [cook.post(f"/kitchen/menus/{item.menu_id}/add/", sent).status_code for _ in range(2)]

    assert (answers, MenuItem.objects.filter(dish=other).count()) == ([303, 303], 1)


def test_changes_after_publication_are_seen_struck_through_with_the_reason(cook, crew, a_menu, dish):
    menu = a_menu(published=True, items=[(TODAY, "lunch", dish)])
    one = menu.items.get()
    fish = a_dish(crew.school, "红烧带鱼")

    assert cook.post(f"/kitchen/menus/items/{one.pk}/replace/", {"dish": fish.pk, "reason": ""}).status_code == 422
    answer = cook.post(f"/kitchen/menus/items/{one.pk}/replace/", {"dish": fish.pk, "reason": "鸡蛋未到货"})

    assert answer["Location"] == menu.get_absolute_url()
    page = text(cook.get(menu.get_absolute_url()))
    assert "<s>西红柿炒鸡蛋</s>" in page
    assert page.count("鸡蛋未到货") >= 2


def test_a_day_that_is_over_shows_why_before_anyone_types(cook, a_menu, dish):
    one = a_menu(published=True, items=[(MONDAY, "lunch", dish)]).items.get()

    page = cook.get(f"/kitchen/menus/items/{one.pk}/")

    assert [refusal.reason for refusal in page.context["refusals"]] == [Reason.MENU_DAY_OVER]
    assert 'aria-describedby="withdrawing-why"' in text(page)


def test_taking_a_dish_off_a_draft(cook, item):
    assert cook.post(f"/kitchen/menus/items/{item.pk}/withdraw/").status_code == 303
    assert not MenuItem.objects.exists()


def test_copying_says_what_was_left_out(cook, crew, a_menu, item):
    an_item(item.menu, a_dish(crew.school, "老菜", retired_on=TODAY), by=crew.cook, on=MONDAY)
    menu = a_menu(week=MONDAY + timedelta(days=7))

    page = cook.post(f"/kitchen/menus/{menu.pk}/copy/", follow=True)

    assert "03-16 老菜" in text(page)
    assert [one.dish.name for one in menu.items.all()] == ["西红柿炒鸡蛋"]


def test_the_menu_counts_pupils_and_names_none(cook, crew, item):
    a_class(crew.school, pupils=2)
    Pupil.objects.update(allergens="鸡蛋")
    names = list(Pupil.objects.values_list("name", flat=True))

    page = cook.get(item.menu.get_absolute_url())

    [plate] = [plate for day in page.context["week"].days for meal in day.meals for plate in meal.plates]
    assert (plate.words, plate.concerned) == (["鸡蛋"], 2)
    assert [name for name in names if name in text(page)] == []


def test_no_allergen_is_ever_cut(cook, crew, a_menu):
    long = "、".join(f"过敏原{number}" for number in range(17))[:120]
    dish = a_dish(crew.school, "什锦", allergens=long)
    menu = a_menu(items=[(TODAY, "lunch", dish)])

    for address in ["/kitchen/dishes/", dish.get_absolute_url(), menu.get_absolute_url()]:
        assert long in text(cook.get(address)), address


def test_what_to_buy_becomes_drafts(as_, crew, item, goods):
    a_seller(crew.school, "甲", "eggs")
    buyer = as_(crew.buyer)
    page = buyer.get("/kitchen/needs/?from_on=2026-03-11&to_on=2026-03-15&lunch=100")
    missing = page.context["missing"]
    assert [(row["line"].article.name, row["value"], row["source"].supplier is None) for row in missing] == [
        ("鲜鸡蛋", "100", False), ("西红柿", "8.04", True),
    ]  # fmt: skip

    answer = buyer.post(
        "/kitchen/needs/draft/",
        {"from_on": "2026-03-11", "to_on": "2026-03-15", "lunch": "100", "wanted_on": "2026-03-12",
         f"amount-{goods.egg.pk}": "120", "entry_key": "k"},
    )  # fmt: skip

    assert answer["Location"] == "/kitchen/needs/?from_on=2026-03-11&to_on=2026-03-15&lunch=100"
    assert list(OrderLine.objects.values_list("article__name", "amount", "suggested_amount", "order__wanted_on")) == [
        ("鲜鸡蛋", 120, 100, TOMORROW)
    ]
    page = buyer.get(answer["Location"])
    assert Order.objects.get().code in text(page)
    assert [row["line"].article.name for row in page.context["missing"]] == ["西红柿"]


def test_the_day_stands_in_the_form_as_a_browser_reads_it(as_, crew, item):
    MenuItem.objects.update(on=TOMORROW)
    page = text(as_(crew.buyer).get("/kitchen/needs/?from_on=2026-03-12&to_on=2026-03-15"))

    assert 'name="wanted_on" value="2026-03-12"' in page


@pytest.mark.parametrize("amount", ["很多", "-1", "0.5"])
def test_an_unclear_amount_stays_and_nothing_is_drafted(as_, crew, item, goods, amount):
    a_seller(crew.school, "甲", "eggs")
    sent = {"from_on": "2026-03-11", "to_on": "2026-03-15", "lunch": "100", "wanted_on": "2026-03-12"}

    answer = as_(crew.buyer).post("/kitchen/needs/draft/", sent | {f"amount-{goods.egg.pk}": amount})

    assert answer.status_code == 422
    assert f'value="{amount}"' in text(answer)
    assert not Order.objects.exists()


@pytest.mark.parametrize("query", ["from_on=x&to_on=2026-03-15", "from_on=2026-03-11&to_on=2027-03-11",
                                   "from_on=2026-03-15&to_on=2026-03-11",
                                   "from_on=2026-03-11&to_on=2026-03-15&lunch=-1"])  # fmt: skip
def test_nonsense_days_are_said_so(cook, query):
    assert cook.get(f"/kitchen/needs/?{query}").status_code == 422


def test_the_cook_sees_needs_but_drafts_nothing(cook, item):
    page = cook.get("/kitchen/needs/")
    assert page.context["may"] is False
    sent = {"from_on": "2026-03-11", "to_on": "2026-03-15", "wanted_on": "2026-03-12"}
    assert cook.post("/kitchen/needs/draft/", sent).status_code == 403


PAGES = ["/kitchen/dishes/", "/kitchen/menus/", "/kitchen/needs/", "menu", "add"]


@pytest.mark.parametrize("page", PAGES)
def test_three_rows_cost_no_more_queries_than_one(cook, crew, goods, item, page, django_assert_num_queries):
    menu = item.menu
    address = {"menu": menu.get_absolute_url(), "add": f"/kitchen/menus/{menu.pk}/add/?on={TODAY}"}.get(page, page)
    cook.get(address)
    with CaptureQueriesContext(connection) as one:
        cook.get(address)
    for number, article in enumerate([goods.rice, goods.tomato]):
        more = a_dish(crew.school, f"菜{number}", per_head=[(article, 1_000), (goods.egg, 500)])
        an_item(menu, more, by=crew.cook, on=TOMORROW)
        Menu.objects.create(school=crew.school, week_starts_on=MONDAY + timedelta(days=7 * (number + 1)))

    with django_assert_num_queries(len(one)):
        cook.get(address)
