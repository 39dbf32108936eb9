from datetime import date, timedelta

import pytest

from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.kitchen.actions import publish_menu
from houqin.kitchen.models import MealKind, Menu
from houqin.kitchen.reasons import Reason
from houqin.kitchen.selectors.menus import meals_expected
from houqin.tenancy.models import CalendarDay, TimetableEntry
from tests.builders import NOON, a_dish, an_article
from tests.kitchen.menus.conftest import MONDAY, WEEK

WED, THU, FRI, SAT = WEEK[2:6]
#: Nobody sleeps at school before a Saturday, so Friday needs no dinner.
ALL = [(day, kind) for day in WEEK[2:5] for kind in ("breakfast", "lunch", "dinner") if (day, kind) != (FRI, "dinner")]


def publish(crew, menu, actor=None):
    return publish_menu(menu=menu, actor=actor or crew.food_safety_officer, at=NOON)


def full(a_menu, dish, *, but=()):
    return a_menu(items=[(on, kind, dish) for on, kind in ALL if (on, kind) not in but])


def test_a_full_week_is_published_and_days_that_are_over_do_not_count(crew, a_menu):
    menu = full(a_menu, a_dish(crew.school))

    publish(crew, menu)

    kept = Menu.objects.get()
    assert (kept.published_at, kept.published_by) == (NOON, crew.food_safety_officer)
    assert [entry.kind for entry in Entry.objects.about(menu)] == ["kitchen.menu_published"]


def test_every_meal_without_a_dish_is_named_by_day(crew, a_menu):
    menu = full(a_menu, a_dish(crew.school), but=[(WED, "dinner"), (FRI, "breakfast"), (FRI, "lunch")])

    with pytest.raises(Refused) as refused:
        publish(crew, menu)

    assert [(one.reason, one.facts) for one in refused.value.refusals] == [
        (Reason.MEALS_WITHOUT_DISH, {"on": WED, "meals": [MealKind.DINNER.label]}),
        (Reason.MEALS_WITHOUT_DISH, {"on": FRI, "meals": [MealKind.BREAKFAST.label, MealKind.LUNCH.label]}),
    ]
    assert Menu.objects.get().published_at is None


THREE, TWO = ["breakfast", "lunch", "dinner"], ["breakfast", "lunch"]


@pytest.mark.parametrize(
    ("day", "meals"),
    [
        (None, {THU: THREE, FRI: TWO}),
        ({"on": THU, "kind": "holiday"}, {FRI: TWO}),
        ({"on": SAT, "kind": "teaching"}, {THU: THREE, FRI: THREE, SAT: TWO}),
        ({"on": SAT, "kind": "holiday", "is_boarding_night": True}, {THU: THREE, FRI: TWO, SAT: THREE}),
    ],
)
def test_the_calendar_decides_which_meals_are_needed(school, day, meals):
    if day:
        CalendarDay.objects.create(school=school, **day)

    assert meals_expected(school, THU, SAT) == meals


def test_a_meal_the_timetable_does_not_know_yet_is_not_needed(school):
    TimetableEntry.objects.filter(what="dinner").update(valid_from=FRI)

    assert meals_expected(school, THU, THU) == {THU: TWO}


def test_a_holiday_needs_no_dishes(crew, a_menu):
    menu = full(a_menu, a_dish(crew.school), but=[(THU, kind) for kind in THREE])
    CalendarDay.objects.create(school=crew.school, on=WED, kind="teaching", is_boarding_night=True)
    CalendarDay.objects.create(school=crew.school, on=THU, kind="holiday")

    publish(crew, menu)

    assert Menu.objects.get().published_at == NOON


def test_a_withdrawn_dish_feeds_nobody(crew, a_menu):
    menu = full(a_menu, a_dish(crew.school))
    menu.items.filter(on=WED, meal_kind="lunch").update(withdrawn_at=NOON, withdrawn_by=crew.cook)

    with pytest.raises(Refused) as refused:
        publish(crew, menu)

    assert [one.facts["on"] for one in refused.value.refusals] == [WED]


def test_banned_and_retired_dishes_stop_the_menu(crew, a_menu):
    beans = an_article(crew.school, "刀豆")
    menu = full(a_menu, a_dish(crew.school, "焖面", per_head=[(beans, 1000)], retired_on=MONDAY))

    with pytest.raises(Refused) as refused:
        publish(crew, menu)

    assert refused.value.reasons == {Reason.FOOD_BANNED, Reason.DISH_RETIRED}
    assert Menu.objects.get().published_at is None


def test_an_empty_a_past_and_a_published_menu_are_refused(crew, a_menu):
    for menu, reason in [
        (a_menu(week=date(2026, 8, 3)), Reason.MENU_EMPTY),
        (a_menu(week=MONDAY - timedelta(days=7), items=[(MONDAY - timedelta(days=7), "lunch", a_dish(crew.school))]),
         Reason.WEEK_IS_OVER),
    ]:  # fmt: skip
        with pytest.raises(Refused) as refused:
            publish(crew, menu)
        assert refused.value.reasons == {reason}

    menu = full(a_menu, a_dish(crew.school, "米饭"))
    publish(crew, menu)
    with pytest.raises(Refused) as refused:
        publish(crew, menu)
    assert refused.value.reasons == {Reason.PUBLISHED_ALREADY}


def test_the_cook_publishes_nothing(crew, a_menu):
    with pytest.raises(NotYours):
        publish(crew, full(a_menu, a_dish(crew.school)), actor=crew.cook)
    assert Menu.objects.get().published_at is None
