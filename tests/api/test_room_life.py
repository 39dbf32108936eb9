"""What was seen in rooms, over the API: the same verbs, no child in any answer."""

from houqin.roomlife.models import Inspection, RoomDraw
from tests.roomlife.conftest import Scene


def test_a_round_is_sent_once_and_read_back(calling):
    scene = Scene()
    other, manager = scene.a_room("302 室"), calling(scene.manager)
    body = {"rooms": [{"room": scene.room.pk}, {"room": other.pk, "items": ["beds", "fire"], "note": "烟头"}]}

    sent = [manager.post("/room-life/inspections", body, **{"Entry-Key": "r1"}) for _again in "12"]

    assert [one.status_code for one in sent] == [201, 201]
    assert sent[0].json() == sent[1].json()
    assert [(one["room"], one["score"]) for one in sent[0].json()] == [(scene.room.pk, 100), (other.pk, 80)]
    assert Inspection.objects.count() == 2
    rooms = calling(scene.crew.cook).get("/room-life/rooms").json()
    assert [(one["name"], one["score"], bool(one["danger_on"])) for one in rooms] == [
        ("301 室", "100.0", False), ("302 室", "80.0", True),
    ]  # fmt: skip
    assert "学生" not in str(rooms)


def test_a_correction_and_its_refusal(calling):
    scene = Scene()
    manager = calling(scene.manager)
    [made] = manager.post("/room-life/inspections", {"rooms": [{"room": scene.room.pk}]}).json()
    address = f"/room-life/inspections/{made['id']}/correct"

    corrected = manager.post(address, {"items": ["air"], "why": "看漏"}).json()
    refused = manager.post(address, {"items": [], "why": "又看漏"})

    assert (corrected["corrects"], corrected["score"]) == (made["id"], 95)
    assert [one["reason"] for one in refused.json()["refusals"]] == ["inspection_corrected"]
    assert manager.get(f"/room-life/inspections/{made['id']}").json()["score"] == 100


def test_a_draw_over_the_api_is_a_draw(calling):
    scene = Scene()
    leader = calling(scene.crew.duty_leader)

    drawn = leader.post("/room-life/draws", {"wanted": 1}).json()
    again = leader.post("/room-life/draws", {"wanted": 1})

    assert drawn["rooms"] == [scene.room.pk]
    assert [one["reason"] for one in again.json()["refusals"]] == ["redraw_unexplained"]
    assert [one["id"] for one in leader.get("/room-life/draws").json()["items"]] == [RoomDraw.objects.get().pk]
    assert calling(scene.crew.cook).post("/room-life/draws", {"wanted": 1}).status_code == 403
