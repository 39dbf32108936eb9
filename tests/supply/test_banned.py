"""What a name means: a vegetable cooked with bean curd is no kidney bean."""

import pytest

from houqin.supply.banned import DISH, banned_in


@pytest.mark.parametrize("name", ["菠菜豆腐汤", "白菜豆腐煲", "芹菜豆干", "清炒豇豆"])
def test_vegetables_with_bean_curd_are_allowed(name):
    assert banned_in(name, DISH) == []


@pytest.mark.parametrize("name", ["干煸菜豆", "菜豆干锅", "菜豆角炒肉", "白菜豆腐烧四季豆"])
def test_kidney_beans_stay_banned_whatever_stands_beside_them(name):
    assert [food.code for food in banned_in(name, DISH)] == ["green_beans"]
