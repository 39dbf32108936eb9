"""Marks of a whole round in one call: each counts once, a refused one stops no other."""

import pytest

from houqin.kernel import clock
from houqin.nightwatch.models import Mark
from tests.nightwatch.conftest import MINUTE, NINE, Scene, Walk


@pytest.fixture
def walk(db, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NINE + 40 * MINUTE)
    return Walk(Scene())


def body(walk, **more):
    marks = [
        {"code": point.space.code, "happened_at": (NINE + number * MINUTE).isoformat(), "key": f"k{number}"}
        for number, point in enumerate(walk.points)
    ]
    return {"marks": marks} | more


def test_many_marks_in_one_call_count_once_however_often_they_are_sent(walk, calling):
    guard, sent = calling(walk.guard), body(walk)
    sent["marks"][1]["code"] = "Z-99"

    first, again = (guard.post(f"/night-watch/rounds/{walk.round.pk}/marks", sent).json() for _again in "12")

    assert [one["state"] for one in first] == ["accepted", "refused", "accepted", "accepted"]
    assert first[1]["refusals"][0]["reason"] == "mark_code_unknown"
    assert [one["mark"] for one in again] == [one["mark"] for one in first]
    assert Mark.objects.count() == 3


def test_without_keys_the_entry_key_of_the_call_makes_each_count_once(walk, calling):
    sent = body(walk)
    for one in sent["marks"]:
        del one["key"]

    for _again in "12":
        calling(walk.guard).post(f"/night-watch/rounds/{walk.round.pk}/marks", sent, **{"Entry-Key": "night-1"})

    assert Mark.objects.count() == 4
    walk.round.refresh_from_db()
    assert walk.round.completed_at == NINE + 3 * MINUTE


def test_the_marks_of_a_wrong_clock_are_put_right_and_say_so(walk, calling):
    ahead = 15 * MINUTE
    sent = {
        "sent_at": (NINE + 40 * MINUTE + ahead).isoformat(),
        "marks": [{"code": walk.points[0].space.code, "happened_at": (NINE + ahead).isoformat(), "key": "a"}],
    }

    [made] = calling(walk.guard).post(f"/night-watch/rounds/{walk.round.pk}/marks", sent).json()

    mark = Mark.objects.get()
    assert (mark.happened_at, mark.device_ahead_s, made["odd"]) == (NINE, 900, ["clock"])


def test_tonights_rounds_and_who_has_the_night(walk, calling):
    guard = calling(walk.guard)

    rounds, duty = guard.get("/night-watch/rounds").json(), guard.get("/night-watch/on-duty").json()

    assert ([one["state"] for one in rounds], len(rounds[0]["points"])) == (["late", *["waiting"] * 4], 4)
    assert (duty["is_leader_named"], [one["name"] for one in duty["leaders"]]) == (
        False, [walk.scene.crew.duty_leader.name],
    )  # fmt: skip
    assert calling(walk.scene.crew.cook).get("/night-watch/rounds").status_code == 403
