from datetime import date, timedelta

import pytest

from houqin.kitchen.selectors.menus import (
    allergens_of,
    articles_of,
    current_recipes,
    how_many_concerned,
    pupils_allergic,
    words_in,
)
from houqin.people.models import Pupil
from houqin.tenancy.calendar import days_between, is_boarding_night, is_school_day
from houqin.tenancy.models import CalendarDay
from tests.builders import TODAY, YEARS_AGO, a_class, a_dish, a_school


def test_allergen_words_are_read_however_they_were_typed():
    assert words_in(" 鸡蛋，牛奶、花生;鱼 / 虾,鸡蛋 ") == ["鸡蛋", "牛奶", "花生", "鱼", "虾"]


def test_a_dish_shows_its_own_and_its_ingredients_allergens(crew, goods):
    dish = a_dish(crew.school, allergens="大豆", per_head=[(goods.egg, 1000), (goods.tomato, 1000)])

    assert allergens_of(dish, articles_of(current_recipes([dish]))[dish.pk]) == ["大豆", "鸡蛋"]


@pytest.mark.parametrize(
    ("allergens", "number"),
    [(["鸡蛋"], 2), (["蛋"], 2), (["纯牛奶"], 1), (["花生", "鸡蛋"], 3), (["Peanut"], 0), ([], 0)],
)
def test_pupils_are_counted_once_whenever_a_word_holds_the_other(allergens, number):
    assert how_many_concerned(allergens, [["鸡蛋", "牛奶"], ["鸡蛋"], ["花生"]]) == number


def test_only_pupils_who_are_here_count(school):
    a_class(school, pupils=3)
    first, second, _third = Pupil.objects.order_by("pk")
    Pupil.objects.filter(pk=first.pk).update(allergens="鱼 虾")
    Pupil.objects.filter(pk=second.pk).update(allergens="鱼", left_on=YEARS_AGO + timedelta(days=1))

    assert pupils_allergic(school, on=TODAY) == [["鱼", "虾"]]
    assert pupils_allergic(a_school(bureau=school.bureau), on=TODAY) == []


def test_the_newest_recipe_is_current(crew, goods):
    one, two = a_dish(crew.school, "甲", per_head=[(goods.egg, 1000)]), a_dish(crew.school, "乙")
    newer = one.recipes.create(school=crew.school, version=2, written_by=crew.cook, written_at="2026-03-01T00:00Z")

    assert {dish: recipe.pk for dish, recipe in current_recipes([one, two]).items()} == {
        one.pk: newer.pk, two.pk: two.recipes.get().pk,
    }  # fmt: skip


def test_days_at_once_say_the_same_as_days_one_by_one(school):
    CalendarDay.objects.create(school=school, on=date(2026, 3, 12), kind="holiday", is_boarding_night=True)
    CalendarDay.objects.create(school=school, on=date(2026, 3, 14), kind="teaching")
    first, last = date(2026, 2, 20), date(2026, 3, 16)

    days = days_between(school, first, last)

    assert next(iter(days)) == first
    assert list(days)[-1] == last
    for on, day in days.items():
        assert (day.is_taught, day.is_boarding_night) == (is_school_day(school, on), is_boarding_night(school, on)), on
