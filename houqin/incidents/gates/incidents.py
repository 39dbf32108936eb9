"""May it be reported, handled, ended, closed, reopened? GT-18, GT-19; rules ER-01 to ER-16."""

from collections.abc import Iterator
from datetime import datetime

from houqin.incidents.case_file import CaseFile
from houqin.incidents.incident_kinds import addressees, incident_kinds
from houqin.incidents.models import Incident, IncidentStep, OwedReport, ReportForm
from houqin.incidents.permissions import SEE_CONFIDENTIAL
from houqin.incidents.reasons import IncidentReason as Reason
from houqin.kernel.refusals import KernelReason, Refusal
from houqin.kernel.shown import shown


def may_report(*, kind: str, discovered_at: datetime, summary: str, place: str, space, school, suspect_from,
               suspect_until, at: datetime) -> Iterator[Refusal]:  # fmt: skip
    if kind not in incident_kinds():
        yield Refusal(Reason.KIND_UNKNOWN, {"kind": kind})
    if discovered_at > at:
        yield Refusal(KernelReason.IN_THE_FUTURE, {"happened_at": discovered_at}, gate="GT-18")
    if not summary.strip():
        yield Refusal(Reason.SUMMARY_MISSING)
    if space is not None and space.school_id != school.pk:
        yield Refusal(KernelReason.OTHER_SCHOOL, {"what": str(space)})
    elif space is None and not place.strip():
        yield Refusal(Reason.PLACE_MISSING)
    if suspect_from and suspect_until and suspect_until < suspect_from:
        yield Refusal(Reason.WINDOW_BACKWARDS)


def happened_since(happened_at: datetime, incident: Incident, *, at: datetime) -> Iterator[Refusal]:
    """Nothing is done in the future, and nothing about an incident before somebody discovered it."""
    if happened_at > at:
        yield Refusal(KernelReason.IN_THE_FUTURE, {"happened_at": happened_at}, gate="GT-18")
    elif happened_at < incident.discovered_at:
        facts = {"happened_at": happened_at, "discovered_at": incident.discovered_at}
        yield Refusal(Reason.BEFORE_DISCOVERY, facts, gate="GT-18")


def is_not_closed(incident: Incident) -> Iterator[Refusal]:
    if incident.is_closed:
        yield Refusal(Reason.INCIDENT_CLOSED, {"code": incident.code}, where=incident)


def says_why(why: str, reason=Reason.WHY_MISSING) -> Iterator[Refusal]:
    if not why.strip():
        yield Refusal(reason)


def may_handle(handler, incident: Incident, *, at: datetime) -> Iterator[Refusal]:
    posts = handler.posts_in(incident.school, at) if handler.is_active else frozenset()
    if not posts:
        yield Refusal(Reason.HANDLER_NOT_IN_OFFICE, {"name": handler.name})
    elif incident.is_confidential and not posts & SEE_CONFIDENTIAL.posts:
        yield Refusal(Reason.HANDLER_MAY_NOT_SEE, {"name": handler.name})


def may_do_step(step: IncidentStep, *, is_needed: bool, note: str) -> Iterator[Refusal]:
    if step.outcome:
        facts = {"step": str(step), "name": step.done_by.name, "done_at": step.done_at}
        yield Refusal(Reason.STEP_DONE_ALREADY, facts, where=step)
    elif not is_needed and not note.strip():
        yield Refusal(Reason.NOTE_MISSING, {"step": str(step)})


def may_send(
    incident: Incident, *, owed: OwedReport | None, addressee: str, form: str, receiver: str, has_proof: bool
) -> Iterator[Refusal]:
    """ER-01, ER-13. Every report has somebody who took it and something that proves it."""
    if addressee not in addressees():
        yield Refusal(Reason.ADDRESSEE_UNKNOWN, {"addressee": addressee})
    if owed is not None:
        if owed.incident_id != incident.pk:
            yield Refusal(Reason.REPORT_OF_ANOTHER, where=owed.incident)
        elif met := getattr(owed, "met_by", None):
            yield Refusal(Reason.REPORT_SENT_ALREADY, {"report": str(owed), "sent_at": met.sent_at}, where=incident)
    if form == ReportForm.CLOSING and incident.state == Incident.State.OPEN:
        yield Refusal(Reason.CLOSING_TOO_EARLY, {"code": incident.code}, where=incident)
    if not receiver.strip():
        yield Refusal(Reason.RECEIVER_MISSING)
    if not has_proof:
        yield Refusal(Reason.PROOF_MISSING)


def may_end(known: CaseFile) -> Iterator[Refusal]:
    incident = known.incident
    yield from is_not_closed(incident)
    if incident.state == Incident.State.ENDED:
        yield Refusal(Reason.INCIDENT_ENDED, {"code": incident.code}, where=incident)
    if known.open_steps:
        yield Refusal(Reason.STEPS_OPEN, {"steps": shown(known.open_steps)}, where=incident)


def may_close(known: CaseFile, actor) -> Iterator[Refusal]:
    """GT-19: everything is done and proven, and a second person says so."""
    incident = known.incident
    yield from is_not_closed(incident)
    if incident.state == Incident.State.OPEN:
        yield Refusal(Reason.INCIDENT_NOT_ENDED, {"code": incident.code}, gate="GT-19", where=incident)
    if known.open_steps:
        yield Refusal(Reason.STEPS_OPEN, {"steps": shown(known.open_steps)}, gate="GT-19", where=incident)
    if known.open_reports:
        yield Refusal(Reason.REPORTS_OPEN, {"reports": shown(known.open_reports)}, gate="GT-19", where=incident)
    if here := [one.evidence.code for one in known.held if one.is_here]:
        yield Refusal(Reason.EVIDENCE_HELD, {"codes": shown(here)}, gate="GT-19", where=incident)
    if known.is_scene_protected:
        yield Refusal(Reason.SCENE_STILL_PROTECTED, gate="GT-19", where=incident)
    if not known.stage("finding"):
        yield Refusal(Reason.NO_FINDING, gate="GT-19", where=incident)
    if waiting := known.open_rectifications:
        yield Refusal(Reason.RECTIFICATION_OPEN, {"hazards": shown(waiting)}, gate="GT-19", where=waiting[0])
    if actor.pk in known.handled_by:
        yield Refusal(Reason.CLOSER_HANDLED_IT, {"name": actor.name}, gate="GT-19")


def may_reopen(incident: Incident, why: str) -> Iterator[Refusal]:
    if incident.state == Incident.State.OPEN:
        yield Refusal(Reason.INCIDENT_NOT_CLOSED, {"code": incident.code}, where=incident)
    yield from says_why(why)
