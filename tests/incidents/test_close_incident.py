"""A case is closed when everything is done and proven, and by somebody who did not handle it (GT-19)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from houqin.duties.models import Duty
from houqin.incidents.actions import (
    add_update,
    assign_incident,
    close_incident,
    demand_rectification,
    end_incident,
    fix_hazard,
    grade_incident,
    hand_over_evidence,
    open_investigation,
    protect_scene,
    publish_findings,
    record_finding,
    record_sanction,
    release_scene,
    reopen_incident,
    seal_evidence,
    verify_hazard,
)
from houqin.incidents.case_file import case_file_of
from houqin.incidents.models import AccountabilityEntry, Incident, IncidentUpdate
from houqin.incidents.reasons import IncidentReason as Reason
from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.notices.models import Notice
from tests.builders import NOON, a_holder, a_person, a_school
from tests.incidents.happening import DAY, HOUR, a_file, bring_to_the_end, do_all_steps, it_happens, send_all

LATER = NOON + 2 * HOUR


@pytest.fixture
def ended(scene):
    """Reported by the cook, ended by the general-affairs director."""
    return bring_to_the_end(scene, it_happens(scene), at=LATER)


def refused(act) -> set:
    with pytest.raises(Refused) as said:
        act()
    return said.value.reasons


def close(incident, actor, *, at=LATER):
    return close_incident(incident=incident, text="现场看过，属实", actor=actor, at=at)


def test_another_leader_verifies_and_closes(scene, ended):
    closed = close(ended, scene.crew.principal)

    assert (closed.state, closed.closed_at, closed.closed_by) == ("closed", LATER, scene.crew.principal)
    assert next(entry.kind for entry in Entry.objects.about(closed)) == "incidents.incident_closed"
    assert not Duty.objects.about(closed).filter(state__in=["waiting", "due", "late"]).exists()


def test_gt_19_who_reported_handled_or_ended_it_does_not_close_it(scene):
    crew = scene.crew
    incident = it_happens(scene, actor=crew.food_safety_director)
    assign_incident(incident=incident, handler=crew.deputy_principal, actor=crew.principal, at=NOON)
    ended = bring_to_the_end(scene, incident, at=LATER)

    for actor in (crew.food_safety_director, crew.deputy_principal, crew.general_affairs_director):
        assert refused(lambda actor=actor: close(ended, actor)) == {Reason.CLOSER_HANDLED_IT}
        with pytest.raises(IntegrityError), transaction.atomic():
            Incident.objects.filter(pk=ended.pk).update(state="closed", closed_at=LATER, closed_by=actor)

    assert Incident.objects.get(pk=ended.pk).state == "ended"


def test_nothing_open_is_closed_and_everything_is_named_at_once(scene):
    incident = it_happens(scene)
    crew = scene.crew
    protect_scene(incident=incident, checks=["cordoned"], actor=crew.cook, at=NOON)
    seal_evidence(incident=incident, kind="tool", item="蒸汽阀", count="1 个", place="库房", photo=a_file(),
                  witness=crew.cook, actor=crew.storekeeper, at=NOON)  # fmt: skip

    reasons = refused(lambda: close(incident, crew.principal))

    assert reasons == {Reason.INCIDENT_NOT_ENDED, Reason.STEPS_OPEN, Reason.REPORTS_OPEN, Reason.EVIDENCE_HELD,
                       Reason.SCENE_STILL_PROTECTED, Reason.NO_FINDING}  # fmt: skip
    assert Incident.objects.get().state == "open"


def test_evidence_handed_over_and_a_released_scene_hold_nothing_up(scene):
    incident, crew = it_happens(scene), scene.crew
    protect_scene(incident=incident, checks=["cordoned"], actor=crew.cook, at=NOON)
    sealed = seal_evidence(incident=incident, kind="tool", item="蒸汽阀", count="1 个", place="库房", photo=a_file(),
                           witness=crew.cook, actor=crew.storekeeper, at=NOON)  # fmt: skip
    ended = bring_to_the_end(scene, incident, at=LATER)
    assert refused(lambda: close(ended, crew.principal)) == {Reason.EVIDENCE_HELD, Reason.SCENE_STILL_PROTECTED}

    release_scene(incident=ended, text="可以恢复", actor=crew.principal, at=LATER)
    hand_over_evidence(
        evidence=sealed, organisation="市场监管局", receiver="赵", reference="8", actor=crew.principal, at=LATER
    )

    assert close(ended, crew.principal).state == "closed"


def test_a_rectification_holds_the_case_until_another_person_has_verified_it(scene, ended):
    crew = scene.crew
    hazard = demand_rectification(incident=ended, what="蒸汽阀加护罩", category="equipment", grade="general",
                                  owner_post="storekeeper", actor=crew.general_affairs_director, at=LATER)  # fmt: skip
    assert (hazard.source_kind, hazard.source_id, hazard.state) == ("incidents.incident", ended.pk, "fixing")
    assert refused(lambda: close(ended, crew.principal)) == {Reason.RECTIFICATION_OPEN}

    fix_hazard(hazard=hazard, note="已装护罩", actor=crew.storekeeper, at=LATER)
    assert refused(lambda: close(ended, crew.principal)) == {Reason.RECTIFICATION_OPEN}
    verify_hazard(hazard=hazard, actor=crew.deputy_principal, at=LATER)

    assert close(ended, crew.principal).state == "closed"


def test_it_ends_when_the_steps_are_done_and_the_closing_report_is_owed_within_seven_days(scene):
    incident, gad = it_happens(scene), scene.crew.general_affairs_director
    assert refused(lambda: end_incident(incident=incident, text="x", actor=gad, at=LATER)) == {Reason.STEPS_OPEN}
    do_all_steps(incident, gad, at=LATER)

    ended = end_incident(incident=incident, text="伤者已返校", actor=gad, at=LATER)

    closing = ended.owed.get(form="closing")
    assert (closing.addressee, closing.since, closing.due_at) == ("education", LATER, LATER + 7 * DAY)
    duties = Duty.objects.filter(code__in=["incidents.verify", "incidents.report"], opens_at=LATER)
    assert list(duties.order_by("code").values_list("code", "owner", "due_at")) == [
        ("incidents.report", "deputy_principal", LATER + 7 * DAY), ("incidents.verify", "principal", LATER + 7 * DAY),
    ]  # fmt: skip
    told = set(Notice.objects.filter(kind="incidents.waits_for_verifying").values_list("to", flat=True))
    assert (gad.pk in told, scene.crew.principal.pk in told) == (False, True)
    assert refused(lambda: end_incident(incident=ended, text="x", actor=gad, at=LATER)) == {Reason.INCIDENT_ENDED}


def test_a_closed_case_stands_still_until_it_is_reopened_with_a_reason(scene, ended):
    crew = scene.crew
    closed = close(ended, crew.principal)
    step = closed.steps.first()
    evidence = {"kind": "tool", "item": "x", "count": "1", "place": "x", "photo": a_file(), "witness": crew.cook}
    for act in (
        lambda: add_update(incident=closed, text="又有一人", actor=crew.cook, at=LATER),
        lambda: grade_incident(incident=closed, grade="general", why="x", actor=crew.principal, at=LATER),
        lambda: assign_incident(incident=closed, handler=crew.cook, actor=crew.principal, at=LATER),
        lambda: seal_evidence(incident=closed, actor=crew.storekeeper, at=LATER, **evidence),
        lambda: record_sanction(incident=closed, text="x", whom="y", actor=crew.principal, at=LATER),
        lambda: close(closed, crew.deputy_principal),
    ):
        assert refused(act) == {Reason.INCIDENT_CLOSED}
    assert step.outcome

    assert refused(lambda: reopen_incident(incident=closed, why=" ", actor=crew.principal, at=LATER)) == {
        Reason.WHY_MISSING
    }
    again = reopen_incident(incident=closed, why="又有学生不适", actor=crew.principal, at=LATER + HOUR)

    assert (again.state, again.closed_by, again.ended_by) == ("open", None, None)
    assert again.updates.last().what == "reopened"
    assert refused(lambda: reopen_incident(incident=again, why="x", actor=crew.principal, at=LATER)) == {
        Reason.INCIDENT_NOT_CLOSED
    }
    end_incident(incident=again, text="好了", actor=crew.general_affairs_director, at=LATER + 2 * HOUR)
    send_all(again, crew.principal, at=LATER + 2 * HOUR)
    assert close(again, crew.deputy_principal, at=LATER + 3 * HOUR).state == "closed"


def test_a_reopened_case_answers_the_duty_to_verify_it(scene, ended):
    reopen_incident(incident=ended, why="未好", actor=scene.crew.principal, at=LATER)

    assert Duty.objects.get(code="incidents.verify").state == "done"


def test_every_grading_stays_with_its_reason(scene):
    incident, crew = it_happens(scene), scene.crew
    assert refused(
        lambda: grade_incident(incident=incident, grade="general", why=" ", actor=crew.principal, at=NOON)
    ) == {Reason.WHY_MISSING}
    for grade in ("minor", "general"):
        grade_incident(incident=incident, grade=grade, why=f"{grade}：两人受伤", actor=crew.principal, at=NOON)

    assert Incident.objects.get().grade == "general"
    assert list(IncidentUpdate.objects.values_list("what", "grade")) == [("graded", "minor"), ("graded", "general")]
    assert refused(
        lambda: grade_incident(incident=Incident.objects.get(), grade="general", why="x", actor=crew.principal, at=NOON)
    ) == {Reason.GRADE_THE_SAME}
    with pytest.raises(NotYours):
        grade_incident(incident=incident, grade="minor", why="x", actor=crew.cook, at=NOON)


def test_updates_are_added_and_the_last_number_holds(scene):
    incident, cook = it_happens(scene, "food_poisoning", ill=2), scene.crew.cook
    add_update(incident=incident, text="又两人", ill=4, in_hospital=1, actor=cook, at=NOON)
    add_update(incident=incident, text="一人排除", ill=3, actor=cook, at=NOON)

    known = case_file_of(incident)
    assert (known.latest("ill"), known.latest("in_hospital"), known.latest("dead")) == (3, 1, None)
    assert refused(lambda: add_update(incident=incident, text=" ", actor=cook, at=NOON)) == {Reason.TEXT_MISSING}


def test_who_handles_it_must_be_in_office_here(scene):
    incident, principal = it_happens(scene), scene.crew.principal
    for stranger in (a_person(), a_holder("cook", a_school())):
        assert refused(
            lambda who=stranger: assign_incident(incident=incident, handler=who, actor=principal, at=NOON)
        ) == {Reason.HANDLER_NOT_IN_OFFICE}

    assert Incident.objects.get().handler == scene.crew.cook


def test_accountability_goes_from_investigation_to_publication(scene):
    incident, principal = it_happens(scene), scene.crew.principal

    def enter(verb, **more):
        return verb(incident=incident, text="蒸汽阀无护罩", actor=principal, at=NOON + timedelta(minutes=9), **more)

    assert refused(lambda: enter(record_finding)) == {Reason.NOT_INVESTIGATED}
    enter(open_investigation)
    assert refused(lambda: enter(open_investigation)) == {Reason.INVESTIGATED_ALREADY}
    assert refused(lambda: enter(record_sanction, whom="班长")) == {Reason.NO_FINDING}
    assert refused(lambda: enter(publish_findings)) == {Reason.NO_FINDING}
    enter(record_finding, whom="食堂班长")
    assert refused(lambda: enter(record_sanction, whom=" ")) == {Reason.WHOM_MISSING}
    enter(record_sanction, whom="食堂班长")
    enter(publish_findings)

    assert list(AccountabilityEntry.objects.values_list("stage", flat=True)) == [
        "investigation", "finding", "sanction", "publication",
    ]  # fmt: skip
