"""A meal goes out only when every pot in it is proven. GT-05, GT-08, GT-09, GT-16."""

from datetime import timedelta
from decimal import Decimal

import pytest

from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.kitchen.actions import add_batch, release_meal, remove_planned_batch, return_from_batch
from houqin.kitchen.models import CanteenDay, Meal, RetainedSample
from houqin.kitchen.reasons import Reason
from houqin.people.models import PostHolding
from houqin.people.reasons import Reason as PeopleReason
from houqin.supply.actions import correct_movement
from houqin.supply.models import Lot
from houqin.tenancy.actions import set_parameter
from tests.builders import TODAY, YEARS_AGO, a_person
from tests.kitchen.scene import clock
from tests.kitchen.test_cooking import reasons_of


def refused_with(canteen) -> list[tuple]:
    """Try to release, prove that nothing changed, and give back reason and gate."""
    before = Meal.objects.values().get(pk=canteen.meal.pk)
    with pytest.raises(Refused) as refused:
        canteen.release()
    assert Meal.objects.values().get(pk=canteen.meal.pk) == before
    return [(one.reason, one.gate) for one in refused.value.refusals]


def test_a_proven_meal_goes_out(canteen):
    canteen.until("release")

    assert (canteen.meal.state, canteen.meal.released_at, canteen.meal.released_by) == (
        "released",
        clock(12, 10),
        canteen.crew.food_safety_officer,
    )


@pytest.mark.parametrize("posts", [["principal"], ["cook"], ["storekeeper"], ["general_affairs_director"]])
def test_gt_16_nothing_goes_out_while_a_post_is_vacant(canteen, posts):
    canteen.until("sample")
    PostHolding.objects.filter(post__in=posts).update(ends_on=TODAY - timedelta(days=1))

    assert refused_with(canteen) == [(PeopleReason.POSTS_VACANT, "GT-16")]


def test_gt_16_nothing_goes_out_on_a_day_that_is_not_open(canteen):
    canteen.until("sample")
    CanteenDay.objects.get().responsible.clear()
    CanteenDay.objects.all().delete()

    assert refused_with(canteen) == [(Reason.DAY_NOT_OPEN, "GT-16")]


@pytest.mark.parametrize("number", [0, 1])
def test_gt_08_one_untasted_pot_holds_the_meal(canteen, number):
    canteen.until("finish")
    canteen.sample()
    canteen.taste_pot(canteen.pots[number])

    assert refused_with(canteen) == [(Reason.NOT_TASTED, "GT-08")]


def test_gt_08_and_gt_09_everything_is_named_at_once(canteen):
    canteen.until("start")

    assert refused_with(canteen) == [
        (Reason.NOT_COOKED_YET, ""),
        (Reason.NOT_TASTED, "GT-08"),
        (Reason.SAMPLE_MISSING, "GT-09"),
    ]


def test_gt_09_one_missing_sample_holds_the_meal(canteen):
    canteen.until("taste")
    canteen.sample_pot(canteen.pots[0])

    assert refused_with(canteen) == [(Reason.SAMPLE_MISSING, "GT-09")]


@pytest.mark.parametrize("wrong", [{"grams": 124}, {"cabinet_temperature_c": 9}, {"cabinet_temperature_c": -1}])
def test_gt_09_a_sample_that_does_not_conform_counts_as_none(canteen, wrong):
    canteen.until("sample")
    RetainedSample.objects.filter(batch=canteen.pots[0]).update(**wrong)

    assert refused_with(canteen) == [(Reason.SAMPLE_MISSING, "GT-09")]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"held_at": clock(11, 55), "held_reason": "召回"}, Reason.LOT_HELD),
        ({"quarantined_at": clock(11, 55)}, Reason.LOT_QUARANTINED),
        ({"rejected_at": clock(11, 55)}, Reason.LOT_REJECTED),
        ({"expiration_date": YEARS_AGO}, Reason.LOT_EXPIRED),
    ],
)
@pytest.mark.parametrize("depth", [0, 1, 3])
def test_gt_05_an_unsound_lot_at_any_depth_holds_the_meal(canteen, change, reason, depth):
    canteen.until("plan")
    lot = canteen.tomatoes
    for step in range(depth):
        lot = canteen.made_of(lot, name=f"半成品{step}")
    canteen.issue_to(canteen.pots[0], lot)
    canteen.issue_to(canteen.pots[1], canteen.grain)
    for step in ("start", "finish", "taste", "sample"):
        getattr(canteen, step)()
    Lot.objects.filter(pk=canteen.tomatoes.pk).update(**change)

    assert refused_with(canteen) == [(reason, "GT-05")]


