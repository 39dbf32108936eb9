from datetime import timedelta

import pytest

from houqin.journal.models import Entry
from houqin.kernel.refusals import Refused
from houqin.kitchen.actions import copy_last_week
from houqin.kitchen.models import MenuItem
from houqin.kitchen.reasons import Reason
from houqin.tenancy.models import CalendarDay
from tests.builders import NOON, TODAY, a_dish
from tests.kitchen.menus.conftest import MONDAY

NEXT = MONDAY + timedelta(days=7)


def test_every_dish_comes_along_on_its_weekday(crew, a_menu):
    rice, soup = a_dish(crew.school, "米饭", kind="staple"), a_dish(crew.school, "蛋花汤", kind="soup")
    a_menu(published=True, items=[(MONDAY, "lunch", rice), (TODAY, "dinner", soup)])
    menu = a_menu(week=NEXT, items=[(NEXT, "lunch", rice)])

    copy_last_week(menu=menu, actor=crew.cook, at=NOON)

    copied = MenuItem.objects.filter(menu=menu).order_by("on")
    assert list(copied.values_list("on", "meal_kind", "dish__name")) == [
        (NEXT, "lunch", "米饭"),
        (TODAY + timedelta(days=7), "dinner", "蛋花汤"),
    ]


def test_what_cannot_come_along_is_named(crew, a_menu):
    old, beans = a_dish(crew.school, "老菜", retired_on=TODAY), a_dish(crew.school, "干煸四季豆")
    rice = a_dish(crew.school, "米饭", kind="staple")
    gone = a_menu(items=[(MONDAY, "lunch", old), (MONDAY, "lunch", beans), (TODAY, "lunch", rice)])
    MenuItem.objects.create(
        school=crew.school, menu=gone, on=MONDAY, meal_kind="lunch", dish=rice, added_by=crew.cook, added_at=NOON,
        withdrawn_at=NOON, withdrawn_by=crew.cook, withdrawn_reason="停电",
    )  # fmt: skip
    CalendarDay.objects.create(school=crew.school, on=TODAY + timedelta(days=7), kind="holiday")
    menu = a_menu(week=NEXT)

    copy_last_week(menu=menu, actor=crew.cook, at=NOON)

    assert not MenuItem.objects.filter(menu=menu).exists()
    assert Entry.objects.about(menu).get().revived_facts["left_out"] == ["03-16 老菜", "03-16 干煸四季豆", "03-18 米饭"]


def test_days_that_are_over_are_left_alone(crew, a_menu):
    rice = a_dish(crew.school, "米饭", kind="staple")
    a_menu(week=MONDAY - timedelta(days=7), items=[(MONDAY - timedelta(days=7), "lunch", rice)])
    menu = a_menu()

    copy_last_week(menu=menu, actor=crew.cook, at=NOON)

    assert not MenuItem.objects.filter(menu=menu).exists()
    assert Entry.objects.about(menu).get().revived_facts["left_out"] == ["03-09 米饭"]


@pytest.mark.parametrize(
    ("published", "with_source", "reasons"),
    [
        (True, True, {Reason.NO_COPY_AFTER_PUBLICATION}),
        (False, False, {Reason.NOTHING_TO_COPY}),
        (True, False, {Reason.NO_COPY_AFTER_PUBLICATION, Reason.NOTHING_TO_COPY}),
    ],
)
def test_copying_is_refused(crew, a_menu, published, with_source, reasons):
    if with_source:
        a_menu(items=[(MONDAY, "lunch", a_dish(crew.school))])
    menu = a_menu(week=NEXT, published=published)

    with pytest.raises(Refused) as refused:
        copy_last_week(menu=menu, actor=crew.cook, at=NOON)

    assert refused.value.reasons == reasons
    assert not MenuItem.objects.filter(menu=menu).exists()
