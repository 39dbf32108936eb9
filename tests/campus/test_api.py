"""Machines and phones of others keep the register by the same verbs."""

from houqin.campus.models import Equipment
from houqin.incidents.models import Hazard
from tests.api.conftest import Caller, at, key_of  # noqa: F401


def test_a_piece_is_registered_checked_serviced_and_scrapped(scene):
    director = Caller(key_of(scene.director, scene.school))
    sent = {"kind": "extinguisher_powder", "space": scene.corridor.pk, "made_on": "2020-05-01"}

    made = director.post("/equipment", sent, **{"Entry-Key": "k1"})
    assert (made.status_code, made.json()["code"], made.json()["state"]) == (201, "E-0001", "overdue")
    assert director.post("/equipment", sent, **{"Entry-Key": "k1"}).json()["id"] == made.json()["id"]
    address = f"/equipment/{made.json()['id']}"

    service = director.post(f"{address}/services", {"done_on": "2026-03-10", "by_whom": "消防公司"})
    assert (service.status_code, director.get(address).json()["service_on"]) == (201, "2028-03-10")
    check = director.post(f"{address}/checks", {"faults": ["seal"]})
    assert (check.status_code, Hazard.objects.count()) == (201, 1)
    stopped = director.post(f"{address}/stop", {"reason": "铅封断"})
    assert stopped.json()["state"] == "stopped"
    back = director.post(f"{address}/put-back", {"reason": "好了"})
    assert [one["reason"] for one in back.json()["refusals"]] == ["equipment_still_faulty"]
    assert director.post(f"{address}/scrap", {"reason": "锈穿"}).json()["state"] == "scrapped"
    assert director.get("/equipment").json()["items"] == []
    assert Equipment.objects.count() == 1


def test_a_piece_moves_within_its_school(scene):
    piece = scene.piece()
    director = Caller(key_of(scene.director, scene.school))

    refused = director.post(f"/equipment/{piece.pk}/move", {"space": scene.corridor.pk})

    assert [one["reason"] for one in refused.json()["refusals"]] == ["equipment_stays_there"]
    assert director.post(f"/equipment/{piece.pk}/move", {"space": 10**9}).status_code == 404
