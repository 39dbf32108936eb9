"""Verbs of the first hour: steps, calls, reports."""

from datetime import datetime

from django.db import transaction

from houqin.duties.actions import answer_about
from houqin.incidents import events
from houqin.incidents.actions.taking import keep, take
from houqin.incidents.gates import incidents as gates
from houqin.incidents.models import Incident, IncidentStep, LoggedCall, OwedReport, SentReport
from houqin.incidents.permissions import HANDLE_INCIDENTS, SEND_REPORTS
from houqin.incidents.reasons import IncidentReason as Reason
from houqin.journal.actions import record
from houqin.kernel.refusals import require
from houqin.kernel.transactions import lock


@transaction.atomic
def do_step(
    *, step: IncidentStep, note: str = "", is_needed: bool = True, happened_at: datetime | None = None, actor,
    at: datetime,
) -> IncidentStep:  # fmt: skip
    """One line of the card is done, or not needed and why. Who did it and when stays.  Raises Refused: may_do_step."""
    incident = take(step.incident, HANDLE_INCIDENTS, actor=actor, at=at)
    [step] = lock(IncidentStep.objects.filter(pk=step.pk).select_related("done_by"))
    happened_at = happened_at or at
    require(
        gates.is_not_closed(incident),
        gates.may_do_step(step, is_needed=is_needed, note=note),
        gates.happened_since(happened_at, incident, at=at),
    )
    step.incident = incident
    step.outcome = IncidentStep.Outcome.DONE if is_needed else IncidentStep.Outcome.NOT_NEEDED
    step.done_at, step.done_by, step.entered_at, step.note = happened_at, actor, at, note
    step.save(update_fields=["outcome", "done_at", "done_by", "entered_at", "note"])
    kind = events.STEP_DONE if is_needed else events.STEP_NOT_NEEDED
    record(kind, incident, about=[step], actor=actor, at=at, happened_at=happened_at, code=incident.code,
           step=step.code, note=note)  # fmt: skip
    answer_about(incident, at=at)
    return step


@transaction.atomic
def log_call(
    *, incident: Incident, number: str, caller: str = "", called_at: datetime | None = None, reference: str = "",
    note: str = "", actor, at: datetime,
) -> LoggedCall:  # fmt: skip
    """A call for help or advice: number, caller, time, their reference (ER-02). Without a caller, it was you."""
    incident = take(incident, HANDLE_INCIDENTS, actor=actor, at=at)
    called_at = called_at or at
    require(
        gates.is_not_closed(incident),
        gates.says_why(number, Reason.NUMBER_MISSING),
        gates.happened_since(called_at, incident, at=at),
    )
    call = LoggedCall.objects.create(
        school=incident.school, incident=incident, number=number.strip(), caller=caller.strip() or actor.name,
        called_at=called_at, reference=reference, note=note, by=actor, entered_at=at,
    )  # fmt: skip
    record(events.CALL_LOGGED, incident, about=[call], actor=actor, at=at, happened_at=called_at, code=incident.code,
           number=call.number, caller=call.caller, reference=reference)  # fmt: skip
    return call


@transaction.atomic
def send_report(
    *, incident: Incident, owed: OwedReport | None = None, addressee: str = "", form: str = "", how: str,
    receiver: str, reference: str = "", file=None, text: str = "", sent_at: datetime | None = None, actor,
    at: datetime,
) -> SentReport:  # fmt: skip
    """Write down a report that was made, with its proof. `owed` names the one that was due; then it says to whom.

    Raises Refused: may_send.
    """
    incident = take(incident, SEND_REPORTS, actor=actor, at=at)
    sent_at = sent_at or at
    if owed is not None:
        owed = OwedReport.objects.select_related("met_by", "incident").get(pk=owed.pk)
        addressee, form = owed.addressee, owed.form
    require(
        gates.is_not_closed(incident),
        gates.may_send(
            incident, owed=owed, addressee=addressee, form=form, receiver=receiver,
            has_proof=bool(file or reference.strip()),
        ),
        gates.happened_since(sent_at, incident, at=at),
    )  # fmt: skip
    attachment = keep(file, incident, actor=actor, at=at)
    sent = SentReport.objects.create(
        school=incident.school, incident=incident, owed=owed, addressee=addressee, form=form, how=how,
        receiver=receiver, reference=reference, attachment=attachment, text=text, sent_at=sent_at, entered_at=at,
        by=actor,
    )  # fmt: skip
    about = [row for row in (sent, owed, attachment) if row is not None]
    record(
        events.REPORT_SENT, incident, about=about, actor=actor, at=at, happened_at=sent_at, code=incident.code,
        to=addressee, form=form, how=how, receiver=receiver, reference=reference,
        digest=attachment.digest if attachment else "",
    )  # fmt: skip
    answer_about(incident, at=at)
    return sent
