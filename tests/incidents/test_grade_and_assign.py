"""How bad is it, who puts it right, who has to know?"""

from datetime import timedelta

import pytest

from houqin.duties.models import Duty
from houqin.incidents.actions import assign_hazard, grade_hazard, report_hazard_up
from houqin.incidents.models import HazardStep, StopUse
from houqin.incidents.reasons import HazardReason as Reason
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.notices.models import Notice
from houqin.tenancy.posts import Post
from tests.builders import NOON, TODAY
from tests.incidents.finding import report

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def duties():
    return list(Duty.objects.order_by("pk").values_list("code", "owner", "due_at", "state"))


def test_grading_answers_its_duty_and_asks_for_the_fix(scene):
    hazard = report(scene)

    hazard = grade_hazard(
        hazard=hazard, grade="general", owner=scene.crew.cook, due_on=TODAY + DAY, actor=scene.crew.principal, at=NOON
    )

    assert (hazard.state, hazard.grade, hazard.owner, hazard.due_on) == (
        "fixing", "general", scene.crew.cook, TODAY + DAY,
    )  # fmt: skip
    assert duties() == [
        ("incidents.grade_hazard", Post.GENERAL_AFFAIRS_DIRECTOR, NOON + DAY, "done"),
        ("incidents.fix_hazard", Post.COOK, NOON + DAY + 6 * HOUR, "waiting"),
    ]
    assert [notice.to for notice in Notice.objects.all()] == [scene.crew.cook]


def test_a_worse_grade_has_an_earlier_last_day(scene):
    hazard = report(scene, grade="minor", source=scene.kitchen)

    hazard = grade_hazard(hazard=hazard, grade="general", actor=scene.crew.principal, at=NOON)

    assert hazard.due_on == TODAY + 3 * DAY
    assert [row[2:] for row in duties()] == [
        (NOON + 7 * DAY + 6 * HOUR, "withdrawn"), (NOON + 3 * DAY + 6 * HOUR, "waiting"),
    ]  # fmt: skip


def test_a_cook_grades_nothing(scene):
    hazard = report(scene)

    with pytest.raises(NotYours):
        grade_hazard(hazard=hazard, grade="minor", actor=scene.crew.cook, at=NOON)

    hazard.refresh_from_db()
    assert hazard.state == "found"


def test_giving_it_to_another_post_asks_that_post_alone(scene):
    hazard = report(scene, grade="general", source=scene.kitchen)

    assign_hazard(hazard=hazard, owner_post=Post.COOK, actor=scene.crew.general_affairs_director, at=NOON)

    assert [(row[1], row[3]) for row in duties()] == [
        (Post.GENERAL_AFFAIRS_DIRECTOR, "withdrawn"), (Post.COOK, "waiting"),
    ]  # fmt: skip
    assert list(HazardStep.objects.values_list("kind", flat=True).order_by("pk")) == ["reported", "graded", "assigned"]


def test_nobody_is_given_what_nobody_has_graded_nor_more_days_than_there_are(scene):
    found, graded = report(scene), report(scene, grade="general", source=scene.kitchen)

    with pytest.raises(Refused) as first:
        assign_hazard(hazard=found, owner_post=Post.COOK, actor=scene.crew.principal, at=NOON)
    with pytest.raises(Refused) as second:
        assign_hazard(hazard=graded, due_on=TODAY + 4 * DAY, actor=scene.crew.principal, at=NOON)

    assert (first.value.reasons, second.value.reasons) == ({Reason.NOT_GRADED}, {Reason.DUE_TOO_LATE})


def test_major_is_reported_to_the_bureau_once(scene):
    hazard = report(scene, grade="major", source=scene.kitchen, place=scene.kitchen)

    report_hazard_up(hazard=hazard, note="电话报县教育局值班室", actor=scene.crew.principal, at=NOON + HOUR)

    with pytest.raises(Refused) as refused:
        report_hazard_up(hazard=hazard, note="再报", actor=scene.crew.principal, at=NOON + HOUR)
    assert refused.value.reasons == {Reason.REPORTED_UP_ALREADY}
    assert Duty.objects.get(code="incidents.report_hazard_up").state == "done"
    assert StopUse.objects.count() == 1


def test_what_is_not_major_is_not_reported_up(scene):
    hazard = report(scene, grade="general", source=scene.kitchen)

    with pytest.raises(Refused) as refused:
        report_hazard_up(hazard=hazard, note="", actor=scene.crew.principal, at=NOON)

    assert refused.value.reasons == {Reason.NOT_MAJOR, Reason.NOTE_MISSING}
