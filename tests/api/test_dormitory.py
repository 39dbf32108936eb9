"""The dormitory for machines: the same verbs, the same walls."""

import pytest

from houqin.dormitory.models import BedStay, MoveDecision
from tests.builders import NOON, TODAY, Crew, a_school
from tests.dormitory.conftest import a_boarder, a_building, a_charge, a_dorm_room, a_stay

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return a_school()


@pytest.fixture
def crew(school):
    return Crew(school)


@pytest.fixture
def room(school, crew):
    building = a_building(school)
    a_charge(building, crew.dorm_manager)
    return a_dorm_room(building, "301 室", beds=2)


def test_a_bed_is_given_and_given_up(school, crew, room, calling):
    caller, girl = calling(crew.dorm_manager), a_boarder(school, "古丽")
    bed = room.beds.order_by("number").first()

    made = caller.post(f"/dormitory/beds/{bed.pk}/place", {"pupil": girl.pk})
    assert made.status_code == 201
    assert made.json() == {
        "id": BedStay.objects.get().pk, "pupil": {"id": girl.pk, "name": "古丽"},
        "bed": {"id": bed.pk, "name": "301 室, bed 1"}, "starts_on": str(TODAY), "ends_on": None,
    }  # fmt: skip
    [one] = caller.get("/dormitory/rooms").json()
    assert [(bed["number"], bed["state"]) for bed in one["beds"]] == [(1, "sleeps"), (2, "free")]

    [ended] = caller.post(f"/dormitory/pupils/{girl.pk}/end", {"last_night": str(TODAY), "why": "走读"}).json()
    assert ended["ends_on"] == str(TODAY)


def test_a_refusal_names_its_gate(school, crew, room, calling):
    boy = a_boarder(school, gender="m")

    answer = calling(crew.dorm_manager).post(f"/dormitory/beds/{room.beds.first().pk}/place", {"pupil": boy.pk})

    assert answer.status_code == 409
    assert [(one["reason"], one["gate"]) for one in answer.json()["refusals"]] == [("wrong_gender", "GT-15")]


def test_a_move_is_asked_by_one_and_decided_by_another(school, crew, room, calling):
    beds = list(room.beds.order_by("number"))
    stay = a_stay(beds[0], a_boarder(school), by=crew.dorm_manager)

    asked = calling(crew.head_teacher).post(
        "/dormitory/moves", {"pupil": stay.pupil_id, "to_bed": beds[1].pk, "why": "换床"}
    )
    key = asked.json()["id"]
    assert (asked.status_code, asked.json()["outcome"]) == (201, "")
    decided = calling(crew.duty_leader).post(f"/dormitory/moves/{key}/decide", {"approve": True}).json()

    assert (decided["outcome"], decided["decided_by"]["id"]) == ("approved", crew.duty_leader.pk)
    assert MoveDecision.objects.get().at == NOON
    assert [one["id"] for one in calling(crew.principal).get("/dormitory/moves").json()["items"]] == [key]


def test_another_schools_bed_is_not_found(school, crew, calling):
    far = a_dorm_room(a_building(a_school("别校"))).beds.first()
    girl = a_boarder(school)

    assert calling(crew.dorm_manager).post(f"/dormitory/beds/{far.pk}/place", {"pupil": girl.pk}).status_code == 404
