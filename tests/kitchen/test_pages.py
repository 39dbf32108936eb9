"""The pages of the meal: a whole day through forms, other schools' things unseen, lists at a fixed cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from houqin.journal.models import Entry
from houqin.kernel import clock as kernel_clock
from houqin.kitchen.models import BatchIssue, CanteenDay, Meal, RetainedSample, Tasting
from houqin.kitchen.views.meal_urls import meal_urls
from houqin.people.models import PostHolding
from tests.builders import a_meal, a_school
from tests.kitchen.scene import Canteen, clock


@pytest.fixture
def at(monkeypatch):
    """Say what time it is for the pages: `at(clock(8))`."""

    def set_clock(moment):
        monkeypatch.setattr(kernel_clock, "now", lambda: moment)

    return set_clock


@pytest.fixture
def go(client, at):
    """Send a form as somebody at some time: `go(person, moment, name, pk, **fields)`; GET without fields."""

    def send(person, moment, name, *arguments, get=False, **fields):
        at(moment)
        client.force_login(person)
        address = reverse(f"kitchen:{name}", args=arguments)
        return client.get(address, fields) if get else client.post(address, fields)

    return send


def test_a_day_is_lived_through_the_pages(canteen, go):
    crew = canteen.crew
    assert go(crew.general_affairs_director, clock(6), "day-open").status_code == 303
    planned = {"kind": "lunch", "heads": 100, "dishes": [canteen.stew.pk, canteen.boiled.pk]}
    assert go(crew.cook, clock(6, 30), "plan", **planned).status_code == 303
    canteen.meal = Meal.objects.get()
    first, second = canteen.pots
    for pot, lot, amount in ((first, canteen.tomatoes, "10"), (second, canteen.grain, "8")):
        assert go(crew.storekeeper, clock(8), "batch-issue", pot.pk, **{f"lot-{lot.pk}": amount}).status_code == 303
    assert go(crew.cook, clock(10), "meal-start", canteen.meal.pk).status_code == 303
    for pot in (first, second):
        assert go(crew.cook, clock(11), "batch-temperature", pot.pk, core_temperature_c="82").status_code == 303
        assert go(crew.cook, clock(11, 5), "batch-finish", pot.pk).status_code == 303
    good = {"shown": f"{first.pk},{second.pk}"}
    assert go(crew.food_safety_officer, clock(11, 40), "meal-taste", canteen.meal.pk, **good).status_code == 303
    boxes = good | {"cabinet": canteen.cabinet.pk, "cabinet_temperature_c": "4"}
    boxes |= {f"grams-{first.pk}": 130, f"position-{first.pk}": 1}
    boxes |= {f"grams-{second.pk}": 125, f"position-{second.pk}": 2}
    assert go(crew.food_safety_officer, clock(11, 50), "meal-sample", canteen.meal.pk, **boxes).status_code == 303
    assert go(crew.food_safety_officer, clock(12, 10), "meal-release", canteen.meal.pk).status_code == 303
    heads = {f"class-{canteen.class_42.pk}": 41, "group-staff": 9}
    assert go(crew.cook, clock(13), "meal-count", canteen.meal.pk, **heads).status_code == 303
    left = {"cooked": "2.4", "plate": "0"}
    assert go(crew.cook, clock(13, 10), "meal-leftovers", canteen.meal.pk, **left).status_code == 303
    away = {"collector": "绿洲环卫", "vehicle": "新A1"}
    assert go(crew.cook, clock(13, 20), "meal-dispose", canteen.meal.pk, **away).status_code == 303
    assert go(crew.food_safety_officer, clock(14), "meal-close", canteen.meal.pk).status_code == 303

    meal = canteen.fresh()
    assert (meal.state, meal.closed_at) == ("closed", clock(14))
    assert [row.grams for row in RetainedSample.objects.order_by("pk")] == [130, 125]
    assert list(BatchIssue.objects.values_list("issue__movements__amount", flat=True)) == [-10_000, -8_000]


PAGES = ("meal", "meal-heads", "meal-call-off", "meal-pot", "meal-heat", "meal-taste",
         "meal-sample", "meal-count", "meal-leftovers")  # fmt: skip


@pytest.mark.parametrize(
    ("language", "stage"), [("en", "finish"), ("en", "close"), *(("zh-hans", stage) for stage in Canteen.STAGES[1:])]
)
def test_every_page_opens_at_every_stage(canteen, go, client, language, stage):
    client.cookies["django_language"] = language
    canteen.until(stage)
    crew = canteen.crew

    for person in (crew.food_safety_officer, crew.cook, crew.storekeeper, crew.principal):
        pages = [("day",), ("plan",), ("samples",), *((name, canteen.meal.pk) for name in PAGES)]
        pages += [("batch", pot.pk) for pot in canteen.pots]
        pages += [("sample", sample.pk) for sample in RetainedSample.objects.all()]
        pages += [("temperature-correct", row.pk) for pot in canteen.pots for row in pot.cookingtemperatures.all()]
        pages += [("tasting-correct", row.pk) for row in Tasting.objects.all()]
        pages += [("issue-return", row.pk) for row in BatchIssue.objects.all()]
        pages += [("sample-correct", sample.pk) for sample in RetainedSample.objects.all()]
        for name, *arguments in pages:
            answer = go(person, clock(14, 30), name, *arguments, get=True)
            assert (name, answer.status_code) == (name, 200)


def test_a_refused_button_shows_every_reason_and_changes_nothing(canteen, go):
    canteen.until("start")

    answer = go(canteen.crew.food_safety_officer, clock(12), "meal-release", canteen.meal.pk)

    assert answer.status_code == 409
    assert canteen.fresh().state == "cooking"
    assert Entry.objects.filter(kind="journal.attempt_refused").count() == 1


def test_a_form_with_a_slip_keeps_what_was_entered(canteen, go):
    canteen.until("start")

    answer = go(canteen.crew.cook, clock(11), "batch-temperature", canteen.pots[0].pk, core_temperature_c="八十")

    assert answer.status_code == 422
    assert "八十" in answer.content.decode()


def test_a_form_sent_twice_counts_once(canteen, go):
    canteen.until("start")
    fields = {"core_temperature_c": "82", "entry_key": "k1"}

    for minute in (0, 1):
        go(canteen.crew.cook, clock(11, minute), "batch-temperature", canteen.pots[0].pk, **fields)

    assert canteen.pots[0].cookingtemperatures.count() == 1


def test_the_wrong_post_gets_403(canteen, go):
    canteen.until("sample")

    assert go(canteen.crew.storekeeper, clock(12, 10), "meal-release", canteen.meal.pk).status_code == 403
    assert canteen.fresh().state == "sampled"


def test_another_schools_things_do_not_exist(canteen, go):
    canteen.until("sample")
    stranger = Canteen(a_school("别的学校")).crew
    keys = {
        "meals": canteen.meal.pk,
        "batches": canteen.pots[0].pk,
        "issues": BatchIssue.objects.first().pk,
        "temperatures": canteen.pots[0].cookingtemperatures.get().pk,
        "tastings": canteen.pots[0].tastings.get().pk,
        "samples": RetainedSample.objects.first().pk,
    }
    asked = 0
    for one in meal_urls:
        family = str(one.pattern).split("/")[0]
        if family not in keys or "<int:pk>" not in str(one.pattern):
            continue
        for get in (True, False):
            answer = go(stranger.food_safety_director, clock(12), one.name, keys[family], get=get)
            assert (one.name, answer.status_code in (404, 405)) == (one.name, True)
            asked += answer.status_code == 404
    assert asked >= len([one for one in meal_urls if "<int:pk>" in str(one.pattern)])
    assert canteen.fresh().state == "sampled"


def test_another_schools_samples_are_not_listed(canteen, go):
    canteen.until("sample")
    stranger = Canteen(a_school("别的学校")).crew

    answer = go(stranger.food_safety_officer, clock(12), "samples", get=True)

    assert "S260311-2-01" not in answer.content.decode()


def queries_of(go, canteen, name) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert go(canteen.crew.food_safety_officer, clock(12), name, get=True).status_code == 200
    return len(captured)


def test_the_list_of_samples_costs_the_same_with_one_and_three(canteen, go):
    canteen.until("taste")
    canteen.sample_pot(canteen.pots[0])
    queries_of(go, canteen, "samples")
    one = queries_of(go, canteen, "samples")
    sample = RetainedSample.objects.get()
    for position in (2, 3):
        sample.pk, sample.code, sample.position = None, f"S-{position}", position
        sample.save(force_insert=True)

    assert queries_of(go, canteen, "samples") == one


def test_the_day_costs_the_same_with_one_and_three_meals(canteen, go):
    canteen.until("sample")
    queries_of(go, canteen, "day")
    one = queries_of(go, canteen, "day")
    for kind in ("breakfast", "dinner"):
        a_meal(canteen.school, kind=kind, dishes=[canteen.stew, canteen.boiled])

    assert queries_of(go, canteen, "day") == one


def test_a_day_that_cannot_open_says_why_beside_the_button(canteen, go):
    PostHolding.objects.filter(post="storekeeper").delete()

    page = go(canteen.crew.principal, clock(6), "day", get=True).content.decode()
    answer = go(canteen.crew.principal, clock(6), "day-open")

    assert page.count("GT-16") == 1
    assert 'aria-disabled="true"' in page
    assert answer.status_code == 409
    assert not CanteenDay.objects.exists()
