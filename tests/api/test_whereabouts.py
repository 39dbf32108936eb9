"""Whereabouts over the API: the same verbs, the same refusals."""

import pytest

from houqin.whereabouts.models import Away, Leave
from tests.builders import NOON
from tests.whereabouts.conftest import house  # noqa: F401

pytestmark = pytest.mark.django_db


def test_a_pupil_is_noted_elsewhere_and_back(calling, house):  # noqa: F811
    call = calling(house.crew.dorm_manager)
    sent = {"pupil": house.ayi.pk, "kind": "hospital", "place": "县医院", "confirmed_by": house.crew.school_doctor.pk}

    noted, again = call.post("/whereabouts/away", sent), call.post("/whereabouts/away", sent)
    seen = call.get("/whereabouts").json()
    vouched = call.post(f"/whereabouts/away/{noted.json()['id']}/vouch", {"confirmed_by": house.crew.head_teacher.pk})
    call.post(f"/whereabouts/away/{noted.json()['id']}/end")

    assert (noted.status_code, again.status_code, again.json()["refusals"][0]["reason"]) == (200, 409, "away_already")
    assert (seen["expected"], [one["pupil"]["name"] for one in seen["elsewhere"]]) == (2, ["阿依古丽"])
    assert vouched.status_code == 200
    assert (Away.objects.get().ended_at, Away.objects.get().confirmed_by) == (NOON, house.crew.head_teacher)


def test_leave_is_asked_and_not_approved_without_a_guardian(calling, house):  # noqa: F811
    sent = {
        "pupil": house.ayi.pk, "starts_at": "2026-03-11T13:00:00+08:00", "until_at": "2026-03-12T13:00:00+08:00",
        "reason": "探亲",
    }  # fmt: skip
    asked = calling(house.crew.dorm_manager).post("/whereabouts/leaves", sent).json()

    approved = calling(house.crew.head_teacher).post(f"/whereabouts/leaves/{asked['id']}/approve")

    assert (asked["is_overnight"], asked["state"]) == (True, "Waits for a guardian")
    assert [(one["reason"], one["gate"]) for one in approved.json()["refusals"]] == [("not_confirmed", "GT-14")]
    assert Leave.objects.get().approved_at is None
