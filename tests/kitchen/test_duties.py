"""What must be done about a meal: when it falls due, and which records answer it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from houqin.duties.models import Duty
from houqin.kitchen.actions import dispose_sample, isolate_batch, lock_sample, unlock_sample
from houqin.kitchen.models import Menu, RetainedSample, Tasting
from tests.builders import TODAY, a_school
from tests.duty_rows import answered, done_codes, listed_together, make_duties, occasions
from tests.kitchen.scene import Canteen, clock

PER_MEAL = (
    "kitchen.measure", "kitchen.taste", "kitchen.sample", "kitchen.count-heads", "kitchen.clear-leftovers",
    "kitchen.close-meal",
)  # fmt: skip


def with_duties(canteen, *codes):
    canteen.until("plan")
    for code in codes or PER_MEAL:
        make_duties(code, canteen.school)
    return canteen


def go_on(canteen, last):
    for step in Canteen.STAGES[2 : Canteen.STAGES.index(last) + 1]:
        getattr(canteen, step)()


@pytest.mark.parametrize(
    ("code", "due"),
    [
        ("kitchen.measure", clock(12)), ("kitchen.taste", clock(12)), ("kitchen.sample", clock(12, 30)),
        ("kitchen.count-heads", clock(14, 30)), ("kitchen.clear-leftovers", clock(16, 30)),
        ("kitchen.close-meal", clock(21)),
    ],
)  # fmt: skip
def test_each_step_of_a_lunch_at_half_past_twelve_has_its_hour(canteen, code, due):
    canteen.until("plan")

    assert [(one.key, one.due_at, one.subject) for one in occasions(code, canteen.school)] == [
        ("M260311-L", due, canteen.meal)
    ]


def test_the_verbs_of_a_meal_answer_its_duties_one_after_the_other(canteen):
    with_duties(canteen)

    seen = []
    for stage in Canteen.STAGES[2:]:
        getattr(canteen, stage)()
        seen.append((stage, sorted(done_codes(canteen.school))))

    assert [(stage, len(done)) for stage, done in seen] == [
        ("issue", 0), ("start", 0), ("finish", 1), ("taste", 2), ("sample", 3), ("release", 3), ("serve", 5),
        ("close", 6),
    ]  # fmt: skip
    assert done_codes(canteen.school) == {
        "kitchen.measure": clock(11, 15), "kitchen.taste": clock(11, 40), "kitchen.sample": clock(11, 50),
        "kitchen.count-heads": clock(13, 20), "kitchen.clear-leftovers": clock(13, 20), "kitchen.close-meal": clock(14),
    }  # fmt: skip


def test_a_meal_of_which_nothing_is_left_to_serve_needs_no_tasting_and_no_sample(canteen):
    with_duties(canteen, "kitchen.taste", "kitchen.sample")
    go_on(canteen, "finish")
    for pot in canteen.pots:
        isolate_batch(batch=pot, reason="锅铲断裂", actor=canteen.crew.food_safety_officer, at=clock(11, 30))

    assert done_codes(canteen.school) == {"kitchen.taste": clock(11, 30), "kitchen.sample": clock(11, 30)}


def test_one_pot_without_its_tasting_keeps_the_duty_open(canteen):
    with_duties(canteen, "kitchen.taste")
    go_on(canteen, "finish")

    canteen.taste_pot(canteen.pots[0])

    assert done_codes(canteen.school) == {}


def test_a_tasting_typed_in_hours_later_counts_from_when_it_was_typed(canteen):
    with_duties(canteen, "kitchen.taste")
    go_on(canteen, "finish")
    for pot in canteen.pots:
        canteen.taste_pot(pot, at=clock(15), happened_at=clock(11, 40))

    assert done_codes(canteen.school) == {"kitchen.taste": clock(15)}


def test_samples_are_cleared_within_a_day_after_their_hold(canteen):
    canteen.until("close")
    [asked] = occasions("kitchen.dispose-samples", canteen.school, TODAY, TODAY + timedelta(days=2))
    assert (asked.key, asked.on, asked.opens_at, asked.due_at, asked.closes_at) == (
        "M260311-L", TODAY + timedelta(days=2), clock(11, 50, days=2), clock(11, 50, days=3), None,
    )  # fmt: skip
    make_duties("kitchen.dispose-samples", canteen.school, TODAY, TODAY + timedelta(days=2))

    first, second = RetainedSample.objects.all()
    throw(canteen, first, at=clock(12, days=2))
    assert done_codes(canteen.school) == {}
    throw(canteen, second, at=clock(13, days=2))

    assert done_codes(canteen.school) == {"kitchen.dispose-samples": clock(13, days=2)}


def throw(canteen, sample, at):
    dispose_sample(sample=sample, method="餐厨垃圾", actor=canteen.crew.food_safety_officer, at=at)


def test_what_a_case_holds_is_not_asked_for_until_it_is_unlocked(canteen):
    canteen.until("close")
    by = {"actor": canteen.crew.principal, "reason": "疑似腹泻"}
    for sample in RetainedSample.objects.all():
        lock_sample(sample=sample, at=clock(15), **by)
    assert occasions("kitchen.dispose-samples", canteen.school, TODAY, TODAY + timedelta(days=3)) == []

    for sample in RetainedSample.objects.all():
        unlock_sample(sample=sample, at=clock(15, days=9), **by)

    again = Duty.objects.get()
    assert (again.code, again.opens_at, again.due_at) == (
        "kitchen.dispose-samples", clock(15, days=9), clock(15, days=10),
    )  # fmt: skip


def test_the_canteen_opens_an_hour_before_the_first_meal(canteen):
    [asked] = make_duties("kitchen.open-day", canteen.school)

    canteen.open()

    asked.refresh_from_db()
    assert (asked.due_at, asked.state, asked.done_at) == (clock(6, 30), "done", clock(6))


def test_no_canteen_is_asked_to_open_on_a_day_without_meals(canteen):
    sunday = TODAY + timedelta(days=4)

    assert occasions("kitchen.open-day", canteen.school, sunday, sunday) == []


def test_next_weeks_menu_is_published_by_friday(canteen):
    friday = TODAY + timedelta(days=2)
    assert occasions("kitchen.publish-menu", canteen.school) == []
    [asked] = make_duties("kitchen.publish-menu", canteen.school, TODAY, friday)
    assert (asked.key, asked.due_at) == ("2026-03-16", clock(18, days=2))

    Menu.objects.create(
        school=canteen.school, week_starts_on=date(2026, 3, 16), published_at=clock(9),
        published_by=canteen.crew.principal,
    )  # fmt: skip

    assert answered("kitchen.publish-menu", [asked]) == {asked.pk: clock(9)}


@pytest.mark.parametrize("code", [*PER_MEAL, "kitchen.open-day"])
def test_three_schools_cost_as_many_queries_as_one(db, code):
    schools = [Canteen(a_school(f"第{number}学校")) for number in range(3)]
    for canteen in schools:
        canteen.until("close")
        make_duties(code, canteen.school)

    costs, numbers = [], []
    for some in (schools[:1], schools):
        asked = list(Duty.objects.filter(school__in=[canteen.school for canteen in some]).select_related("school"))
        with CaptureQueriesContext(connection) as queries:
            numbers.append(len(answered(code, asked)))
        costs.append(len(queries))

    assert (costs, numbers) == ([1, 1], [1, 3])


def test_a_verb_with_nothing_open_costs_one_query_more(canteen):
    canteen.until("finish")
    pot = canteen.pots[0]
    make_duties("kitchen.taste", canteen.school)

    with CaptureQueriesContext(connection) as queries:
        canteen.taste_pot(pot)

    assert len([query for query in queries if "duties_duty" in query["sql"] and "SELECT" in query["sql"]]) == 1
    assert Tasting.objects.count() == 1


def test_listing_three_schools_together_costs_as_many_queries_as_one(db):
    schools = [Canteen(a_school(f"第{number}学校")).until("close").school for number in range(3)]

    def cost(code, some):
        with CaptureQueriesContext(connection) as queries:
            found = listed_together(code, some, TODAY, TODAY + timedelta(days=2))
        # The calendar of each window is read by the test itself.
        return len(queries) - 3 * len(some), len(found)

    for code in (*PER_MEAL, "kitchen.open-day", "kitchen.publish-menu", "kitchen.dispose-samples"):
        (one, first), (three, all_of_them) = cost(code, schools[:1]), cost(code, schools)
        assert (code, one, all_of_them) == (code, three, 3 * first)
