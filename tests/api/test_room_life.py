"""What was seen in rooms, over the API: the same verbs, no child in any answer."""

from houqin.roomlife.models import Inspection, RoomDraw, RoomHead
from tests.builders import TODAY
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


def test_the_papers_of_a_vote_make_a_head_once(calling):
    scene = Scene()
    first, second, *_others = scene.pupils()
    manager = calling(scene.manager)
    papers = [{"pupil": first.pk, "votes": 1}, {"pupil": second.pk, "votes": 3}]
    body = {"rooms": [{"room": scene.room.pk, "papers": papers}]}

    sent = [manager.post("/room-life/heads/elect", body, **{"Entry-Key": "v1"}) for _again in "12"]

    assert [one.status_code for one in sent] == [201, 201]
    assert sent[0].json() == sent[1].json()
    assert sent[0].json()[0]["winner"] == {"id": second.pk, "name": str(second)}
    [row] = manager.get("/room-life/heads").json()
    assert (row["room"], row["head"]["id"]) == (scene.room.pk, second.pk)
    assert calling(scene.crew.cook).get("/room-life/heads").status_code == 403

    follows = manager.post(f"/room-life/heads/{row['office']}/replace", {"why": "转学", "pupil": first.pk})
    assert (follows.status_code, follows.json()["pupil"]["id"]) == (200, first.pk)


def test_a_vote_that_ends_in_a_tie_is_called_off(calling):
    scene = Scene()
    manager = calling(scene.manager)
    tied = [{"pupil": pupil.pk, "votes": 1} for pupil in scene.pupils()[:2]]
    body = {"rooms": [{"room": scene.room.pk, "papers": tied}]}
    [vote] = manager.post("/room-life/heads/elect", body).json()
    address = f"/room-life/heads/elections/{vote['id']}/call-off"

    called_off = manager.post(address, {"why": "重新提名"})
    again = manager.post(address, {"why": "重新提名"})

    assert (vote["round"], vote["closed_at"]) == (2, None)
    assert (called_off.status_code, called_off.json()["winner"]) == (200, None)
    assert called_off.json()["closed_at"] is not None
    assert [one["reason"] for one in again.json()["refusals"]] == ["election_closed"]
    assert calling(scene.crew.cook).post(address, {"why": "重新提名"}).status_code == 403


def test_two_words_about_one_room_or_one_pupil_are_sent_back(calling):
    scene = Scene()
    paper = {"pupil": scene.pupils()[0].pk, "votes": 1}
    pile = {"room": scene.room.pk, "papers": [paper]}
    for rooms in ([pile, pile], [pile | {"papers": [paper, paper]}]):
        assert calling(scene.manager).post("/room-life/heads/elect", {"rooms": rooms}).status_code == 422
    seen = {"room": scene.room.pk, "items": ["beds"]}
    assert calling(scene.manager).post("/room-life/inspections", {"rooms": [seen, seen]}).status_code == 422
    assert not RoomHead.objects.exists()
    assert not Inspection.objects.exists()


def test_nobody_is_elected_without_a_term_or_into_a_strangers_room(calling):
    scene, far = Scene(), Scene()
    paper = [{"pupil": scene.pupils()[0].pk, "votes": 1}]
    manager = calling(scene.manager)
    strangers = {"rooms": [{"room": far.room.pk, "papers": paper}]}
    assert manager.post("/room-life/heads/elect", strangers).status_code == 404

    scene.term.delete()
    answer = manager.post("/room-life/heads/elect", {"rooms": [{"room": scene.room.pk, "papers": paper}]})
    assert (answer.status_code, answer.json()["refusals"][0]["reason"]) == (409, "no_term")
    assert not RoomHead.objects.exists()


def test_a_week_of_cleaning_is_planned_and_looked_at_by_exception(calling):
    scene = Scene()
    manager, other = calling(scene.manager), scene.a_room("302 室")

    planned = manager.post("/room-life/turns/plan", {"first": str(TODAY), "last": str(TODAY)}).json()
    assert [(one["room"], one["on"], one["is_done"]) for one in planned] == [
        (scene.room.pk, str(TODAY), None), (other.pk, str(TODAY), None),
    ]  # fmt: skip
    second = scene.pupils()[1]
    stood = manager.post(f"/room-life/turns/{planned[0]['id']}/stand-in", {"pupil": second.pk, "why": "比赛"}).json()
    assert (stood["pupil"]["id"], stood["instead_of"]["id"], stood["why"]) == (second.pk, scene.pupils()[0].pk, "比赛")

    body = {"on": str(TODAY), "turns": [one["id"] for one in planned],
            "missed": [{"turn": planned[1]["id"], "note": "垃圾没倒"}]}  # fmt: skip
    assert [one["is_done"] for one in manager.post("/room-life/turns/check", body).json()] == [True, False]
    assert manager.post("/room-life/turns/check", body).json()["refusals"][0]["reason"] == "turn_checked"
    assert [one["is_done"] for one in manager.get("/room-life/turns").json()] == [True, False]
    assert calling(scene.crew.cook).get("/room-life/turns").status_code == 403
