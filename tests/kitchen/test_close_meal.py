"""After the meal: heads, leftovers, and the end of it. GT-09, GT-10."""

import pytest

from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import KernelReason
from houqin.kitchen.actions import (
    close_meal,
    correct_sample,
    count_classes,
    count_heads,
    dispose_leftovers,
    weigh_leftover,
)
from houqin.kitchen.evidence import evidence_for
from houqin.kitchen.models import Leftover, RetainedSample, ServiceCount
from houqin.kitchen.reasons import Reason
from tests.builders import a_class, a_school
from tests.kitchen.scene import clock
from tests.kitchen.test_cooking import reasons_of


def weigh(canteen, kind="cooked", grams=1_000, batch=None):
    return weigh_leftover(meal=canteen.meal, kind=kind, grams=grams, batch=batch, actor=canteen.crew.cook, at=clock(13))


def test_a_proven_meal_closes(canteen):
    canteen.until("close")

    assert (canteen.meal.state, canteen.meal.closed_at, canteen.meal.closed_by) == (
        "closed",
        clock(14),
        canteen.crew.food_safety_officer,
    )


def test_everything_missing_is_named_at_once(canteen):
    canteen.until("release")

    assert reasons_of(canteen.close) == {Reason.NOBODY_COUNTED, Reason.LEFTOVERS_NOT_WEIGHED}
    assert canteen.fresh().state == "released"


@pytest.mark.parametrize("stage", ["plan", "start", "sample"])
def test_only_a_released_meal_closes(canteen, stage):
    canteen.until(stage)

    assert Reason.NOT_RELEASED in reasons_of(canteen.close)
    assert canteen.fresh().state != "closed"


def test_a_meal_closes_once(canteen):
    canteen.until("close")

    assert reasons_of(canteen.close) == {Reason.ALREADY_CLOSED}


def test_gt_09_no_meal_closes_after_a_sample_turned_out_too_small(canteen):
    canteen.until("serve")
    by = {"actor": canteen.crew.food_safety_officer, "at": clock(13, 30)}
    correct_sample(sample=RetainedSample.objects.first(), grams=90, reason="称错", **by)

    assert reasons_of(canteen.close) == {Reason.SAMPLE_MISSING}


def test_nothing_left_is_a_record_too(canteen):
    canteen.until("release")
    count_heads(meal=canteen.meal, group=canteen.class_42, heads=40, actor=canteen.crew.cook, at=clock(13))
    weigh(canteen, "cooked", 0)
    weigh(canteen, "plate", 0)

    canteen.close()

    assert canteen.meal.state == "closed"


def test_gt_10_weighed_leftovers_must_be_gone(canteen):
    canteen.until("release")
    count_heads(meal=canteen.meal, group="教职工", heads=9, actor=canteen.crew.cook, at=clock(13))
    weigh(canteen, "cooked")
    weigh(canteen, "plate")

    assert reasons_of(canteen.close) == {Reason.LEFTOVERS_NOT_DISPOSED}


def test_gt_10_an_isolated_pot_is_weighed_whole_and_disposed_of(canteen):
    canteen.until("finish")
    bad = canteen.pots[0]
    canteen.taste_pot(bad, smell=False)
    canteen.taste_pot(canteen.pots[1])
    canteen.sample_pot(canteen.pots[1])
    canteen.release()
    canteen.serve()
    assert reasons_of(canteen.close) == {Reason.ISOLATED_NOT_DISPOSED}
    assert reasons_of(weigh, canteen, grams=0, batch=bad) == {Reason.ISOLATED_WEIGHS_SOMETHING}

    row = weigh(canteen, grams=38_000, batch=bad)
    dispose_leftovers(leftovers=[row], collector="绿洲环卫", actor=canteen.crew.cook, at=clock(13, 30))
    canteen.close()

    assert canteen.meal.state == "closed"


def test_gt_10_disposal_is_the_only_way_and_happens_once(canteen):
    canteen.until("serve")
    rows = list(Leftover.objects.all())
    assert [row.collector for row in rows] == ["绿洲环卫", "绿洲环卫"]

    again = {"leftovers": rows, "collector": "别人", "actor": canteen.crew.cook, "at": clock(14)}
    assert reasons_of(dispose_leftovers, **again) == {Reason.DISPOSED_ALREADY}
    assert reasons_of(dispose_leftovers, **(again | {"leftovers": []})) == {Reason.NO_LEFTOVERS}


def test_a_collector_has_a_name(canteen):
    canteen.until("release")
    row = weigh(canteen)

    assert reasons_of(dispose_leftovers, leftovers=[row], collector=" ", actor=canteen.crew.cook, at=clock(14)) == {
        Reason.COLLECTOR_MISSING
    }
    row.refresh_from_db()
    assert row.disposed_at is None


def test_nothing_is_left_before_the_meal_is_released(canteen):
    canteen.until("sample")

    assert reasons_of(weigh, canteen) == {Reason.NOT_RELEASED}


def test_of_a_group_counted_twice_the_newest_number_holds(canteen):
    canteen.until("release")
    by = {"actor": canteen.crew.cook, "at": clock(13)}
    count_classes(meal=canteen.meal, rows=[(canteen.class_42, 41), ("教职工", 9)], **by)

    count_heads(meal=canteen.meal, group=canteen.class_42, heads=39, **by)

    assert evidence_for(canteen.meal).heads == 48
    assert ServiceCount.objects.count() == 3


def test_heads_are_counted_after_release_in_classes_of_this_school(canteen):
    foreign = a_class(a_school("别的学校"))
    by = {"actor": canteen.crew.cook, "at": clock(13)}
    canteen.until("sample")
    assert reasons_of(count_heads, meal=canteen.meal, group="教职工", heads=9, **by) == {Reason.NOT_RELEASED}
    canteen.release()

    assert reasons_of(count_heads, meal=canteen.meal, group=foreign, heads=9, **by) == {KernelReason.OTHER_SCHOOL}
    assert reasons_of(count_heads, meal=canteen.meal, group="", heads=9, **by) == {Reason.GROUP_MISSING}
    assert not ServiceCount.objects.exists()


@pytest.mark.parametrize("post", ["cook", "storekeeper"])
def test_who_cooks_does_not_close(canteen, post):
    canteen.until("serve")

    with pytest.raises(NotYours):
        close_meal(meal=canteen.meal, actor=getattr(canteen.crew, post), at=clock(14))
