"""A meal is planned from dishes, and from nothing else."""

import inspect
from datetime import timedelta

import pytest

from houqin.kernel.refusals import KernelReason, Refused
from houqin.kitchen import actions
from houqin.kitchen.actions import add_batch, change_heads, plan_meal, remove_planned_batch
from houqin.kitchen.models import DishBatch, Leftover, Meal
from houqin.kitchen.reasons import Reason
from tests.builders import TODAY, YEARS_AGO, a_dish, a_school, an_article
from tests.kitchen.scene import clock


def plan(canteen, **more):
    arguments = {"on": TODAY, "kind": "lunch", "heads": 100, "dishes": [canteen.stew]} | more
    return plan_meal(school=canteen.school, actor=canteen.crew.cook, at=clock(6), **arguments)


def test_each_dish_gets_a_pot_with_its_newest_recipe_and_a_code_of_the_meal(canteen):
    meal = plan(canteen, dishes=[canteen.stew, canteen.boiled])

    assert (meal.state, meal.planned_heads, meal.serves_at) == ("planned", 100, clock(12, 30))
    rows = list(meal.batches.order_by("pk").values_list("code", "dish", "pot", "planned_heads", "recipe"))
    assert rows == [
        ("C260311-L-01", canteen.stew.pk, 1, 100, canteen.stew.recipes.get().pk),
        ("C260311-L-02", canteen.boiled.pk, 1, 100, canteen.boiled.recipes.get().pk),
    ]


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"heads": 0}, Reason.HEADS_IMPOSSIBLE),
        ({"heads": 20_001}, Reason.HEADS_IMPOSSIBLE),
        ({"dishes": []}, Reason.NO_DISHES),
        ({"on": TODAY - timedelta(days=1)}, Reason.DAY_IS_OVER),
        ({"kind": "snack"}, Reason.NO_TIME_OF_MEAL),
    ],
)
def test_planning_is_refused(canteen, wrong, reason):
    with pytest.raises(Refused) as refused:
        plan(canteen, **wrong)

    assert refused.value.reasons == {reason}
    assert not Meal.objects.exists()


def test_a_meal_is_planned_once_a_day(canteen):
    plan(canteen)

    with pytest.raises(Refused) as refused:
        plan(canteen)

    assert refused.value.reasons == {Reason.MEAL_PLANNED_ALREADY}


def test_a_dish_twice_is_a_slip(canteen):
    with pytest.raises(Refused) as refused:
        plan(canteen, dishes=[canteen.stew, canteen.stew])

    assert refused.value.reasons == {Reason.DISH_ALREADY_IN_MEAL}


def test_retired_and_foreign_dishes_are_named_together(canteen):
    retired = a_dish(canteen.school, "旧菜", retired_on=YEARS_AGO)
    foreign = a_dish(a_school("别的学校"), "外校菜")

    with pytest.raises(Refused) as refused:
        plan(canteen, dishes=[retired, foreign])

    assert refused.value.reasons == {Reason.DISH_RETIRED, KernelReason.OTHER_SCHOOL}


@pytest.mark.parametrize(("name", "article"), [("干煸四季豆", "土豆"), ("小炒", "四季豆")])
def test_gt_06_a_banned_dish_or_ingredient_is_never_planned(canteen, name, article):
    dish = a_dish(canteen.school, name, per_head=[(an_article(canteen.school, article), 50_000)])

    with pytest.raises(Refused) as refused:
        plan(canteen, dishes=[dish])

    assert [(one.reason, one.gate) for one in refused.value.refusals] == [(Reason.DISH_BANNED, "GT-06")]
    assert not Meal.objects.exists()


def test_gt_10_no_verb_of_planning_or_cooking_takes_a_leftover():
    """The verbs that name leftovers send them away or correct a weight, and only a correction points at one."""
    taking = {
        name
        for name in actions.__all__
        for parameter in inspect.signature(getattr(actions, name)).parameters
        if "leftover" in parameter
    }
    links = {field.related_model for field in Leftover._meta.get_fields() if field.is_relation and field.auto_created}

    assert taking == {"correct_leftover", "dispose_leftovers"}
    assert links == {Leftover}


def test_gt_10_a_leftover_passed_as_a_dish_is_refused_by_its_kind(canteen):
    canteen.until("serve")
    leftover = Leftover.objects.first()

    with pytest.raises(AttributeError):
        plan(canteen, kind="dinner", dishes=[leftover])

    assert Meal.objects.count() == 1


def test_more_heads_reach_the_pots_that_held_the_old_number(canteen):
    meal = plan(canteen, dishes=[canteen.stew, canteen.boiled])
    canteen.meal = meal
    DishBatch.objects.filter(dish=canteen.boiled).update(planned_heads=40)

    change_heads(meal=meal, heads=120, actor=canteen.crew.cook, at=clock(7))

    assert [pot.planned_heads for pot in canteen.pots] == [120, 40]


def test_a_second_pot_is_a_batch_of_its_own(canteen):
    canteen.until("plan")

    pot = add_batch(meal=canteen.meal, dish=canteen.stew, heads=30, actor=canteen.crew.cook, at=clock(7))

    assert (pot.code, pot.pot, pot.planned_heads, pot.state) == ("C260311-L-03", 2, 30, "planned")


def test_a_pot_added_while_the_others_cook_cooks_too(canteen):
    canteen.until("start")

    pot = add_batch(meal=canteen.meal, dish=canteen.stew, heads=30, actor=canteen.crew.cook, at=clock(10, 5))

    assert pot.state == "cooking"


def test_an_untouched_pot_can_go(canteen):
    canteen.until("plan")

    remove_planned_batch(batch=canteen.pots[0], actor=canteen.crew.cook, at=clock(7))

    assert [pot.dish for pot in canteen.pots] == [canteen.boiled]


def test_a_pot_with_goods_or_records_stays(canteen):
    canteen.until("issue")
    canteen.start()
    canteen.measure(canteen.pots[0])

    with pytest.raises(Refused) as refused:
        remove_planned_batch(batch=canteen.pots[0], actor=canteen.crew.cook, at=clock(11))

    assert refused.value.reasons == {Reason.BATCH_HAS_ISSUES, Reason.BATCH_HAS_RECORDS}
    assert len(canteen.pots) == 2
