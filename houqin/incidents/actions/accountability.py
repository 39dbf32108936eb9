"""Verbs of accountability: investigation, finding, sanction, publication (charter C-20; ER-14 to ER-16)."""

from datetime import date, datetime

from django.db import transaction

from houqin.incidents import events
from houqin.incidents.actions.hazards import report_hazard
from houqin.incidents.actions.taking import take
from houqin.incidents.case_file import case_file_of
from houqin.incidents.gates.accountability import may_enter
from houqin.incidents.gates.incidents import is_not_closed
from houqin.incidents.models import AccountabilityEntry, Category, Hazard, Incident
from houqin.incidents.permissions import INVESTIGATE
from houqin.journal.actions import record
from houqin.kernel.refusals import require

Stage = AccountabilityEntry.Stage


@transaction.atomic
def open_investigation(*, incident: Incident, text: str, whom: str = "", actor, at: datetime) -> AccountabilityEntry:
    """Say who investigates (`whom`) and what."""
    return _enter(incident, Stage.INVESTIGATION, events.INVESTIGATION_OPENED, text=text, whom=whom, actor=actor, at=at)


@transaction.atomic
def record_finding(
    *, incident: Incident, text: str, whom: str = "", reference: str = "", actor, at: datetime
) -> AccountabilityEntry:
    """What caused it, and who answers for it (ER-14)."""
    return _enter(
        incident, Stage.FINDING, events.FINDING_RECORDED, text=text, whom=whom, reference=reference, actor=actor, at=at
    )


@transaction.atomic
def record_sanction(
    *, incident: Incident, text: str, whom: str, reference: str = "", actor, at: datetime
) -> AccountabilityEntry:
    """What follows for whom."""
    return _enter(
        incident, Stage.SANCTION, events.SANCTION_RECORDED, text=text, whom=whom, reference=reference, actor=actor,
        at=at,
    )  # fmt: skip


@transaction.atomic
def publish_findings(*, incident: Incident, text: str, reference: str = "", actor, at: datetime) -> AccountabilityEntry:
    """The notice as it was hung out: cause, what follows, what changes. Names no child."""
    return _enter(
        incident, Stage.PUBLICATION, events.FINDINGS_PUBLISHED, text=text, reference=reference, actor=actor, at=at
    )


@transaction.atomic
def demand_rectification(
    *, incident: Incident, what: str, category: str = Category.MANAGEMENT, grade: str = "", owner_post: str = "",
    due_on: date | None = None, actor, at: datetime,
) -> Hazard:  # fmt: skip
    """What has to change becomes a hazard: put right by its owner, verified by another. The incident waits for it."""
    incident = take(incident, INVESTIGATE, actor=actor, at=at)
    require(is_not_closed(incident))
    hazard = report_hazard(
        school=incident.school, what=what, category=category, place=incident.space, source=incident, grade=grade,
        owner_post=owner_post, due_on=due_on, actor=actor, at=at,
    )  # fmt: skip
    record(events.RECTIFICATION_DEMANDED, incident, about=[hazard], actor=actor, at=at, code=incident.code,
           hazard=str(hazard))  # fmt: skip
    return hazard


def _enter(incident: Incident, stage: str, kind, *, text: str, whom: str = "", reference: str = "", actor,
           at: datetime) -> AccountabilityEntry:  # fmt: skip
    incident = take(incident, INVESTIGATE, actor=actor, at=at)
    require(is_not_closed(incident), may_enter(case_file_of(incident), stage, text=text, whom=whom))
    entry = AccountabilityEntry.objects.create(
        school=incident.school, incident=incident, stage=stage, whom=whom, text=text, reference=reference,
        happened_at=at, entered_at=at, by=actor,
    )  # fmt: skip
    record(kind, incident, about=[entry], actor=actor, at=at, code=incident.code, text=text, whom=whom)
    return entry
