"""From a lot forward to the meals and samples it reached, at any depth."""

from houqin.kitchen.actions import return_from_batch
from houqin.kitchen.models import BatchIssue, RetainedSample
from houqin.kitchen.selectors import Touched, touched_by
from tests.kitchen.scene import clock


def test_a_lot_finds_its_pots_meals_and_samples(canteen):
    canteen.until("sample")

    touched = touched_by(canteen.tomatoes)

    assert touched == Touched(
        [canteen.pots[0]], [canteen.meal], list(RetainedSample.objects.filter(batch=canteen.pots[0]))
    )


def test_through_two_preparations(canteen):
    canteen.until("plan")
    made = canteen.made_of(canteen.made_of(canteen.tomatoes, name="切块"))
    canteen.issue_to(canteen.pots[1], made)

    assert touched_by(canteen.tomatoes).batches == [canteen.pots[1]]
    assert touched_by(canteen.grain) == Touched()


def test_what_went_back_to_the_store_touched_nothing(canteen):
    canteen.until("plan")
    canteen.issue_to(canteen.pots[0], canteen.tomatoes, 4_000)
    return_from_batch(
        link=BatchIssue.objects.get(), lines=[(canteen.tomatoes, 4_000)], actor=canteen.crew.storekeeper, at=clock(9)
    )

    assert touched_by(canteen.tomatoes) == Touched()
