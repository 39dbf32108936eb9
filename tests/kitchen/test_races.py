"""Two people at the same meal: on a real PostgreSQL, with threads. Released once, and never after a hold."""

import pytest

from houqin.journal.models import Entry
from houqin.kitchen.actions import dispose_sample, release_meal
from houqin.kitchen.models import Meal, RetainedSample
from houqin.supply.actions import hold_lot
from tests.kitchen.scene import Canteen, clock
from tests.supply.store.test_races import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_two_releases_are_one_release():
    canteen = Canteen().until("sample")

    def release(actor):
        return lambda: release_meal(meal=canteen.meal, actor=actor, at=clock(12, 10))

    results = at_once(release(canteen.crew.food_safety_officer), release(canteen.crew.food_safety_director))

    assert [one for one in results if not isinstance(one, Meal)] == [{"already_released"}]
    assert Entry.objects.filter(kind="kitchen.meal_released").count() == 1


@pytest.mark.parametrize("depth", [0, 1])
def test_a_meal_is_released_before_a_hold_or_not_at_all(depth):
    canteen = Canteen().until("plan")
    lot = canteen.made_of(canteen.tomatoes) if depth else canteen.tomatoes
    canteen.issue_to(canteen.pots[0], lot)
    canteen.issue_to(canteen.pots[1], canteen.grain)
    for step in ("start", "finish", "taste", "sample"):
        getattr(canteen, step)()

    released, _held = at_once(
        lambda: release_meal(meal=canteen.meal, actor=canteen.crew.food_safety_officer, at=clock(12, 10)),
        lambda: hold_lot(
            lot=canteen.tomatoes, reason="召回", actor=canteen.crew.food_safety_director, at=clock(12, 10)
        ),
    )

    kinds = Entry.objects.filter(kind__in=["kitchen.meal_released", "supply.lot_held"]).order_by("sequence")
    if isinstance(released, Meal):
        assert list(kinds.values_list("kind", flat=True)) == ["kitchen.meal_released", "supply.lot_held"]
    else:
        assert released == {"lot_held"}
        assert canteen.fresh().state == "sampled"


def test_a_sample_is_gone_before_a_hold_or_not_at_all():
    canteen = Canteen().until("close")
    later = clock(12, days=2)
    sample = RetainedSample.objects.order_by("pk").first()

    gone, _held = at_once(
        lambda: dispose_sample(sample=sample, method="倒", actor=canteen.crew.food_safety_officer, at=later),
        lambda: hold_lot(lot=canteen.tomatoes, reason="投诉", actor=canteen.crew.food_safety_director, at=later),
    )

    kinds = Entry.objects.filter(kind__in=["kitchen.sample_disposed", "supply.lot_held"]).order_by("sequence")
    if isinstance(gone, RetainedSample):
        assert list(kinds.values_list("kind", flat=True)) == ["kitchen.sample_disposed", "supply.lot_held"]
    else:
        assert gone == {"sample_lot_held"}
        sample.refresh_from_db()
        assert sample.disposed_at is None
