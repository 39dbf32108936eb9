"""A planned meal does not take place. It stays, with who said so and why."""

from datetime import timedelta

import pytest

from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kitchen.actions import (
    call_off_meal,
    change_heads,
    plan_meal,
    release_meal,
    return_from_batch,
    start_cooking,
)
from houqin.kitchen.models import BatchIssue, DishBatch, Meal, Menu, MenuItem
from houqin.kitchen.reasons import Reason
from houqin.kitchen.selectors import next_actions
from houqin.kitchen.selectors.meals import day, open_meals
from houqin.kitchen.selectors.needs import needs
from tests.builders import TODAY, a_school
from tests.kitchen.scene import Canteen, clock, state_of
from tests.kitchen.test_cooking import reasons_of


def call_off(canteen, reason="停水", **more):
    actor = more.pop("actor", canteen.crew.cook)
    return call_off_meal(meal=canteen.meal, reason=reason, actor=actor, at=clock(7), **more)


def test_a_meal_is_called_off_with_its_reason_and_can_be_planned_again(canteen):
    canteen.until("plan")

    meal = call_off(canteen, " 停水 ")

    assert (meal.state, meal.called_off_at, meal.called_off_by, meal.called_off_reason) == (
        "called_off", clock(7), canteen.crew.cook, "停水",
    )  # fmt: skip
    entry = Entry.objects.about(meal)[0]
    assert (entry.kind, entry.sentence) == ("kitchen.meal_called_off", "停水")
    again = plan_meal(school=canteen.school, on=TODAY, kind="lunch", heads=50, dishes=[canteen.stew],
                      actor=canteen.crew.cook, at=clock(7, 5))  # fmt: skip
    assert list(Meal.objects.order_by("pk").values_list("pk", "state")) == [
        (meal.pk, "called_off"), (again.pk, "planned"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("stage", "reason", "why"),
    [
        ("issue", {Reason.BATCH_HAS_ISSUES}, "停水"),
        ("issue", {Reason.BATCH_HAS_ISSUES, Reason.WHY_MISSING}, ""),
        ("plan", {Reason.WHY_MISSING}, "  "),
        ("start", {Reason.WRONG_STATE, Reason.BATCH_HAS_ISSUES}, "停水"),
        ("close", {Reason.WRONG_STATE, Reason.BATCH_HAS_ISSUES}, "停水"),
    ],
)
def test_calling_off_is_refused(canteen, stage, reason, why):
    canteen.until(stage)
    before = state_of(Meal.objects, DishBatch.objects)

    assert reasons_of(call_off_meal, meal=canteen.meal, reason=why, actor=canteen.crew.cook, at=clock(15)) == reason

    assert state_of(Meal.objects, DishBatch.objects) == before


def test_what_was_issued_goes_back_first(canteen):
    canteen.until("issue")
    for link in BatchIssue.objects.all():
        lot = link.issue.movements.first().lot
        return_from_batch(link=link, lines=[(lot, 5_000)], actor=canteen.crew.storekeeper, at=clock(8, 30))

    assert call_off(canteen).is_called_off


def test_only_who_plans_calls_off(canteen):
    canteen.until("plan")

    for actor in (canteen.crew.storekeeper, Canteen(a_school()).crew.cook):
        with pytest.raises(NotYours):
            call_off(canteen, actor=actor)

    assert canteen.fresh().state == "planned"


def test_nothing_more_happens_to_it(canteen):
    canteen.until("plan")
    call_off(canteen)
    acts = [
        (call_off_meal, {"reason": "停水"}), (start_cooking, {}), (change_heads, {"heads": 10}),
    ]  # fmt: skip

    refused = [reasons_of(verb, meal=canteen.meal, actor=canteen.crew.cook, at=clock(9), **more) for verb, more in acts]
    officer = canteen.crew.food_safety_officer
    refused.append(reasons_of(release_meal, meal=canteen.meal, actor=officer, at=clock(9)))

    assert refused == [{Reason.MEAL_CALLED_OFF}] * 4


def test_nobody_is_sent_to_it_and_the_day_still_shows_it(canteen):
    canteen.until("plan")
    call_off(canteen)

    assert [action.code for action in next_actions(canteen.crew.cook, canteen.school, clock(9))] == []
    assert [(one.meal, one.stations) for one in day(canteen.school, TODAY, at=clock(9)).meals] == [(canteen.meal, [])]
    assert open_meals(canteen.school, at=clock(9) + timedelta(days=1)) == []


def test_it_asks_for_no_goods(canteen):
    canteen.until("plan")
    menu = Menu.objects.create(school=canteen.school, week_starts_on=TODAY - timedelta(days=TODAY.weekday()))
    MenuItem.objects.create(
        school=canteen.school, menu=menu, on=TODAY, meal_kind="lunch", dish=canteen.stew, added_by=canteen.crew.cook,
        added_at=clock(6),
    )  # fmt: skip
    assert needs(canteen.school, from_on=TODAY, to_on=TODAY).heads == {(TODAY, "lunch"): 100}

    call_off(canteen)

    assert needs(canteen.school, from_on=TODAY, to_on=TODAY).heads == {}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pages_say_so(client, canteen, language):
    canteen.until("plan")
    client.cookies["django_language"] = language
    client.force_login(canteen.crew.cook)
    form = client.get(f"/kitchen/meals/{canteen.meal.pk}/call-off/")
    assert form.status_code == 200

    client.post(f"/kitchen/meals/{canteen.meal.pk}/call-off/", {"reason": "停水", "entry_key": "k"})

    assert canteen.fresh().called_off_reason == "停水"
    for page in (f"/kitchen/meals/{canteen.meal.pk}/", f"/kitchen/?on={TODAY}"):
        assert "停水" in client.get(page).content.decode()
