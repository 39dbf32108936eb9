"""What failed is cooked anew: until the meal goes out another pot may come, and every gate asks it too."""

import pytest
from django.urls import reverse

from houqin.kernel import clock as kernel_clock
from houqin.kitchen.actions import add_batch, isolate_batch, remove_planned_batch
from houqin.kitchen.models import Meal
from houqin.kitchen.reasons import Reason
from tests.kitchen.scene import clock
from tests.kitchen.test_cooking import reasons_of
from tests.kitchen.test_release_meal import refused_with


def nothing_left(canteen, stage: str):
    """A meal whose pots were all taken out of service when it had come so far."""
    canteen.until(stage)
    for pot in canteen.pots:
        isolate_batch(batch=pot, reason="玻璃渣", actor=canteen.crew.food_safety_officer, at=clock(11, 55))
    return canteen.fresh()


def cook_another(canteen):
    return add_batch(meal=canteen.meal, dish=canteen.stew, heads=100, actor=canteen.crew.cook, at=clock(12))


@pytest.mark.parametrize(("stage", "reached"), [("finish", "cooked"), ("taste", "tasted"), ("sample", "sampled")])
def test_a_meal_without_pots_goes_out_with_another_that_is_proven_by_itself(canteen, stage, reached):
    meal = nothing_left(canteen, stage)
    assert (meal.state, refused_with(canteen)) == (reached, [(Reason.NOTHING_TO_SERVE, "")])

    pot = cook_another(canteen)
    missing = [(Reason.NOT_COOKED_YET, ""), (Reason.NOT_TASTED, "GT-08"), (Reason.SAMPLE_MISSING, "GT-09")]
    assert refused_with(canteen) == missing
    canteen.issue_to(pot, canteen.tomatoes, at=clock(12, 1))
    assert reasons_of(lambda: canteen.finish_pot(pot, at=clock(12, 20))) == {Reason.TEMPERATURE_MISSING}
    canteen.measure(pot, at=clock(12, 20))
    canteen.finish_pot(pot, at=clock(12, 21))
    assert refused_with(canteen) == missing[1:]
    canteen.taste_pot(pot, at=clock(12, 25))
    assert refused_with(canteen) == missing[2:]
    canteen.sample_pot(pot, position=9, at=clock(12, 26))

    canteen.release(at=clock(12, 30))
    assert (canteen.meal.state, canteen.meal.batches.count()) == ("released", 3)


def test_a_pot_that_was_added_by_mistake_goes_again_and_the_meal_goes_out(canteen):
    canteen.until("sample")
    pot = cook_another(canteen)

    remove_planned_batch(batch=pot, actor=canteen.crew.cook, at=clock(12, 1))

    canteen.release()
    assert canteen.meal.state == "released"


def test_nothing_is_added_to_a_meal_that_is_out(canteen):
    canteen.until("release")

    assert reasons_of(lambda: cook_another(canteen)) == {Reason.WRONG_STATE}
    assert (Meal.objects.get().state, len(canteen.pots)) == ("released", 2)


def test_the_page_shows_the_way(canteen, client, monkeypatch):
    monkeypatch.setattr(kernel_clock, "now", lambda: clock(12))
    client.force_login(canteen.crew.food_safety_director)
    meal = nothing_left(canteen, "sample")
    add = reverse("kitchen:meal-pot", args=[meal.pk])

    page = client.get(meal.get_absolute_url())
    assert page.content.decode().count(f'href="{add}"') == 2  # in the list of dishes, and beside the reason

    client.force_login(canteen.crew.cook)
    assert client.post(add, {"dish": canteen.stew.pk, "heads": 80}).status_code == 303
    assert [pot.planned_heads for pot in canteen.pots] == [100, 100, 80]
