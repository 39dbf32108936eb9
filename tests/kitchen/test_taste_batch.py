"""GT-08: somebody else than the cook tastes every pot; what fails is isolated at once."""

import pytest

from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import KernelReason, Refused
from houqin.kitchen.actions import isolate_batch
from houqin.kitchen.models import Tasting
from houqin.kitchen.reasons import Reason
from houqin.tenancy.posts import Post
from tests.builders import a_holder
from tests.kitchen.scene import clock
from tests.kitchen.test_cooking import reasons_of


def test_the_last_pot_that_passes_makes_the_meal_tasted(canteen):
    canteen.until("finish")
    first, second = canteen.pots
    canteen.taste_pot(first)
    assert canteen.fresh().state == "cooked"

    canteen.taste_pot(second, at=clock(11, 45))

    assert (canteen.fresh().state, canteen.meal.tasted_at) == ("tasted", clock(11, 45))


def test_nobody_tastes_what_they_cooked(canteen):
    canteen.until("finish")

    assert reasons_of(canteen.taste_pot, canteen.pots[0], actor=canteen.crew.cook) == {Reason.COOK_TASTES_OWN}
    assert not Tasting.objects.exists()


def test_another_cook_may_taste(canteen):
    canteen.until("finish")

    assert canteen.taste_pot(canteen.pots[0], actor=a_holder(Post.COOK, canteen.school)).passed


def test_the_storekeeper_does_not_taste(canteen):
    canteen.until("finish")

    with pytest.raises(NotYours):
        canteen.taste_pot(canteen.pots[0], actor=canteen.crew.storekeeper)


@pytest.mark.parametrize("wrong", ["look", "smell", "taste"])
def test_what_fails_in_one_way_is_isolated_and_told(canteen, wrong):
    canteen.until("finish")

    canteen.taste_pot(canteen.pots[0], remark="发酸", **{wrong: False})

    pot = canteen.pots[0]
    assert (pot.state, pot.isolated_at, pot.isolated_reason) == ("isolated", clock(11, 40), "发酸")
    kinds = list(Entry.objects.about(pot).values_list("kind", flat=True)[:2])
    assert kinds == ["kitchen.batch_isolated", "kitchen.tasting_failed"]
    assert Entry.objects.about(canteen.tomatoes).first().kind == "kitchen.batch_isolated"


def test_the_rest_of_the_meal_goes_on_without_the_isolated_pot(canteen):
    canteen.until("finish")
    first, second = canteen.pots
    canteen.taste_pot(first, smell=False)
    assert canteen.fresh().state == "cooked"

    canteen.taste_pot(second)

    assert canteen.fresh().state == "tasted"


def test_a_correction_does_not_bring_an_isolated_pot_back(canteen):
    canteen.until("finish")
    failed = canteen.taste_pot(canteen.pots[0], taste=False)

    canteen.taste_pot(canteen.pots[0], corrects=failed, correction_reason="按错", at=clock(11, 50))

    assert canteen.pots[0].state == "isolated"


def test_a_correction_to_failed_isolates_the_pot(canteen):
    canteen.until("taste")
    passed = Tasting.objects.first()

    canteen.taste_pot(canteen.pots[0], smell=False, corrects=passed, correction_reason="按错", at=clock(11, 50))

    assert canteen.pots[0].state == "isolated"


def corrected_to_failed(canteen, at):
    passed = Tasting.objects.order_by("pk").first()
    return canteen.taste_pot(canteen.pots[0], smell=False, corrects=passed, correction_reason="按错", at=at)


@pytest.mark.parametrize("stage", ["sample", "release", "serve"])
def test_until_the_meal_is_closed_a_correction_to_failed_isolates_and_the_meal_waits_for_the_pot(canteen, stage):
    canteen.until(stage)

    corrected_to_failed(canteen, at=clock(13, 30))

    assert canteen.pots[0].state == "isolated"
    if stage == "serve":
        assert reasons_of(canteen.close) == {Reason.ISOLATED_NOT_DISPOSED}


def test_after_the_meal_is_closed_a_correction_to_failed_is_kept_and_the_pot_stays_what_it_was(canteen):
    canteen.until("close")

    row = corrected_to_failed(canteen, at=clock(15))

    assert (row.passed, row.is_late) == (False, True)
    assert (canteen.fresh().state, canteen.pots[0].state, canteen.pots[0].isolated_at) == ("closed", "cooked", None)
    kinds = list(Entry.objects.about(canteen.pots[0]).values_list("kind", flat=True)[:2])
    assert kinds == ["kitchen.tasting_failed_after_close", "kitchen.tasting_corrected"]


def test_a_pot_is_tasted_once_and_corrected_after_that(canteen):
    canteen.until("taste")

    assert reasons_of(canteen.taste_pot, canteen.pots[0]) == {Reason.TASTED_ALREADY}


@pytest.mark.parametrize(
    ("happened_at", "reason"),
    [(clock(11, 41), KernelReason.IN_THE_FUTURE), (clock(11, 14), Reason.BEFORE_THE_STEP_BEFORE)],
)
def test_gt_18_a_tasting_happens_between_the_stove_and_now(canteen, happened_at, reason):
    canteen.until("finish")

    assert reasons_of(canteen.taste_pot, canteen.pots[0], happened_at=happened_at) == {reason}


def test_what_is_not_cooked_is_not_tasted(canteen):
    canteen.until("start")

    with pytest.raises(Refused) as refused:
        canteen.taste_pot(canteen.pots[0])

    assert refused.value.reasons == {Reason.BATCH_NOT_COOKED}


def isolate(canteen, pot, reason="供应商召回"):
    return isolate_batch(batch=pot, reason=reason, actor=canteen.crew.food_safety_officer, at=clock(11, 45))


@pytest.mark.parametrize("stage", ["start", "finish", "sample", "release"])
def test_food_safety_takes_a_pot_out_of_service_at_any_time(canteen, stage):
    canteen.until(stage)

    pot = isolate(canteen, canteen.pots[0])

    assert (pot.state, pot.isolated_reason) == ("isolated", "供应商召回")


def test_the_rest_is_cooked_when_the_unfinished_pot_is_isolated(canteen):
    canteen.until("start")
    canteen.measure(canteen.pots[1])
    canteen.finish_pot(canteen.pots[1])

    isolate(canteen, canteen.pots[0])

    assert canteen.fresh().state == "cooked"


def test_isolating_needs_a_reason_and_something_in_the_pot(canteen):
    canteen.until("plan")

    assert reasons_of(isolate, canteen, canteen.pots[0], " ") == {Reason.POT_IS_EMPTY, Reason.WHY_MISSING}
    assert canteen.pots[0].state == "planned"


def test_a_pot_is_isolated_once(canteen):
    canteen.until("finish")
    isolate(canteen, canteen.pots[0])

    assert reasons_of(isolate, canteen, canteen.pots[0]) == {Reason.BATCH_ISOLATED}
