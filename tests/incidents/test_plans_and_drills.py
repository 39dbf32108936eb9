"""What is prepared: plans in versions that the principal approves, and drills with seconds and heads."""

from contextlib import nullcontext
from datetime import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from houqin.documents.ledgers import LEDGERS
from houqin.documents.periods import around
from houqin.incidents.actions import approve_plan, record_drill, review_plan, write_plan
from houqin.incidents.models import ContingencyPlan, Drill, PlanReview
from houqin.incidents.reasons import IncidentReason as Reason
from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import KernelReason, Refused
from houqin.tenancy.models import TimetableEntry
from tests.builders import NOON, TODAY, YEARS_AGO, a_school
from tests.incidents.happening import DAY, HOUR, MINUTE


def a_plan(scene, **more):
    facts = {"kind": "fire", "title": "火灾预案", "steps": "疏散\n报警", "people": "总务主任"}
    return write_plan(school=scene.school, actor=scene.crew.general_affairs_director, at=NOON, **(facts | more))


def a_drill(scene, **more):
    facts = {"kind": "evacuation", "place": "教学楼", "happened_at": NOON - HOUR, "planned_seconds": 120,
             "actual_seconds": 110, "heads_expected": 600, "heads_counted": 600}  # fmt: skip
    return record_drill(school=scene.school, actor=scene.crew.dorm_manager, **({"at": NOON} | facts | more))


#: 22:30 of the day before.
NIGHT = NOON - 13 * HOUR - 30 * MINUTE


def test_a_plan_is_in_force_once_the_principal_approved_its_newest_version(scene):
    first, second = a_plan(scene), a_plan(scene, steps="新步骤")
    assert (first.version, second.version) == (1, 2)
    with pytest.raises(NotYours):
        approve_plan(plan=second, actor=scene.crew.deputy_principal, at=NOON)
    with pytest.raises(Refused) as refused:
        approve_plan(plan=first, actor=scene.crew.principal, at=NOON)
    assert refused.value.reasons == {Reason.PLAN_SUPERSEDED}

    approve_plan(plan=second, actor=scene.crew.principal, at=NOON)

    assert list(ContingencyPlan.objects.order_by("version").values_list("approved_at", "approved_by")) == [
        (None, None), (NOON, scene.crew.principal.pk),
    ]  # fmt: skip
    with pytest.raises(Refused) as refused:
        approve_plan(plan=second, actor=scene.crew.principal, at=NOON)
    assert refused.value.reasons == {Reason.PLAN_APPROVED_ALREADY}


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"kind": "meteor"}, Reason.KIND_UNKNOWN),
        ({"title": " "}, Reason.PLAN_TITLE_MISSING),
        ({"steps": ""}, Reason.PLAN_STEPS_MISSING),
        ({"people": "\n"}, Reason.PLAN_PEOPLE_MISSING),
    ],
)
def test_an_empty_plan_is_none(scene, wrong, reason):
    with pytest.raises(Refused) as refused:
        a_plan(scene, **wrong)

    assert (refused.value.reasons, ContingencyPlan.objects.count(), Entry.objects.count()) == ({reason}, 0, 0)


def test_a_review_needs_a_plan_in_force_and_a_word(scene):
    plan = a_plan(scene)
    with pytest.raises(Refused) as refused:
        review_plan(plan=plan, remark=" ", actor=scene.crew.deputy_principal, at=NOON)
    assert refused.value.reasons == {Reason.PLAN_NOT_APPROVED, Reason.TEXT_MISSING}
    approve_plan(plan=plan, actor=scene.crew.principal, at=NOON)

    review_plan(plan=plan, remark="仍适用", actor=scene.crew.deputy_principal, at=NOON + 300 * DAY)

    assert PlanReview.objects.get().reviewed_at == NOON + 300 * DAY


def test_a_drill_keeps_its_seconds_heads_and_photos(scene):
    drill = a_drill(scene, photos=[SimpleUploadedFile("集合.pdf", b"%PDF-1.7 a")], plan=a_plan(scene))

    assert (drill.code, drill.is_in_time, drill.missing_heads, drill.led_by) == (
        "YL260311-01", True, 0, scene.crew.dorm_manager,
    )  # fmt: skip
    assert [photo.name for photo in drill.photos.all()] == ["集合.pdf"]
    entry = Entry.objects.about(drill).get()
    assert (entry.kind, entry.happened_at) == ("incidents.drill_recorded", NOON - HOUR)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"kind": "picnic"}, Reason.DRILL_KIND_UNKNOWN),
        ({"place": " "}, Reason.PLACE_MISSING),
        ({"kind": "night"}, Reason.DRILL_NOT_AT_NIGHT),
        ({"happened_at": NOON + MINUTE}, KernelReason.IN_THE_FUTURE),
        ({"planned_seconds": 0}, {Reason.SECONDS_MISSING, Reason.FAULTS_UNEXPLAINED}),
        ({"heads_expected": 0}, Reason.HEADS_MISSING),
        ({"actual_seconds": 121}, Reason.FAULTS_UNEXPLAINED),
        ({"heads_counted": 599, "faults": "一人未到"}, Reason.FAULTS_UNEXPLAINED),
        ({"plan": "elsewhere"}, KernelReason.OTHER_SCHOOL),
    ],
)
def test_one_thing_wrong_records_no_drill(scene, wrong, reason):
    if wrong.get("plan"):
        wrong = {"plan": ContingencyPlan.objects.create(
            school=a_school(), kind="fire", version=1, title="x", steps="x", people="x", written_by=scene.crew.cook,
            written_at=NOON,
        )}  # fmt: skip
    with pytest.raises(Refused) as refused:
        a_drill(scene, **wrong)

    assert refused.value.reasons == (reason if isinstance(reason, set) else {reason})
    assert (Drill.objects.count(), Entry.objects.count()) == (0, 0)


@pytest.mark.parametrize(("minutes", "counts"), [(0, False), (30, True), (9 * 60 + 29, True), (9 * 60 + 30, False)])
def test_a_night_drill_lies_between_lights_out_and_getting_up(scene, minutes, counts):
    """An emptied dormitory at noon tells nothing of how sleeping children come out (DD-03)."""
    for what, clock in (("lights_out", time(23)), ("get_up", time(8))):
        TimetableEntry.objects.create(school=scene.school, what=what, at_time=clock, valid_from=YEARS_AGO)

    with nullcontext() if counts else pytest.raises(Refused):
        a_drill(scene, kind="night", happened_at=NIGHT + minutes * MINUTE)

    assert Drill.objects.exists() == counts


def test_the_register_says_which_drill_was_entered_on_a_later_day(scene):
    a_drill(scene)
    a_drill(scene, happened_at=NOON, at=NOON + 40 * DAY)
    ledger = LEDGERS["drills"]

    rows = ledger.rows(scene.school, around(ledger.period, TODAY, scene.school.zone))

    assert [row.entered_at for row in rows] == [None, NOON + 40 * DAY]
