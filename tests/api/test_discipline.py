"""Rounds after the bell over the API: the same verb and refusals as the page."""

import pytest

from houqin.discipline.models import AfterBellRound
from tests.discipline.conftest import NIGHT, Scene


@pytest.fixture
def scene(db):
    return Scene()


def test_tonight_is_read_and_a_round_counts_once(scene, calling, at):
    at(NIGHT)
    warden = calling(scene.warden)
    [house] = warden.get("/discipline/tonight").json()
    doors = [{"room": house["waiting"][0]}, {"room": house["waiting"][1], "heard": "light", "note": "忘关"}]
    address = f"/discipline/buildings/{house['building']['id']}/rounds"

    twice = [warden.post(address, {"doors": doors}, **{"Entry-Key": "r1"}).json() for _again in "12"]

    made = AfterBellRound.objects.get()
    assert [one["id"] for one in twice] == [made.pk, made.pk]
    assert [(one["heard"], one["is_loud"]) for one in twice[0]["doors"]] == [("", False), ("light", True)]
    assert [one["loud"] for one in warden.get("/discipline/rounds?night=2026-03-11").json()["items"]] == [1]
    assert warden.get("/discipline/tonight").json()[0]["waiting"] == []


def test_before_the_bell_it_is_refused_by_name(scene, calling):
    warden = calling(scene.warden)

    answer = warden.post(f"/discipline/buildings/{scene.building.pk}/rounds", {"doors": [{"room": scene.rooms[0].pk}]})

    assert (answer.status_code, [one["reason"] for one in answer.json()["refusals"]]) == (409, ["before_the_bell"])
    assert not AfterBellRound.objects.exists()
