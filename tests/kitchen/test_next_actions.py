"""What each post is asked to do next, and how a meal stands."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from houqin.documents.coded import find
from houqin.kitchen.evidence import evidence_for
from houqin.kitchen.reasons import Reason
from houqin.kitchen.selectors import next_actions, stations
from houqin.people.selectors import holders
from houqin.supply.models import Lot
from tests.builders import TODAY, a_meal, a_school
from tests.kitchen.scene import Canteen, clock


def line(canteen, at) -> str:
    held = holders(canteen.school, on=TODAY)
    return " ".join(f"{one.code}:{one.state}" for one in stations(evidence_for(canteen.fresh()), held, at=at))


@pytest.mark.parametrize(
    ("stage", "at", "states"),
    [
        ("plan", clock(7), "due waiting waiting waiting waiting waiting waiting waiting"),
        ("plan", clock(12, 1), "late waiting waiting waiting waiting waiting waiting waiting"),
        ("plan", clock(12, 31), "late waiting waiting waiting blocked waiting waiting waiting"),
        ("issue", clock(9), "done due waiting waiting waiting waiting waiting waiting"),
        ("finish", clock(11, 30), "done done due due blocked waiting waiting waiting"),
        ("taste", clock(11, 45), "done done done due blocked waiting waiting waiting"),
        ("sample", clock(12), "done done done done due waiting waiting waiting"),
        ("release", clock(12, 20), "done done done done done due due waiting"),
        ("serve", clock(13, 30), "done done done done done done done due"),
        ("close", clock(14), "done done done done done done done done"),
        ("sample", clock(8, days=1), "done done done done missed missed missed missed"),
    ],
)
def test_the_stations_say_how_a_meal_stands(canteen, stage, at, states):
    canteen.until(stage)
    codes = ("issue", "cook", "taste", "sample", "release", "serve", "leftovers", "close")

    assert line(canteen, at) == " ".join(f"{code}:{state}" for code, state in zip(codes, states.split(), strict=True))


def codes_of(canteen, post, at) -> list[tuple[str, str]]:
    return [(one.code, one.state) for one in next_actions(getattr(canteen.crew, post), canteen.school, at)]


def test_each_post_sees_its_own_step_only(canteen):
    canteen.until("finish")
    at = clock(11, 30)

    assert codes_of(canteen, "storekeeper", at) == []
    assert codes_of(canteen, "cook", at) == [("taste", "due"), ("sample", "due")]
    assert codes_of(canteen, "food_safety_officer", at) == [("taste", "due"), ("sample", "due"), ("release", "blocked")]
    assert codes_of(canteen, "principal", at) == []
    assert codes_of(canteen, "head_teacher", at) == []


def test_before_anything_the_day_is_opened(canteen):
    assert codes_of(canteen, "principal", clock(6)) == [("open", "due")]
    assert codes_of(canteen, "cook", clock(6)) == []


def test_a_blocked_release_carries_its_reasons(canteen):
    canteen.until("sample")
    Lot.objects.filter(pk=canteen.grain.pk).update(held_at=clock(12), held_reason="召回")

    [action] = next_actions(canteen.crew.food_safety_officer, canteen.school, clock(12, 5))

    assert (action.code, action.state) == ("release", "blocked")
    assert [refusal.reason for refusal in action.refusals] == [Reason.LOT_HELD]


def test_samples_past_their_time_wait_for_disposal(canteen):
    canteen.until("close")

    assert codes_of(canteen, "cook", clock(12, days=2)) == [("dispose", "due")]
    assert codes_of(canteen, "cook", clock(11, days=2)) == []


def test_the_actions_cost_the_same_with_one_and_three_meals(canteen):
    canteen.until("sample")

    def cost():
        with CaptureQueriesContext(connection) as captured:
            next_actions(canteen.crew.food_safety_officer, canteen.school, clock(12))
        return len(captured)

    cost()
    one = cost()
    for kind in ("breakfast", "dinner"):
        a_meal(canteen.school, kind=kind, dishes=[canteen.stew, canteen.boiled])

    assert cost() == one


def test_a_code_finds_its_thing_first_and_only_at_home(canteen):
    canteen.until("sample")
    stranger = Canteen(a_school("别的学校"))
    by = {"actor": canteen.crew.cook}

    found = list(find("s260311-2-01", school=canteen.school, **by))
    by_name = {kind for _label, kind, _url, _code in find("西红柿", school=canteen.school, **by)}

    assert [code for *_rest, code in found] == ["S260311-2-01"]
    assert by_name == {"品项", "批次", "批次菜品", "留样", "菜品"}
    assert list(find("S260311-2-01", school=stranger.school, **by)) == []
