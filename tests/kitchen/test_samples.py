"""GT-09: enough of every pot, cold, kept its time, never thrown early (RS-01…RS-10)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import KernelReason
from houqin.kitchen.actions import correct_sample, dispose_sample, lock_sample, unlock_sample
from houqin.kitchen.models import RetainedSample
from houqin.kitchen.reasons import Reason
from houqin.kitchen.selectors.samples import free_positions
from houqin.tenancy.models import ParameterValue, Space
from tests.builders import YEARS_AGO, Crew, a_school, a_space
from tests.kitchen.scene import clock
from tests.kitchen.test_cooking import reasons_of

AFTER_THE_HOLD = clock(11, 50, days=2)


def test_a_sample_gets_a_code_of_its_meal_and_is_kept_48_hours_from_its_taking(canteen):
    canteen.until("taste")

    sample = canteen.sample_pot(canteen.pots[0], grams=125, happened_at=clock(11, 45))

    assert (sample.code, sample.grams, sample.position) == ("S260311-2-01", 125, 1)
    assert (sample.taken_at, sample.keep_until) == (clock(11, 45), clock(11, 45, days=2))


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"grams": 124}, Reason.SAMPLE_TOO_SMALL),
        ({"grams": 0}, Reason.SAMPLE_TOO_SMALL),
        ({"grams": 10_001}, Reason.SAMPLE_TOO_LARGE),
        ({"temperature": "8.1"}, Reason.CABINET_TEMPERATURE),
        ({"temperature": "-0.1"}, Reason.CABINET_TEMPERATURE),
        ({"position": 0}, Reason.POSITION_UNKNOWN),
        ({"position": 21}, Reason.POSITION_UNKNOWN),
        ({"position": None}, Reason.POSITION_UNKNOWN),
        ({"happened_at": clock(11, 51)}, KernelReason.IN_THE_FUTURE),
        ({"happened_at": clock(11, 14)}, Reason.BEFORE_THE_STEP_BEFORE),
    ],
)
def test_gt_09_a_sample_that_does_not_conform_is_refused(canteen, wrong, reason):
    canteen.until("taste")

    assert reasons_of(canteen.sample_pot, canteen.pots[0], **wrong) == {reason}
    assert not RetainedSample.objects.exists()


def test_a_school_may_ask_for_more(canteen):
    canteen.until("taste")
    ParameterValue.objects.create(
        key="retained_sample_grams", school=canteen.school, value="200", source="校规", valid_from=YEARS_AGO,
        set_by=canteen.crew.principal, set_at=clock(6),
    )  # fmt: skip

    assert reasons_of(canteen.sample_pot, canteen.pots[0], grams=199) == {Reason.SAMPLE_TOO_SMALL}


def test_a_sample_stands_in_a_sample_refrigerator_of_its_own_school(canteen):
    canteen.until("taste")
    chiller = a_space(canteen.school, Space.Kind.CHILLER, "冷藏柜", positions=5)
    foreign = a_space(a_school(), Space.Kind.SAMPLE_REFRIGERATOR, "别校留样柜", positions=5)

    assert reasons_of(canteen.sample_pot, canteen.pots[0], cabinet=chiller) == {Reason.CABINET_UNSUITABLE}
    assert reasons_of(canteen.sample_pot, canteen.pots[0], cabinet=foreign) == {KernelReason.OTHER_SCHOOL}


def test_two_samples_do_not_share_a_place(canteen):
    canteen.until("taste")
    canteen.sample_pot(canteen.pots[0], position=3)

    assert reasons_of(canteen.sample_pot, canteen.pots[1], position=3) == {Reason.POSITION_TAKEN}


def test_a_pot_has_one_sample(canteen):
    canteen.until("sample")
    canteen.meal.refresh_from_db()

    assert reasons_of(canteen.sample_pot, canteen.pots[0], position=9) == {Reason.SAMPLED_ALREADY}


def test_samples_may_be_taken_before_the_tasting(canteen):
    canteen.until("finish")
    canteen.sample()
    assert canteen.fresh().state == "cooked"

    canteen.taste()

    assert (canteen.fresh().state, canteen.meal.sampled_at) == ("sampled", clock(11, 50))


def test_gt_18_1520_grams_become_152_by_a_row_that_names_the_old_one(canteen):
    canteen.until("taste")
    slip = canteen.sample_pot(canteen.pots[0], grams=1520)

    right = correct_sample(
        sample=slip, grams=152, reason="多按一位", actor=canteen.crew.food_safety_officer, at=clock(12)
    )

    slip.refresh_from_db()
    assert (slip.grams, right.grams, right.corrects, right.correction_reason) == (1520, 152, slip, "多按一位")
    assert (right.position, right.keep_until, right.code) == (1, slip.keep_until, "S260311-2-01-1")


def test_a_corrected_box_leaves_its_old_place_free_and_keeps_the_new_one(canteen):
    canteen.until("taste")
    first, second = canteen.pots
    slip = canteen.sample_pot(first, position=1)
    by = {"actor": canteen.crew.food_safety_officer, "at": clock(12)}

    right = correct_sample(sample=slip, position=2, reason="位置记错", **by)

    slip.refresh_from_db()
    assert (slip.position, slip.superseded_at) == (1, clock(12))
    assert (right.position, right.superseded_at) == (2, None)
    assert free_positions(canteen.cabinet, 2) == [1, 3]
    assert reasons_of(canteen.sample_pot, second, position=2, at=clock(12)) == {Reason.POSITION_TAKEN}
    other = canteen.sample_pot(second, position=1, at=clock(12))
    assert reasons_of(correct_sample, sample=right, position=1, reason="又记错", **by) == {Reason.POSITION_TAKEN}
    assert list(RetainedSample.objects.in_place().order_by("position")) == [other, right]


def test_two_rows_that_hold_never_share_a_place_in_the_database(canteen):
    canteen.until("sample")
    first, second = RetainedSample.objects.order_by("pk")

    with pytest.raises(IntegrityError), transaction.atomic():
        RetainedSample.objects.filter(pk=second.pk).update(position=first.position)
    RetainedSample.objects.filter(pk=first.pk).update(superseded_at=clock(12))
    RetainedSample.objects.filter(pk=second.pk).update(position=first.position)

    assert free_positions(canteen.cabinet, 1) == [2]


def test_gt_18_only_the_row_that_holds_is_corrected_and_with_a_reason(canteen):
    canteen.until("taste")
    slip = canteen.sample_pot(canteen.pots[0], grams=1520)
    by = {"actor": canteen.crew.food_safety_officer, "at": clock(12)}
    assert reasons_of(correct_sample, sample=slip, grams=152, reason=" ", **by) == {Reason.REASON_MISSING}
    correct_sample(sample=slip, grams=152, reason="多按一位", **by)

    assert reasons_of(correct_sample, sample=slip, grams=151, reason="再改", **by) == {Reason.CORRECTED_ALREADY}
    assert RetainedSample.objects.count() == 2


def test_a_correction_never_shortens_the_hold(canteen):
    canteen.until("taste")
    late = canteen.sample_pot(canteen.pots[0])

    right = correct_sample(
        sample=late, happened_at=clock(11, 20), reason="时间记错", actor=canteen.crew.food_safety_officer, at=clock(12)
    )

    assert (right.taken_at, right.keep_until) == (clock(11, 20), late.keep_until)


def test_the_truth_is_accepted_and_then_the_meal_lacks_a_sample(canteen):
    canteen.until("sample")
    sample = RetainedSample.objects.first()

    correct_sample(sample=sample, grams=90, reason="称错", actor=canteen.crew.food_safety_officer, at=clock(12))

    assert reasons_of(canteen.release) == {Reason.SAMPLE_MISSING}
    assert canteen.sample_pot(canteen.pots[0], position=5, at=clock(12, 5)).grams == 150
    canteen.release(at=clock(12, 10))
    assert canteen.meal.state == "released"


def dispose(canteen, sample, at=AFTER_THE_HOLD, **more):
    return dispose_sample(sample=sample, method="入厨余桶", actor=canteen.crew.food_safety_officer, at=at, **more)


def test_after_its_time_a_sample_goes_and_its_place_is_free(canteen):
    canteen.until("close")
    sample = RetainedSample.objects.first()

    gone = dispose(canteen, sample)

    assert (gone.disposed_at, gone.disposed_by, gone.disposal_method) == (
        AFTER_THE_HOLD,
        canteen.crew.food_safety_officer,
        "入厨余桶",
    )
    assert reasons_of(dispose, canteen, sample) == {Reason.SAMPLE_DISPOSED}


def test_gt_09_one_minute_early_is_too_early(canteen):
    canteen.until("close")
    sample = RetainedSample.objects.first()

    early = AFTER_THE_HOLD - timedelta(minutes=1)
    assert reasons_of(dispose, canteen, sample, at=early) == {Reason.SAMPLE_HELD_UNTIL}
    sample.refresh_from_db()
    assert sample.disposed_at is None


def test_gt_09_a_locked_sample_outlives_its_time(canteen):
    canteen.until("close")
    sample = RetainedSample.objects.first()
    by = {"actor": canteen.crew.principal}
    lock_sample(sample=sample, reason="两名学生腹泻", at=clock(15), **by)

    assert reasons_of(dispose, canteen, sample) == {Reason.SAMPLE_LOCKED}
    unlock_sample(sample=sample, reason="查明与食堂无关", at=AFTER_THE_HOLD, **by)
    assert dispose(canteen, sample).disposed_at == AFTER_THE_HOLD


def test_only_food_safety_and_the_principal_lock(canteen):
    canteen.until("sample")

    with pytest.raises(NotYours):
        lock_sample(sample=RetainedSample.objects.first(), reason="?", actor=canteen.crew.cook, at=clock(12))


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_gt_09_a_sample_with_a_held_lot_in_it_at_any_depth_stays(canteen, depth):
    canteen.until("plan")
    lot = canteen.tomatoes
    for step in range(depth):
        lot = canteen.made_of(lot, name=f"半成品{step}")
    canteen.issue_to(canteen.pots[0], lot)
    canteen.issue_to(canteen.pots[1], canteen.grain)
    for step in ("start", "finish", "taste", "sample", "release"):
        getattr(canteen, step)()
    canteen.hold(canteen.tomatoes)
    first, second = RetainedSample.objects.order_by("pk")

    assert reasons_of(dispose, canteen, first) == {Reason.SAMPLE_LOT_HELD}
    assert dispose(canteen, second).disposed_at == AFTER_THE_HOLD


def test_the_corrected_row_goes_with_its_correction(canteen):
    canteen.until("taste")
    slip = canteen.sample_pot(canteen.pots[0], grams=1520)
    by = canteen.crew.food_safety_officer
    right = correct_sample(sample=slip, grams=152, reason="多按一位", actor=by, at=clock(12))

    assert reasons_of(dispose, canteen, slip) == {Reason.CORRECTED_ALREADY}
    dispose(canteen, right)

    assert not RetainedSample.objects.filter(disposed_at=None).exists()


def test_another_school_may_not_dispose(canteen):
    canteen.until("close")
    stranger = Crew(a_school("别的学校")).food_safety_officer

    with pytest.raises(NotYours):
        dispose_sample(sample=RetainedSample.objects.first(), method="倒", actor=stranger, at=AFTER_THE_HOLD)

    assert RetainedSample.objects.first().cabinet_temperature_c == Decimal("4.0")
