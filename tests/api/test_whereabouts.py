"""Whereabouts over the API: the same verbs, the same refusals."""

import pytest

from houqin.whereabouts.models import Away, Leave
from tests.builders import NOON
from tests.whereabouts.conftest import house  # noqa: F401
from tests.whereabouts.leaving import HOUR, Leaving

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


def test_a_later_end_is_asked_for_and_holds_with_the_last_word(calling, house):  # noqa: F811
    leaving = Leaving(house)
    out = leaving.gone(until_at=NOON + 5 * HOUR)
    sent = {"until_at": "2026-03-11T20:00:00+08:00", "reason": "大雪封路"}
    manager, path = calling(house.crew.dorm_manager), f"/whereabouts/leaves/{out.pk}/prolong"

    asked, again = manager.post(path, sent), manager.post(path, sent)
    early = manager.post(path, {"until_at": "2026-03-11T17:00:00+08:00", "reason": "大雪封路"})
    longer = asked.json()
    leaving.confirm(Leave.objects.get(pk=longer["id"]))
    done = calling(house.crew.head_teacher).post(f"/whereabouts/leaves/{longer['id']}/approve").json()

    assert (longer["prolongs"], longer["prolonged_at"], longer["state"]) == (out.pk, None, "Waits for a guardian")
    assert [one["reason"] for one in again.json()["refusals"]] == ["prolonging_already"]
    assert [one["reason"] for one in early.json()["refusals"]] == ["prolonging_already", "ends_before_start"]
    assert (done["state"], Leave.objects.get(pk=out.pk).until_at) == ("Prolonged", NOON + 8 * HOUR)
    assert calling(house.crew.cook).post(path, sent).status_code == 403
