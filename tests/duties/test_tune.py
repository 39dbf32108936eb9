"""tune_duty: earlier, faster, by another of the posts that may own it; never laxer than declared."""

from datetime import date, time

import pytest

from houqin.duties.actions import raise_duty, tune_duty
from houqin.duties.materialising import make_occasions
from houqin.duties.models import Duty, DutyTuning
from houqin.duties.reasons import Reason
from houqin.journal.models import Entry
from houqin.tenancy.models import Building
from tests.duties.toys import shanghai
from tests.refusing import posts_that_may, refused, strangers_that_may

pytestmark = pytest.mark.django_db
AT, TOMORROW = shanghai(11, 12), date(2026, 3, 12)


def tune(school, actor, code="wipe", *, valid_from=TOMORROW, reason="校内规定", **how):
    return tune_duty(school=school, code=code, valid_from=valid_from, reason=reason, actor=actor, at=AT, **how)


def test_a_tuning_holds_from_its_day_on(crew, school, only):
    only("wipe")
    tune(school, crew.principal, by=time(7), owner="storekeeper", ladder=[[20, "principal"]],
         valid_from=date(2026, 3, 13))  # fmt: skip

    make_occasions([school], at=AT)

    asked = {duty.key: (duty.due_at, duty.owner, duty.ladder) for duty in Duty.objects.all()}
    declared = [[30, "food_safety_director"], [120, "principal"]]
    assert asked["2026-03-12"] == (shanghai(12, 7, 30), "cook", declared)
    assert asked["2026-03-13"] == (shanghai(13, 7), "storekeeper", [[20, "principal"]])
    assert Entry.objects.get(kind="duties.tuned").sentence == "Wipe，自 3 月 13 日 起：校内规定"


@pytest.mark.parametrize(
    ("code", "how", "reasons"),
    [
        ("wipe", {"by": time(7, 31)}, [Reason.LATER_THAN_DECLARED]),
        ("wipe", {"by": time(0)}, [Reason.BEFORE_IT_OPENS]),
        ("beds", {"by": time(0, 31)}, [Reason.LATER_THAN_DECLARED]),
        ("beds", {"by": time(17)}, [Reason.LATER_THAN_DECLARED]),
        ("visit", {"by": time(7)}, [Reason.NOT_TUNABLE]),
        ("wipe", {"owner": "buyer"}, [Reason.OWNER_NOT_ALLOWED]),
        ("wipe", {"ladder": [[30, "food_safety_director"]]}, [Reason.LADDER_SLOWER]),
        ("wipe", {"ladder": [[31, "food_safety_director"], [120, "principal"]]}, [Reason.LADDER_SLOWER]),
        ("wipe", {"ladder": [[30, "food_safety_officer"], [120, "principal"]]}, [Reason.LADDER_SLOWER]),
        ("wipe", {"ladder": [[30, "principal"], [30, "food_safety_director"]]}, [Reason.LADDER_DOES_NOT_RISE]),
        ("wipe", {"by": time(7), "valid_from": date(2026, 3, 11)}, [Reason.NOT_FROM_TOMORROW]),
        ("wipe", {"by": time(7), "reason": " "}, [Reason.NO_REASON]),
        ("wipe", {}, [Reason.NOTHING_CHANGES]),
        ("nothing", {"by": time(7)}, [Reason.UNKNOWN_DUTY]),
        ("wipe", {"by": time(9), "owner": "buyer", "ladder": []},
         [Reason.LATER_THAN_DECLARED, Reason.OWNER_NOT_ALLOWED, Reason.LADDER_SLOWER, Reason.LADDER_SLOWER]),
    ],
)  # fmt: skip
def test_what_is_laxer_is_refused(crew, school, code, how, reasons):
    assert refused(tune, school=school, actor=crew.principal, code=code, **how) == reasons
    assert not DutyTuning.objects.exists()


def test_half_past_eleven_is_earlier_than_half_past_midnight(crew, school):
    assert tune(school, crew.principal, "beds", by=time(23, 30)).by == time(23, 30)


def test_what_is_raised_by_an_event_follows_the_tuning_too(crew, school):
    tune(school, crew.principal, "alarm", ladder=[[2, "food_safety_director"], [5, "principal"]])
    building, at = Building.objects.create(school=school, name="A"), shanghai(13, 8)

    duty = raise_duty(code="alarm", key="1", school=school, subject=building, opens_at=at, due_at=at, at=at)

    assert duty.ladder == [[2, "food_safety_director"], [5, "principal"]]
    assert raise_duty(code="alarm", key="1", school=school, subject=building, opens_at=at, due_at=at, at=at) == duty


def test_posts_that_may(school):
    def attempt(actor):
        tune(school, actor.acting(AT), by=time(7))

    assert posts_that_may(school, attempt) == {"principal", "general_affairs_director"}
    assert strangers_that_may(school, attempt) == []
