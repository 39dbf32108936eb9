"""Verbs of an incident as a whole: report, hand on, grade, tell more, end, close, reopen."""

from datetime import datetime, timedelta

from django.db import transaction

from houqin.duties.actions import answer_about
from houqin.incidents import events
from houqin.incidents.actions.first_card import ask_to_verify, lay_out, owe, tell_leaders, tell_verifiers
from houqin.incidents.actions.taking import keep, take
from houqin.incidents.case_file import case_file_of
from houqin.incidents.gates import incidents as gates
from houqin.incidents.incident_kinds import incident_kinds
from houqin.incidents.models import Incident, IncidentUpdate, ReportForm
from houqin.incidents.permissions import (
    ASSIGN_INCIDENTS,
    CLOSE_INCIDENTS,
    END_INCIDENTS,
    GRADE_INCIDENTS,
    HANDLE_INCIDENTS,
    REOPEN_INCIDENTS,
    REPORT_INCIDENTS,
)
from houqin.incidents.reasons import IncidentReason as Reason
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import Refusal, require
from houqin.tenancy.codes import next_code
from houqin.tenancy.parameters import parameters_of

State, What = Incident.State, IncidentUpdate.What


@transaction.atomic
def report_incident(
    *, school, kind: str, discovered_at: datetime | None = None, summary: str, place: str = "", space=None,
    people: str = "", ill: int | None = None, suspect_from: datetime | None = None,
    suspect_until: datetime | None = None, actor, at: datetime,
) -> Incident:  # fmt: skip
    """Open an incident: its first-hour card, the reports it owes, and a word to the leaders.

    Every clock runs from `discovered_at`, however late it is entered (D-30). A food incident locks the retained
    samples of meals served from `suspect_from` to `suspect_until`; without a window, of all that were to be kept then.
    Raises Refused: may_report.
    """
    authorise(actor, REPORT_INCIDENTS, school=school, at=at)
    discovered_at = discovered_at or at
    require(
        gates.may_report(
            kind=kind, discovered_at=discovered_at, summary=summary, place=place, space=space, school=school,
            suspect_from=suspect_from, suspect_until=suspect_until, at=at,
        )
    )  # fmt: skip
    of_kind = incident_kinds()[kind]
    numbers = parameters_of(school, on=school.localdate(at))
    if of_kind.is_food:
        suspect_until = suspect_until or discovered_at
        suspect_from = suspect_from or suspect_until - timedelta(hours=int(numbers["retained_sample_hold_hours"]))
    incident = Incident.objects.create(
        school=school, code=next_code(school, "SJ", school.localdate(discovered_at)), kind=kind,
        is_food=of_kind.is_food, is_confidential=of_kind.is_confidential, discovered_at=discovered_at, received_at=at,
        space=space, place=place, people=people, summary=summary, reported_by=actor, handler=actor,
        suspect_from=suspect_from if of_kind.is_food else None,
        suspect_until=suspect_until if of_kind.is_food else None,
    )  # fmt: skip
    record(
        events.INCIDENT_REPORTED, incident, about=[space] if space else [], actor=actor, at=at,
        happened_at=discovered_at, code=incident.code, what=kind, discovered_at=discovered_at, summary=summary,
        late=incident.is_late,
    )  # fmt: skip
    if ill is not None:
        _update(incident, What.PROGRESS, summary, happened_at=discovered_at, actor=actor, at=at, ill=ill)
    first = lay_out(incident, numbers, at=at)
    tell_leaders(incident, due_at=first.due_at, at=at)
    return incident


@transaction.atomic
def assign_incident(*, incident: Incident, handler, why: str = "", actor, at: datetime) -> Incident:
    """Say who handles it from now on. Whoever handled it does not verify it (GT-19)."""
    incident = take(incident, ASSIGN_INCIDENTS, actor=actor, at=at)
    require(gates.is_not_closed(incident), gates.may_handle(handler, incident, at=at))
    Incident.objects.filter(pk=incident.pk).update(handler=handler)
    incident.handler = handler
    _update(incident, What.ASSIGNED, f"{handler.name} {why}".strip(), happened_at=at, actor=actor, at=at)
    record(events.INCIDENT_ASSIGNED, incident, actor=actor, at=at, code=incident.code, name=handler.name, why=why)
    return incident


@transaction.atomic
def grade_incident(*, incident: Incident, grade: str, why: str, actor, at: datetime) -> Incident:
    """Say how grave it is, and why (ER-07). Every grading stays."""
    incident = take(incident, GRADE_INCIDENTS, actor=actor, at=at)
    require(gates.is_not_closed(incident), gates.says_why(why), _another_grade(incident, grade))
    Incident.objects.filter(pk=incident.pk).update(grade=grade)
    incident.grade = grade
    _update(incident, What.GRADED, why, happened_at=at, actor=actor, at=at, grade=grade)
    record(events.INCIDENT_GRADED, incident, actor=actor, at=at, code=incident.code, grade=grade, why=why)
    return incident


