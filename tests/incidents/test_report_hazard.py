"""Somebody sees something unsafe and says so."""

from datetime import timedelta

import pytest

from houqin.duties.models import Duty
from houqin.incidents.models import Hazard, StopUse
from houqin.incidents.reasons import HazardReason as Reason
from houqin.journal.models import Entry
from houqin.kernel.refusals import KernelReason, Refused
from houqin.notices.models import Notice
from houqin.people.models import User
from houqin.tenancy.posts import Post
from tests.builders import NOON, TODAY, a_holder, a_school, a_space
from tests.incidents.finding import report

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def duties():
    return list(Duty.objects.order_by("pk").values_list("code", "owner", "due_at", "state"))


def test_anybody_reports_and_a_leader_has_a_day_to_grade_it(scene):
    hazard = report(scene, found_at=NOON - HOUR, place=scene.kitchen)

    assert (hazard.code, hazard.state, hazard.grade, hazard.suggested_grade) == ("YH260311-01", "found", "", "minor")
    assert duties() == [("incidents.grade_hazard", Post.GENERAL_AFFAIRS_DIRECTOR, NOON + 23 * HOUR, "waiting")]
    assert [step.kind for step in hazard.steps.all()] == ["reported"]
    entry = Entry.objects.get(kind="incidents.hazard_reported")
    assert (entry.happened_at, entry.revived_facts["where"]) == (NOON - HOUR, "热加工间")


def test_a_grade_from_a_cook_is_a_suggestion(scene):
    hazard = report(scene, grade="major", place=scene.kitchen)

    assert (hazard.state, hazard.grade, hazard.suggested_grade) == ("found", "", "major")
    assert StopUse.objects.count() == 0
    assert duties() == [("incidents.grade_hazard", Post.GENERAL_AFFAIRS_DIRECTOR, NOON + HOUR, "waiting")]


def test_a_grade_from_the_officer_counts_with_its_owner_and_day(scene):
    hazard = report(scene, actor=scene.crew.food_safety_officer, grade="general", owner_post=Post.COOK, due_on=TODAY)

    assert (hazard.state, hazard.grade, hazard.owner_post, hazard.due_on) == ("fixing", "general", "cook", TODAY)
    assert duties() == [("incidents.fix_hazard", "cook", NOON + 6 * HOUR, "waiting")]


def test_a_failed_item_counts_by_what_its_list_says(scene):
    hazard = report(scene, grade="minor", source=scene.kitchen, item="daily/door-seal")

    assert (hazard.state, hazard.owner_post) == ("fixing", Post.GENERAL_AFFAIRS_DIRECTOR)
    assert hazard.due_on == TODAY + 7 * DAY
    assert list(Hazard.objects.because_of(scene.kitchen)) == [hazard]


def test_major_stops_the_place_and_tells_principal_and_bureau(scene):
    hazard = report(scene, actor=scene.crew.food_safety_officer, grade="major", place=scene.kitchen)

    stop = StopUse.objects.get()
    assert (stop.space, stop.hazard, stop.released_at) == (scene.kitchen, hazard, None)
    assert {notice.to for notice in Notice.objects.filter(kind="incidents.hazard_major")} == {
        scene.officer, scene.crew.principal,
    }  # fmt: skip
    assert duties() == [
        ("incidents.fix_hazard", Post.GENERAL_AFFAIRS_DIRECTOR, NOON + DAY + 6 * HOUR, "waiting"),
        ("incidents.report_hazard_up", Post.PRINCIPAL, NOON + HOUR, "waiting"),
    ]


def test_what_comes_back_is_linked_and_suggested_one_grade_worse(scene):
    first = report(scene, place=scene.kitchen)
    elsewhere = report(scene, place=a_space(scene.school, name="副库"), at=NOON + HOUR)
    second = report(scene, place=scene.kitchen, at=NOON + 90 * DAY)
    third = report(scene, place=scene.kitchen, at=NOON + 181 * DAY)

    assert [(one.recurs, one.suggested_grade) for one in (first, elsewhere, second, third)] == [
        (None, "minor"), (None, "minor"), (first, "general"), (None, "minor"),
    ]  # fmt: skip


def test_the_same_item_of_a_list_comes_back_without_a_place(scene):
    first = report(scene, item="daily/samples", source=scene.kitchen, grade="general")
    second = report(scene, item="daily/samples", source=scene.crew.cook, grade="general", category="food")

    assert (second.recurs, second.grade, second.suggested_grade) == (first, "general", "major")


def test_the_house_reports_too(scene):
    assert report(scene, actor=User.objects.house()).found_by.username == "house"


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"what": "  "}, Reason.WHAT_MISSING),
        ({"category": "bad"}, Reason.CATEGORY_UNKNOWN),
        ({"grade": "awful"}, Reason.GRADE_UNKNOWN),
        ({"owner_post": Post.BUREAU_OFFICER}, Reason.POST_UNKNOWN),
        ({"due_on": TODAY - DAY}, Reason.DUE_IN_THE_PAST),
        ({"grade": "general", "due_on": TODAY + 4 * DAY}, Reason.DUE_TOO_LATE),
        ({"found_at": NOON + HOUR}, KernelReason.IN_THE_FUTURE),
    ],
)
def test_what_cannot_be_so_is_refused(scene, wrong, reason):
    with pytest.raises(Refused) as refused:
        report(scene, **wrong)

    assert refused.value.reasons == {reason}
    assert (Hazard.objects.count(), Duty.objects.count()) == (0, 0)


def test_another_schools_place_and_person_are_refused(scene):
    other = a_school("别的学校")

    with pytest.raises(Refused) as refused:
        report(scene, place=a_space(other), owner=a_holder(Post.COOK, other))

    assert refused.value.reasons == {KernelReason.OTHER_SCHOOL, Reason.OWNER_NOT_IN_OFFICE}
