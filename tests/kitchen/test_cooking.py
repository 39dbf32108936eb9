"""Heat: start, core temperature, the end of cooking (TT-01), and their corrections (GT-18)."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from houqin.kernel.refusals import KernelReason, Refused
from houqin.kitchen.actions import start_cooking
from houqin.kitchen.models import CookingTemperature, DishBatch
from houqin.kitchen.reasons import Reason
from houqin.supply.models import Lot
from tests.builders import YEARS_AGO
from tests.kitchen.scene import clock


def reasons_of(call, *arguments, **more):
    with pytest.raises(Refused) as refused:
        call(*arguments, **more)
    return refused.value.reasons


def test_starting_lights_every_pot(canteen):
    canteen.until("start")

    assert (canteen.fresh().state, canteen.meal.cooking_at) == ("cooking", clock(10))
    assert [pot.state for pot in canteen.pots] == ["cooking", "cooking"]


def test_a_meal_does_not_start_twice(canteen):
    canteen.until("start")

    assert reasons_of(canteen.start) == {Reason.WRONG_STATE}


def test_gt_16_a_meal_does_not_start_on_a_day_that_is_not_open(canteen):
    canteen.plan()

    assert reasons_of(canteen.start) == {Reason.DAY_NOT_OPEN}


def test_cooking_did_not_start_before_the_day_was_open(canteen):
    canteen.until("issue")

    wrong = {"meal": canteen.meal, "happened_at": clock(5), "actor": canteen.crew.cook, "at": clock(10)}
    assert reasons_of(start_cooking, **wrong) == {Reason.BEFORE_THE_STEP_BEFORE}


@pytest.mark.parametrize("temperature", ["-30.1", "300.1", "999.9"])
def test_an_impossible_temperature_is_a_slip(canteen, temperature):
    canteen.until("start")

    assert reasons_of(canteen.measure, canteen.pots[0], temperature) == {Reason.TEMPERATURE_IMPOSSIBLE}
    assert not CookingTemperature.objects.exists()


@pytest.mark.parametrize(
    ("happened_at", "reason"),
    [
        (clock(11, 1), KernelReason.IN_THE_FUTURE),
        (clock(9, 59), Reason.BEFORE_THE_STEP_BEFORE),
    ],
)
def test_gt_18_a_measurement_is_neither_in_the_future_nor_before_the_stove_was_lit(canteen, happened_at, reason):
    canteen.until("start")

    assert reasons_of(canteen.measure, canteen.pots[0], happened_at=happened_at) == {reason}
    assert not CookingTemperature.objects.exists()


def test_a_late_entry_is_accepted_as_late(canteen):
    canteen.until("start")

    late = canteen.measure(canteen.pots[0], happened_at=clock(10, 50), at=clock(13))
    timely = canteen.measure(canteen.pots[1], happened_at=clock(12, 50), at=clock(13))

    assert (late.is_late, late.happened_at, late.received_at) == (True, clock(10, 50), clock(13))
    assert timely.is_late is False


@pytest.mark.parametrize("temperature", ["70.0", "70.1", "98.0"])
def test_seventy_degrees_are_enough(canteen, temperature):
    canteen.until("start")
    canteen.measure(canteen.pots[0], temperature)

    pot = canteen.finish_pot(canteen.pots[0])

    assert (pot.state, pot.cooked_at, pot.cooked_by) == ("cooked", clock(11, 15), canteen.crew.cook)


def test_less_than_seventy_is_not_finished(canteen):
    canteen.until("start")
    canteen.measure(canteen.pots[0], "69.9")

    assert reasons_of(canteen.finish_pot, canteen.pots[0]) == {Reason.TEMPERATURE_LOW}
    assert canteen.pots[0].state == "cooking"


def test_the_newest_measurement_counts(canteen):
    canteen.until("start")
    canteen.measure(canteen.pots[0], "60", at=clock(10, 40))
    canteen.measure(canteen.pots[0], "75", at=clock(10, 50))

    assert canteen.finish_pot(canteen.pots[0]).state == "cooked"


def test_everything_that_is_missing_is_named_at_once(canteen):
    canteen.until("plan")
    canteen.start()

    assert reasons_of(canteen.finish_pot, canteen.pots[0]) == {Reason.TEMPERATURE_MISSING, Reason.ORIGIN_UNKNOWN}


def test_fruit_needs_no_core_temperature(canteen):
    canteen.until("start")
    canteen.stew.is_cooked_through = False
    canteen.stew.save()

    assert canteen.finish_pot(canteen.pots[0]).state == "cooked"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"held_at": clock(9), "held_reason": "召回"}, Reason.LOT_HELD),
        ({"quarantined_at": clock(9)}, Reason.LOT_QUARANTINED),
        ({"rejected_at": clock(9)}, Reason.LOT_REJECTED),
        ({"expiration_date": YEARS_AGO}, Reason.LOT_EXPIRED),
    ],
)
def test_gt_05_a_pot_with_an_unsound_lot_is_not_finished(canteen, change, reason):
    canteen.until("start")
    canteen.measure(canteen.pots[0])
    Lot.objects.filter(pk=canteen.tomatoes.pk).update(**change)

    with pytest.raises(Refused) as refused:
        canteen.finish_pot(canteen.pots[0])

    assert [(one.reason, one.gate) for one in refused.value.refusals] == [(reason, "GT-05")]
    assert canteen.pots[0].state == "cooking"


def test_gt_05_a_lot_held_two_preparations_back_stops_the_pot(canteen):
    canteen.until("plan")
    chicken = canteen.tomatoes
    made = canteen.made_of(canteen.made_of(chicken, name="切块"))
    canteen.issue_to(canteen.pots[0], made)
    canteen.start()
    canteen.measure(canteen.pots[0])
    canteen.hold(chicken)

    assert reasons_of(canteen.finish_pot, canteen.pots[0]) == {Reason.LOT_HELD}


def test_the_last_pot_makes_the_meal_cooked(canteen):
    canteen.until("start")
    first, second = canteen.pots
    canteen.measure(first)
    canteen.finish_pot(first)
    assert canteen.fresh().state == "cooking"

    canteen.measure(second)
    canteen.finish_pot(second, at=clock(11, 25))

    assert (canteen.fresh().state, canteen.meal.cooked_at) == ("cooked", clock(11, 25))


def test_gt_18_a_correction_names_the_old_row_and_the_reason(canteen):
    canteen.until("start")
    slip = canteen.measure(canteen.pots[0], "8.2")

    right = canteen.measure(canteen.pots[0], "82", corrects=slip, correction_reason="漏按一位")

    slip.refresh_from_db()
    assert (slip.core_temperature_c, right.corrects, right.happened_at) == (Decimal("8.2"), slip, slip.happened_at)
    assert canteen.finish_pot(canteen.pots[0]).state == "cooked"


@pytest.mark.parametrize("reason", ["", "  "])
def test_gt_18_a_correction_without_a_reason_is_refused(canteen, reason):
    canteen.until("start")
    slip = canteen.measure(canteen.pots[0], "8.2")

    wrong = {"corrects": slip, "correction_reason": reason}
    assert reasons_of(canteen.measure, canteen.pots[0], "82", **wrong) == {Reason.REASON_MISSING}


def test_gt_18_a_row_is_corrected_once_and_in_its_own_pot(canteen):
    canteen.until("start")
    slip = canteen.measure(canteen.pots[0], "8.2")
    canteen.measure(canteen.pots[0], "82", corrects=slip, correction_reason="漏按")

    again = {"corrects": slip, "correction_reason": "再改"}
    assert reasons_of(canteen.measure, canteen.pots[0], "83", **again) == {Reason.CORRECTED_ALREADY}
    assert reasons_of(canteen.measure, canteen.pots[1], "83", **again) == {
        Reason.CORRECTED_ALREADY,
        Reason.CORRECTS_ANOTHER_BATCH,
    }


def test_gt_18_the_database_refuses_to_change_a_temperature(canteen):
    canteen.until("start")
    canteen.measure(canteen.pots[0], "60")

    with pytest.raises(DatabaseError), transaction.atomic():
        CookingTemperature.objects.update(core_temperature_c=90)

    assert CookingTemperature.objects.get().core_temperature_c == 60
    assert DishBatch.objects.filter(state="cooking").count() == 2
