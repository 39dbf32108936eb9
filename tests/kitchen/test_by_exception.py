"""All pots of a meal in one form: what was not tapped is as it should be, what was not shown is nobody's word."""

from decimal import Decimal

import pytest

from houqin.kernel.refusals import Refused
from houqin.kitchen.actions import PotReading, measure_meal
from houqin.kitchen.evidence import evidence_for
from houqin.kitchen.forms.by_exception import HeatMealForm, SampleMealForm, TasteMealForm
from houqin.kitchen.models import CookingTemperature
from houqin.kitchen.reasons import Reason
from tests.kitchen.scene import clock


def known(canteen):
    return evidence_for(canteen.fresh())


def measure(canteen, *readings):
    said = [PotReading(pot, heat and Decimal(heat), done) for pot, heat, done in readings]
    return measure_meal(meal=canteen.meal, readings=said, actor=canteen.crew.cook, at=clock(11))


def test_all_pots_are_measured_and_leave_the_stove_at_once(canteen):
    first, second = canteen.until("start").pots

    meal = measure(canteen, (first, "82.5", True), (second, "90", True))

    assert (meal.state, meal.cooked_at) == ("cooked", clock(11))
    rows = CookingTemperature.objects.order_by("pk").values_list("batch", "core_temperature_c")
    assert list(rows) == [(first.pk, Decimal("82.5")), (second.pk, Decimal(90))]


def test_a_pot_that_stays_on_the_stove_is_measured_only(canteen):
    first, second = canteen.until("start").pots

    measure(canteen, (first, "60", False), (second, "90", True))

    assert [pot.state for pot in canteen.pots] == ["cooking", "cooked"]


def test_tt_01_every_cold_pot_is_named_and_nothing_is_kept(canteen):
    first, second = canteen.until("start").pots

    with pytest.raises(Refused) as refused:
        measure(canteen, (first, "60", True), (second, "65", True))

    assert [one.reason for one in refused.value.refusals] == [Reason.TEMPERATURE_LOW] * 2
    assert not CookingTemperature.objects.exists()
    assert [pot.state for pot in canteen.pots] == ["cooking", "cooking"]


def test_a_temperature_is_never_filled_in_and_an_empty_one_says_nothing(canteen):
    first, second = canteen.until("start").pots
    empty = HeatMealForm(known=known(canteen))
    shown = {"shown": f"{first.pk},{second.pk}"}
    form = HeatMealForm(shown | {f"heat-{second.pk}": "90", f"odd-{second.pk}": "on"}, known=known(canteen))

    assert [empty[f"heat-{pot.pk}"].value() for pot in (first, second)] == [None, None]
    assert not HeatMealForm(shown, known=known(canteen)).is_valid()
    assert form.is_valid()
    assert form.cleaned_data["readings"] == [PotReading(second, Decimal(90), is_finished=False)]


def test_what_is_not_tapped_tastes_good_and_what_was_not_shown_is_not_spoken_of(canteen):
    first, _second = canteen.until("finish").pots
    officer = canteen.crew.food_safety_officer
    said = {"shown": str(first.pk), f"wrong-{first.pk}": ["smell"]}

    untapped = TasteMealForm(said, known=known(canteen), actor=officer)
    tapped = TasteMealForm(said | {f"odd-{first.pk}": "on"}, known=known(canteen), actor=officer)
    silent = TasteMealForm({"shown": str(first.pk), f"odd-{first.pk}": "on"}, known=known(canteen), actor=officer)

    for form, smells in ((untapped, True), (tapped, False)):
        assert form.is_valid()
        results = form.cleaned_data["results"]
        assert [(one.batch, one.is_look_good, one.is_smell_good) for one in results] == [(first, True, smells)]
    assert list(silent.errors) == [f"wrong-{first.pk}"]


def test_a_box_that_comes_later_is_left_out(canteen):
    first, second = canteen.until("finish").pots
    page = SampleMealForm(known=known(canteen))
    said = {name: page[name].value() for name in page.fields} | {"cabinet_temperature_c": "3.5"}
    said |= {"cabinet": canteen.cabinet.pk, "happened_at": ""}
    form = SampleMealForm(said | {f"odd-{first.pk}": "on", f"later-{first.pk}": "on"}, known=known(canteen))

    assert form.is_valid(), form.errors
    assert [(box.batch, box.grams, box.position) for box in form.cleaned_data["boxes"]] == [(second, 125, 2)]