def test_a_heat_corrected_downwards_holds_the_meal(canteen):
    canteen.until("sample")
    slip = canteen.pots[0].cookingtemperatures.get()
    canteen.measure(canteen.pots[0], "28.5", corrects=slip, correction_reason="看错一行", at=clock(12))

    assert refused_with(canteen) == [(Reason.UNDERCOOKED, "")]


def test_a_pot_whose_goods_were_all_taken_back_holds_the_meal(canteen):
    canteen.until("sample")
    link = canteen.pots[0].issues.get()
    taken = [(canteen.tomatoes, 5_000)]
    return_from_batch(link=link, lines=taken, actor=canteen.crew.storekeeper, at=clock(12))

    assert refused_with(canteen) == [(Reason.ORIGIN_GONE, "")]


def test_a_pot_corrected_to_hold_nothing_hides_no_held_lot(canteen):
    canteen.until("sample")
    canteen.hold(canteen.tomatoes)
    movement = canteen.tomatoes.movements.get(kind="issued")
    correct_movement(movement=movement, amount=0, reason="没有出库", actor=canteen.crew.storekeeper, at=clock(12))

    assert refused_with(canteen) == [(Reason.ORIGIN_GONE, "")]


def test_a_meal_goes_out_after_the_last_unused_pot_was_removed(canteen):
    """Its other pot was cooked, tasted and sampled before: the meal is as far as what is left of it."""
    canteen.until("start")
    cook = canteen.crew.cook
    unused = add_batch(meal=canteen.meal, dish=canteen.stew, heads=50, actor=cook, at=clock(10, 30))
    for pot in canteen.pots[:2]:
        canteen.measure(pot)
        canteen.finish_pot(pot)
        canteen.taste_pot(pot)
    for position, pot in enumerate(canteen.pots[:2], 1):
        canteen.sample_pot(pot, position=position)

    remove_planned_batch(batch=unused, actor=cook, at=clock(12))

    assert canteen.fresh().state == "sampled"
    canteen.release()
    assert canteen.meal.state == "released"


def test_the_last_day_of_use_is_still_good(canteen):
    canteen.until("sample")
    Lot.objects.filter(pk=canteen.tomatoes.pk).update(expiration_date=TODAY)

    canteen.release()

    assert canteen.meal.state == "released"


def test_a_held_lot_in_an_isolated_pot_does_not_hold_the_rest(canteen):
    canteen.until("finish")
    canteen.taste_pot(canteen.pots[0], smell=False)
    canteen.taste_pot(canteen.pots[1])
    canteen.sample_pot(canteen.pots[1])
    canteen.hold(canteen.tomatoes)

    canteen.release()

    assert canteen.meal.state == "released"


def test_a_meal_of_isolated_pots_only_has_nothing_to_serve(canteen):
    canteen.until("finish")
    for pot in canteen.pots:
        canteen.taste_pot(pot, taste=False)

    assert refused_with(canteen) == [(Reason.NOTHING_TO_SERVE, "")]


def test_a_second_release_is_refused(canteen):
    canteen.until("release")

    assert reasons_of(canteen.release) == {Reason.ALREADY_RELEASED}
    assert canteen.fresh().released_at == clock(12, 10)


@pytest.mark.parametrize("post", ["cook", "storekeeper", "principal", "general_affairs_director"])
def test_only_food_safety_releases(canteen, post):
    canteen.until("sample")

    with pytest.raises(NotYours):
        release_meal(meal=canteen.meal, actor=getattr(canteen.crew, post), at=clock(12, 10))

    assert canteen.fresh().state == "sampled"


def test_gt_16_a_contracted_canteen_of_five_hundred_goes_out_with_both_directors(canteen):
    canteen.until("sample")
    Meal.objects.update(planned_heads=500)
    set_parameter(
        school=canteen.school, key="canteen_is_contracted", value=Decimal(1), valid_from=TODAY, source="承包合同",
        actor=canteen.crew.principal, at=clock(12),
    )  # fmt: skip
    assert refused_with(canteen) == [(PeopleReason.DIRECTOR_MISSING, "GT-16")]

    PostHolding.objects.create(
        post="food_safety_director", user=a_person("承包方总监"), school=canteen.school, starts_on=TODAY,
        is_of_contractor=True, appointed_by=canteen.crew.principal, appointed_at=clock(12),
    )  # fmt: skip
    canteen.release()
    assert canteen.meal.state == "released"
