import pytest

from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.quantities import BaseUnit
from houqin.kernel.refusals import KernelReason, Refused
from houqin.kitchen.actions import write_recipe
from houqin.kitchen.models import Dish, Recipe, RecipeLine
from houqin.kitchen.reasons import Reason
from tests.builders import NOON, TODAY, a_dish, a_school, an_article


def lines_of(recipe):
    return [(line.article.name, line.milli_per_head) for line in recipe.lines.order_by("pk")]


@pytest.fixture
def dish(school):
    return Dish.objects.create(school=school, code="D1", name="西红柿炒鸡蛋", kind="hot")


def test_the_first_recipe_is_version_one(crew, dish, goods):
    recipe = write_recipe(dish=dish, lines=[(goods.egg, 1000), (goods.tomato, 80_400)], actor=crew.cook, at=NOON)

    assert (recipe.version, recipe.written_by, lines_of(recipe)) == (
        1, crew.cook, [("鲜鸡蛋", 1000), ("西红柿", 80_400)],
    )  # fmt: skip
    assert Entry.objects.about(dish).get().sentence.endswith(f"鲜鸡蛋 1 {BaseUnit.PIECE.label}、西红柿 80.4 g")
    assert Entry.objects.about(goods.egg).count() == 1


def test_a_change_is_a_new_version_and_the_old_one_stays(crew, dish, goods):
    first = write_recipe(dish=dish, lines=[(goods.egg, 1000)], actor=crew.cook, at=NOON)
    second = write_recipe(dish=dish, lines=[(goods.egg, 1500)], actor=crew.cook, at=NOON)

    assert (first.version, second.version) == (1, 2)
    assert (lines_of(first), lines_of(second)) == ([("鲜鸡蛋", 1000)], [("鲜鸡蛋", 1500)])


@pytest.mark.parametrize(
    ("article", "milli", "reasons"),
    [
        ({"name": "芸豆"}, 100, {Reason.FOOD_BANNED}),
        ({"name": "亚硝酸钠", "goods_class": "additives"}, 100, {Reason.FOOD_BANNED}),
        ({"name": "面粉", "retired_on": TODAY}, 100, {Reason.ARTICLE_NOT_IN_USE}),
        ({"name": "洗洁精", "goods_class": "detergents", "base_unit": "mL"}, 100, {Reason.ARTICLE_NOT_FOOD}),
        ({"name": "面粉"}, 0, {Reason.AMOUNT_PER_HEAD}),
        ({"name": "面粉"}, 5_000_001, {Reason.AMOUNT_PER_HEAD}),
        ({"name": "鸡蛋", "base_unit": "piece"}, 100_001, {Reason.AMOUNT_PER_HEAD}),
        ({"name": "发芽土豆", "retired_on": TODAY}, 0,
         {Reason.FOOD_BANNED, Reason.ARTICLE_NOT_IN_USE, Reason.AMOUNT_PER_HEAD}),
    ],
)  # fmt: skip
def test_an_ingredient_is_refused(crew, dish, goods, article, milli, reasons):
    wrong = an_article(crew.school, **article)

    with pytest.raises(Refused) as refused:
        write_recipe(dish=dish, lines=[(goods.rice, 1000), (wrong, milli)], actor=crew.cook, at=NOON)

    assert refused.value.reasons == reasons
    assert not Recipe.objects.exists()
    assert not RecipeLine.objects.exists()


def test_an_article_of_another_school_is_refused(crew, dish):
    foreign = an_article(a_school(bureau=crew.school.bureau))

    with pytest.raises(Refused) as refused:
        write_recipe(dish=dish, lines=[(foreign, 100)], actor=crew.cook, at=NOON)

    assert refused.value.reasons == {KernelReason.OTHER_SCHOOL}
    assert not Recipe.objects.exists()


def test_empty_twice_and_unchanged_are_refused(crew, goods):
    dish = a_dish(crew.school, per_head=[(goods.rice, 100_000)])
    for lines, reason in [
        ([], Reason.RECIPE_EMPTY),
        ([(goods.egg, 1), (goods.egg, 2)], Reason.ARTICLE_TWICE),
        ([(goods.rice, 100_000)], Reason.RECIPE_UNCHANGED),
    ]:
        with pytest.raises(Refused) as refused:
            write_recipe(dish=dish, lines=lines, actor=crew.cook, at=NOON)
        assert refused.value.reasons == {reason}

    assert Recipe.objects.count() == 1


def test_a_retired_dish_gets_no_recipe(crew, goods):
    dish = a_dish(crew.school, retired_on=TODAY)

    with pytest.raises(Refused) as refused:
        write_recipe(dish=dish, lines=[(goods.rice, 100)], actor=crew.cook, at=NOON)

    assert refused.value.reasons == {Reason.DISH_RETIRED}


def test_the_buyer_writes_no_recipes(crew, dish, goods):
    with pytest.raises(NotYours):
        write_recipe(dish=dish, lines=[(goods.rice, 100)], actor=crew.buyer, at=NOON)
    assert not Recipe.objects.exists()