def _another_grade(incident: Incident, grade: str):
    if incident.grade == grade:
        yield Refusal(Reason.GRADE_THE_SAME, {"grade": incident.get_grade_display()})


@transaction.atomic
def add_update(
    *, incident: Incident, text: str, ill: int | None = None, in_hospital: int | None = None, dead: int | None = None,
    file=None, happened_at: datetime | None = None, actor, at: datetime,
) -> IncidentUpdate:  # fmt: skip
    """What became known. Rows are added, never edited: what was wrong is put right by the next one."""
    incident = take(incident, HANDLE_INCIDENTS, actor=actor, at=at)
    happened_at = happened_at or at
    require(
        gates.is_not_closed(incident),
        gates.says_why(text, Reason.TEXT_MISSING),
        gates.happened_since(happened_at, incident, at=at),
    )
    numbers = {"ill": ill, "in_hospital": in_hospital, "dead": dead}
    attachment = keep(file, incident, actor=actor, at=at)
    update = _update(
        incident, What.PROGRESS, text, happened_at=happened_at, actor=actor, at=at, attachment=attachment, **numbers
    )
    record(events.UPDATE_ADDED, incident, about=[attachment] if attachment else [], actor=actor, at=at,
           happened_at=happened_at, code=incident.code, text=text, **numbers)  # fmt: skip
    return update


@transaction.atomic
def end_incident(*, incident: Incident, text: str, actor, at: datetime) -> Incident:
    """The danger is over. From now on the closing report is owed (ER-13), and another person verifies (GT-19)."""
    incident = take(incident, END_INCIDENTS, actor=actor, at=at)
    known = case_file_of(incident)
    require(gates.may_end(known), gates.says_why(text, Reason.TEXT_MISSING))
    Incident.objects.filter(pk=incident.pk).update(state=State.ENDED, ended_at=at, ended_by=actor)
    incident.refresh_from_db(fields=["state", "ended_at", "ended_by"])
    _update(incident, What.ENDED, text, happened_at=at, actor=actor, at=at)
    record(events.INCIDENT_ENDED, incident, actor=actor, at=at, code=incident.code, text=text)
    answer_about(incident, at=at)
    days = parameters_of(incident.school, on=incident.school.localdate(at))["closing_report_days"]
    due_at = at + timedelta(days=int(days))
    if not any(one.form == ReportForm.CLOSING for one in known.open_reports):
        owe(incident, "education", ReportForm.CLOSING, rule="ER-13", due_at=due_at, since=at)
    ask_to_verify(incident, due_at=due_at, at=at)
    tell_verifiers(incident, known.handled_by | {actor.pk}, due_at=due_at, at=at)
    return incident


@transaction.atomic
def close_incident(*, incident: Incident, text: str, actor, at: datetime) -> Incident:
    """Verify that all is done and proven, and close.  Raises Refused: may_close (GT-19)."""
    incident = take(incident, CLOSE_INCIDENTS, actor=actor, at=at)
    require(gates.may_close(case_file_of(incident), actor), gates.says_why(text, Reason.TEXT_MISSING))
    Incident.objects.filter(pk=incident.pk).update(state=State.CLOSED, closed_at=at, closed_by=actor)
    incident.refresh_from_db(fields=["state", "closed_at", "closed_by"])
    _update(incident, What.CLOSED, text, happened_at=at, actor=actor, at=at)
    record(events.INCIDENT_CLOSED, incident, actor=actor, at=at, code=incident.code, text=text)
    answer_about(incident, at=at)
    return incident


@transaction.atomic
def reopen_incident(*, incident: Incident, why: str, actor, at: datetime) -> Incident:
    """It was not over after all. What was said before stays; it has to be ended and verified anew."""
    incident = take(incident, REOPEN_INCIDENTS, actor=actor, at=at)
    require(gates.may_reopen(incident, why))
    cleared = dict.fromkeys(("ended_at", "ended_by", "closed_at", "closed_by"))
    Incident.objects.filter(pk=incident.pk).update(state=State.OPEN, **cleared)
    incident.refresh_from_db()
    _update(incident, What.REOPENED, why, happened_at=at, actor=actor, at=at)
    record(events.INCIDENT_REOPENED, incident, actor=actor, at=at, code=incident.code, why=why)
    answer_about(incident, at=at)
    return incident


def _update(incident: Incident, what: str, text: str, *, happened_at: datetime, actor, at, **more) -> IncidentUpdate:
    return IncidentUpdate.objects.create(
        school=incident.school, incident=incident, what=what, text=text, happened_at=happened_at, entered_at=at,
        by=actor, **more,
    )  # fmt: skip
