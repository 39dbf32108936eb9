"""Somebody says that something went wrong: the clocks run from when it was discovered."""

from datetime import date

import pytest

from houqin.duties.models import Duty
from houqin.incidents.actions import report_incident
from houqin.incidents.incident_kinds import incident_kinds
from houqin.incidents.models import Incident, IncidentStep, OwedReport
from houqin.incidents.reasons import IncidentReason as Reason
from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import KernelReason, Refused
from houqin.notices.models import Notice
from houqin.tenancy.models import ParameterValue
from houqin.tenancy.parameters import parameter_kinds
from tests.builders import NOON, a_school, a_space
from tests.incidents.happening import HOUR, MINUTE, it_happens


def minutes(incident) -> dict[str, int]:
    return {
        f"{one.addressee} {one.form}": int((one.due_at - incident.discovered_at).total_seconds()) // 60
        for one in incident.owed.order_by("pk")
    }


def test_every_clock_runs_from_the_discovery_and_not_from_the_entry(scene):
    incident = it_happens(scene, "food_poisoning", discovered_at=NOON - 20 * MINUTE)

    assert (incident.code, incident.state, incident.is_late) == ("SJ260311-01", "open", True)
    assert minutes(incident) == {
        "education phone": 30, "market phone": 30, "health phone": 30, "guardians phone": 30,
        "education written": 60, "market written": 60, "health written": 120,
    }  # fmt: skip
    card = incident_kinds()["food_poisoning"].steps
    assert [
        (step.code, (step.due_at - incident.discovered_at).total_seconds() / 60, step.post)
        for step in incident.steps.order_by("number")
    ] == [(one.code, one.minutes, one.post) for one in card]
    entry = Entry.objects.get(kind="incidents.incident_reported")
    assert (entry.happened_at, "（补记）" in entry.sentence) == (incident.discovered_at, True)


def test_each_step_and_each_report_is_a_duty_with_its_deadline(scene):
    incident = it_happens(scene, "utility", discovered_at=NOON - 5 * MINUTE)

    found = NOON - 5 * MINUTE
    assert list(Duty.objects.order_by("pk").values_list("code", "owner", "due_at", "opens_at", "state")) == [
        ("incidents.step", "general_affairs_director", found + 15 * MINUTE, found, "waiting"),
        ("incidents.step", "general_affairs_director", found + 15 * MINUTE, found, "waiting"),
        ("incidents.step", "general_affairs_director", found + 10 * MINUTE, found, "waiting"),
        ("incidents.step", "general_affairs_director", found + 30 * MINUTE, found, "waiting"),
        ("incidents.report", "deputy_principal", found + 30 * MINUTE, found, "waiting"),
        ("incidents.report", "deputy_principal", found + 60 * MINUTE, found, "waiting"),
    ]
    report = Duty.objects.filter(code="incidents.report").first()
    assert report.ladder == [[0, "principal"], [15, "bureau_officer"]]
    assert (report.subject_id, report.title.endswith(f"({incident.code})")) == (incident.pk, True)


@pytest.mark.parametrize("kind", list(incident_kinds()))
def test_every_kind_owes_the_bureau_a_call_within_half_an_hour_and_a_letter_within_the_hour(scene, kind):
    incident = it_happens(scene, kind)

    owed = minutes(incident)
    assert (owed["education phone"], owed["education written"]) == (30, 60)
    assert max(owed.values()) <= 120
    assert [step.post in {"bureau_officer"} for step in incident.steps.all()] == [False] * incident.steps.count()


def test_a_school_that_tightened_its_clock_has_less_time(scene):
    ParameterValue.objects.create(
        school=scene.school,
        key="incident_phone_report_minutes",
        value=10,
        valid_from=date(2026, 1, 1),
        set_by=scene.crew.principal,
        set_at=NOON,
    )

    assert minutes(it_happens(scene, "utility")) == {"education phone": 10, "education written": 60}


def test_the_numbers_are_the_strictest_of_the_rules():
    kinds = parameter_kinds()
    keys = ("incident_phone_report_minutes", "incident_written_report_minutes", "health_report_minutes",
            "accident_report_minutes", "closing_report_days", "plan_review_months", "evacuation_seconds")  # fmt: skip

    assert [(int(kinds[key].value), kinds[key].tighter) for key in keys] == [
        (30, "lower"), (60, "lower"), (120, "lower"), (60, "lower"), (7, "lower"), (12, "lower"), (120, "lower"),
    ]  # fmt: skip


def test_the_leaders_are_told_at_once(scene):
    incident = it_happens(scene, "food_poisoning")

    told = set(Notice.objects.values_list("to__name", flat=True))
    crew = scene.crew
    assert told == {
        one.name
        for one in (
            crew.principal,
            crew.deputy_principal,
            crew.general_affairs_director,
            crew.food_safety_director,
            crew.food_safety_officer,
            crew.school_doctor,
        )
    }
    notice = Notice.objects.first()
    assert (notice.is_urgent, notice.url, incident.code in notice.body) == (True, incident.get_absolute_url(), True)


def test_food_without_a_window_suspects_everything_that_is_still_kept(scene):
    incident = it_happens(scene, "food_poisoning", discovered_at=NOON - HOUR)

    assert (incident.suspect_from, incident.suspect_until) == (NOON - 49 * HOUR, NOON - HOUR)
    assert it_happens(scene, "injury").suspect_from is None


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"kind": "meteor"}, Reason.KIND_UNKNOWN),
        ({"discovered_at": NOON + MINUTE}, KernelReason.IN_THE_FUTURE),
        ({"summary": " "}, Reason.SUMMARY_MISSING),
        ({"place": "", "space": None}, Reason.PLACE_MISSING),
        ({"suspect_from": NOON, "suspect_until": NOON - HOUR}, Reason.WINDOW_BACKWARDS),
    ],
)
def test_one_thing_wrong_reports_nothing(scene, wrong, reason):
    with pytest.raises(Refused) as refused:
        it_happens(scene, **wrong)

    assert refused.value.reasons == {reason}
    left = [model.objects.count() for model in (Incident, IncidentStep, OwedReport, Duty, Notice, Entry)]
    assert left == [0] * 6


def test_a_place_of_another_school_is_refused(scene):
    with pytest.raises(Refused) as refused:
        it_happens(scene, space=a_space(a_school()))

    assert refused.value.reasons == {KernelReason.OTHER_SCHOOL}
    assert not Incident.objects.exists()


def test_an_officer_of_the_bureau_reports_nothing_for_the_school(scene):
    with pytest.raises(NotYours):
        report_incident(school=scene.school, kind="fire", summary="x", place="x", actor=scene.officer, at=NOON)

    assert not Incident.objects.exists()
