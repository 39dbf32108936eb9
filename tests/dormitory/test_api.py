"""The roll and the search as a machine sends them."""

import pytest

from houqin.dormitory.models import Roll, Search
from houqin.kernel import clock
from tests.api.conftest import key_of
from tests.dormitory.night import EVENING, MINUTE, NIGHT


@pytest.fixture
def ask(client, night, monkeypatch):
    """`ask("get", "/rolls")` as the dormitory manager at 21:40, with a personal key."""
    monkeypatch.setattr(clock, "now", lambda: EVENING)
    head = {"Authorization": f"Bearer {key_of(night.warden, night.school)}"}

    def ask(method, path, body=None):
        call = getattr(client, method)
        address = f"/api/v1/dormitory{path}"
        if body is None:
            return call(address, headers=head)
        return call(address, data=body, content_type="application/json", headers=head)

    return ask


def test_a_roll_from_the_first_bed_to_the_close(ask, night):
    address = f"/buildings/{night.building.pk}/roll"
    known = ask("get", address).json()
    beds = [{"bed": one["bed"], "pupil": one["pupil"]["id"], "shown": one["assumed"], "seen": one["seen"]}
            for one in known["beds"] if one["pupil"]]  # fmt: skip
    beds[2]["said"] = "missing"
    which = {"night": NIGHT.isoformat(), "kind": "evening"}

    counted = ask("post", address, which | {"rooms": [night.room.pk], "beds": beds})
    refused = ask("post", f"{address}/close", which)
    search = Search.objects.get()
    found = ask("post", f"/searches/{search.pk}/found", {"found_as": "present", "where": "楼梯"})
    closed = ask("post", f"{address}/close", which)

    assert (counted.status_code, refused.status_code, found.status_code, closed.status_code) == (200, 409, 200, 200)
    assert [one["gate"] for one in refused.json()["refusals"]] == ["GT-13"]
    roll = Roll.objects.get()
    lines = ask("get", f"/rolls/{roll.pk}/lines").json()
    assert [one["said"] for one in lines] == ["present"] * 4 + [""] * 4


def test_an_evacuation(ask, night):
    begun = ask("post", "/emergencies", {"what": "冒烟"}).json()
    address = f"/emergencies/{begun['id']}"

    ask("post", f"{address}/heads", {"shown": [one.pk for one in night.p], "missing": [night.p[0].pk]})

    assert ask("get", f"{address}/totals").json() == {"expected": 4, "safe": 3, "missing": 1, "uncounted": 0}
    assert ask("post", f"{address}/end").status_code == 403


def test_a_step_of_the_search(ask, night):
    night.count(odd={0: "missing"}, at=EVENING - MINUTE)

    answer = ask("post", f"/searches/{Search.objects.get().pk}/steps", {"step": "guardian", "whom": "母亲"})

    assert answer.json()["whom"] == "母亲"
    assert ask("get", "/searches").json()["items"][0]["found_at"] is None
