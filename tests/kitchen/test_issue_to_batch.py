"""Goods reach a pot only on an open day, only while it cooks, only usable ones."""

import pytest

from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.kitchen.actions import issue_to_batch, return_from_batch
from houqin.kitchen.evidence import evidence_for
from houqin.kitchen.models import BatchIssue, CanteenDay
from houqin.kitchen.reasons import Reason
from houqin.kitchen.selectors import ingredients_needed
from houqin.supply.actions import IssueLine, return_to_store
from houqin.supply.models import Movement
from houqin.supply.reasons import Reason as StoreReason
from tests.kitchen.scene import clock


def test_the_lot_is_in_the_pot(canteen):
    canteen.until("plan")
    pot = canteen.pots[0]

    canteen.issue_to(pot, canteen.tomatoes, 7_000)

    known = evidence_for(canteen.meal).of(pot)
    assert (known.used, known.lots) == ({canteen.tomatoes.pk: 7_000}, [canteen.tomatoes])


def test_what_is_needed_is_recipe_by_heads_less_what_is_there(canteen):
    canteen.until("plan")
    pot = canteen.pots[0]
    before = ingredients_needed(pot, at=clock(8))

    canteen.issue_to(pot, canteen.tomatoes, 4_000)

    after = ingredients_needed(pot, at=clock(8))
    assert [(need.article, need.needed, need.issued, need.missing) for need in before] == [
        (canteen.tomato, 10_000, 0, 10_000)
    ]
    assert [(need.needed, need.issued, need.missing) for need in after] == [(10_000, 4_000, 6_000)]
    assert [(one.lot, one.amount) for one in after[0].suggested] == [(canteen.tomatoes, 6_000)]


def test_gt_05_a_held_lot_does_not_reach_the_pot(canteen):
    canteen.until("plan")
    canteen.hold(canteen.tomatoes)

    with pytest.raises(Refused) as refused:
        canteen.issue_to(canteen.pots[0], canteen.tomatoes)

    assert refused.value.reasons == {StoreReason.LOT_HELD}
    assert not BatchIssue.objects.exists()
    assert not Movement.objects.filter(kind="issued").exists()


def test_gt_16_nothing_is_issued_on_a_day_that_is_not_open(canteen):
    canteen.until("plan")
    CanteenDay.objects.all()[0].responsible.clear()
    CanteenDay.objects.all().delete()

    with pytest.raises(Refused) as refused:
        canteen.issue_to(canteen.pots[0], canteen.tomatoes)

    assert [(one.reason, one.gate) for one in refused.value.refusals] == [(Reason.DAY_NOT_OPEN, "GT-16")]


def test_nothing_goes_into_a_finished_pot(canteen):
    canteen.until("finish")

    with pytest.raises(Refused) as refused:
        canteen.issue_to(canteen.pots[0], canteen.tomatoes, at=clock(11, 30))

    assert refused.value.reasons == {Reason.BATCH_COOKED}


def test_nothing_goes_into_a_released_meal(canteen):
    canteen.until("release")

    with pytest.raises(Refused) as refused:
        canteen.issue_to(canteen.pots[0], canteen.tomatoes, at=clock(12, 30))

    assert refused.value.reasons == {Reason.BATCH_COOKED, Reason.WRONG_STATE}


def test_only_the_storekeeper_issues(canteen):
    canteen.until("plan")

    with pytest.raises(NotYours):
        issue_to_batch(
            batch=canteen.pots[0], lines=[IssueLine(canteen.tomatoes, 1)], actor=canteen.crew.cook, at=clock(8)
        )


def test_what_goes_back_is_no_longer_in_the_pot(canteen):
    canteen.until("plan")
    link = canteen.issue_to(canteen.pots[0], canteen.tomatoes, 7_000)

    return_from_batch(link=link, lines=[(canteen.tomatoes, 2_000)], actor=canteen.crew.storekeeper, at=clock(9))

    assert evidence_for(canteen.meal).of(canteen.pots[0]).used == {canteen.tomatoes.pk: 5_000}


def test_nothing_goes_back_once_the_meal_is_released(canteen):
    canteen.until("release")
    link = BatchIssue.objects.first()

    with pytest.raises(Refused) as refused:
        return_from_batch(
            link=link, lines=[(canteen.tomatoes, 1_000)], actor=canteen.crew.storekeeper, at=clock(12, 30)
        )

    assert refused.value.reasons == {Reason.WRONG_STATE}
    assert not Movement.objects.filter(kind="returned").exists()


def test_what_went_into_a_pot_comes_back_only_through_the_pot(canteen):
    canteen.until("issue")
    issue = canteen.pots[0].issues.get().issue
    before = Movement.objects.count()

    with pytest.raises(Refused) as refused:
        return_to_store(issue=issue, lines=[(canteen.tomatoes, 1_000)], actor=canteen.crew.storekeeper, at=clock(9))

    assert [(one.reason, one.gate) for one in refused.value.refusals] == [(StoreReason.IN_A_POT, "GT-10")]
    assert Movement.objects.count() == before
