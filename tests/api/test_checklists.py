"""Checklists over the API: the same verbs and refusals as the pages."""

import pytest

from houqin.checklists.drafts import Draft
from houqin.checklists.models import Run
from houqin.incidents.models import Hazard
from tests.builders import NOON, a_space
from tests.checklists.conftest import CHLORINE, FLOOR, FRIDGE, ITEMS, WORD, Scene


@pytest.fixture
def scene(db):
    return Scene()


def test_a_list_is_read_handed_in_and_its_failure_is_a_hazard(scene, calling):
    row = scene.publish(*ITEMS)
    cook = calling(scene.crew.cook)
    asked = cook.get(f"/checklists/{row.pk}").json()
    items = [one["id"] for one in asked["items"]]
    assert (asked["title"], asked["version"], asked["items"][CHLORINE]["choices"]) == ("每日检查", 1, ["合格", "偏低"])
    answers = [
        {"item": items[FLOOR], "passed": False, "note": "油污", "owner_post": "cook", "due_on": "2026-03-12"},
        {"item": items[FRIDGE], "number": 4}, {"item": items[WORD], "passed": True},
    ]  # fmt: skip

    twice = [
        cook.post(f"/checklists/{row.pk}/runs", {"answers": answers}, **{"Entry-Key": "r1"}).json() for _again in "12"
    ]

    hazard, run = Hazard.objects.get(), Run.objects.get()
    assert [one["id"] for one in twice] == [run.pk, run.pk]
    assert [(one["passed"], one["hazard"]) for one in twice[0]["answers"]][:2] == [(False, hazard.pk), (True, None)]
    assert (hazard.what.texts["zh-hans"], hazard.owner_post) == ("地面清洁：油污", "cook")
    assert [one["id"] for one in cook.get(f"/checklists/runs?list={row.pk}").json()["items"]] == [run.pk]
    [listed] = cook.get("/checklists").json()
    assert (listed["list"]["id"], listed["last_run"]) == (row.pk, run.pk)


def test_what_is_left_out_is_refused_by_name_and_another_lists_item_is_not_found(scene, calling):
    row, other = scene.publish(*ITEMS), scene.publish(Draft("灯"), title="夜查")
    cook = calling(scene.crew.cook)

    refused = cook.post(f"/checklists/{row.pk}/runs", {"answers": []})
    strange = cook.post(f"/checklists/{row.pk}/runs", {"answers": [{"item": scene.items(other)[0].pk, "passed": True}]})

    assert (refused.status_code, [one["reason"] for one in refused.json()["refusals"]]) == (
        409, ["answer_missing", "answer_not_confirmed"],
    )  # fmt: skip
    assert (strange.status_code, Run.objects.count()) == (404, 0)


def test_a_second_person_signs(scene, calling):
    row = scene.publish(Draft("双人", kind="two_persons"))
    run = calling(scene.crew.cook).post(f"/checklists/{row.pk}/runs", {}).json()["id"]

    own = calling(scene.crew.cook).post(f"/checklists/runs/{run}/sign")
    signed = calling(scene.crew.principal).post(f"/checklists/runs/{run}/sign").json()

    assert (own.status_code, own.json()["refusals"][0]["reason"]) == (409, "run_signed_by_runner")
    assert signed["second"]["name"] == scene.crew.principal.name


def test_a_list_is_scheduled_and_ended(scene, calling):
    row, kitchen = scene.publish(*ITEMS), a_space(scene.school, "kitchen", "操作间")
    principal = calling(scene.crew.principal)

    sent = {"frequency": "daily", "by": "09:00", "owner_post": "cook", "space": kitchen.pk}
    set_ = principal.post(f"/checklists/{row.pk}/schedule", sent).json()
    ended = principal.post(f"/checklists/{row.pk}/end", {"reason": "不用了"})

    assert (set_["frequency"], set_["by"], set_["space"]["name"]) == ("daily", "09:00:00", "操作间")
    row.refresh_from_db()
    assert (ended.status_code, row.ended_on) == (200, scene.school.localdate(NOON))
    assert calling(scene.crew.cook).post(f"/checklists/{row.pk}/end", {"reason": "x"}).status_code == 403
