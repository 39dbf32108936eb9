"""Incidents: report one, see what it demands and what was done."""

from datetime import datetime
from typing import Literal

from ninja import Query, Router, Schema, Status
from pydantic import Field

from houqin.incidents import actions
from houqin.incidents.case_file import case_file_of
from houqin.incidents.incident_kinds import incident_kinds
from houqin.incidents.models import Incident
from houqin.incidents.permissions import SEE_INCIDENTS
from houqin.journal.doors import call
from houqin.journal.models import Attachment
from houqin.journal.used_before import mark_used_before
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, In, Key, Moment, Named, PageIn, PageOut, page, words
from houqin.kernel.permissions import authorise
from houqin.tenancy.models import Space
from houqin.tenancy.reaching import one_of

router = Router(tags=["incidents"])


class IncidentsIn(PageIn):
    show: Literal["open", "closed", "all"] = "open"


class IncidentIn(In):
    kind: Literal[tuple(incident_kinds())]
    discovered_at: Moment | None = Field(None, description="Every clock runs from then; now, when not sent.")
    summary: words(500, "What happened.")
    space: Key | None = Field(None, description="The room; or else `place`.")
    place: words(80) = ""
    people: words(200) = ""
    ill: int | None = Field(None, ge=0, le=100_000)
    suspect_from: Moment | None = Field(None, description="Food: samples of meals from then on are locked.")
    suspect_until: Moment | None = None


class IncidentRow(Schema):
    id: int
    code: str
    kind: str
    state: str
    grade: str
    is_confidential: bool
    discovered_at: datetime
    received_at: datetime
    place: str
    summary: str
    handler: Named
    ended_at: datetime | None
    closed_at: datetime | None

    @staticmethod
    def resolve_place(row):
        return row.where


class StepOut(Schema):
    id: int
    code: str
    post: str
    due_at: datetime
    outcome: str
    done_at: datetime | None
    note: str


class OwedOut(Schema):
    id: int
    addressee: str
    form: str
    due_at: datetime
    rule: str


class SentOut(Schema):
    id: int
    addressee: str
    form: str
    how: str
    receiver: str
    reference: str
    sent_at: datetime


class PhotoOut(Schema):
    sha256: str
    used_before_at: datetime | None = Field(description="First use of the same photo, where there was one before.")


class HeldOut(Schema):
    code: str
    item: str
    count: str
    photo_sha256: str = Field(description="Of the first photo.")
    photos: list[PhotoOut]
    is_here: bool
    where: str


class IncidentOut(Schema):
    incident: IncidentRow
    steps: list[StepOut]
    owed: list[OwedOut] = Field(description="Reports still to be sent, the most urgent first.")
    sent: list[SentOut]
    evidence: list[HeldOut]


def incident_of(request, pk: int) -> Incident:
    return one_of(request, Incident.objects.select_related("school__bureau", "space", "handler"), pk)


def told(request, incident: Incident) -> dict:
    known = case_file_of(incident)
    mark_used_before([photo for one in known.held for photo in one.photos], actor=request.user)
    held = [
        {
            "code": one.evidence.code, "item": one.evidence.item, "count": one.evidence.count,
            "photo_sha256": one.evidence.photo.digest, "photos": [_photo(photo) for photo in one.photos],
            "is_here": one.is_here, "where": one.where,
        }
        for one in known.held
    ]  # fmt: skip
    return {"incident": incident, "steps": known.steps, "owed": known.open_reports, "sent": known.sent,
            "evidence": held}  # fmt: skip


def _photo(photo: Attachment) -> dict:
    return {"sha256": photo.digest, "used_before_at": photo.used_before and photo.used_before.at}


@router.get("", response={200: PageOut[IncidentRow], **NO}, operation_id="list_incidents", summary="Incidents")
def list_incidents(request, asked: Query[IncidentsIn]):
    authorise(request.user, SEE_INCIDENTS, school=request.school, at=request.now)
    rows = Incident.objects.visible_to(request.user).of(request.school).select_related("space", "handler")
    if asked.show != "all":
        closed = rows.filter(state=Incident.State.CLOSED)
        rows = closed if asked.show == "closed" else rows.open()
    return page(rows, asked)


@router.get("/{int:pk}", response={200: IncidentOut, **NO}, operation_id="get_incident", summary="One incident")
def get_incident(request, pk: int):
    found = incident_of(request, pk)
    authorise(request.user, SEE_INCIDENTS, school=found.school, at=request.now)
    return told(request, found)


@router.post(
    "", response={201: IncidentOut, **NO}, operation_id="report_incident",
    summary="Report an incident: its first-hour card and its clocks begin (D-30)", **ONCE,
)  # fmt: skip
def report_incident(request, sent: IncidentIn):
    space = one_of(request, Space.objects.select_related("school__bureau"), sent.space)
    facts = sent.model_dump() | {"space": space}
    incident = call(request, actions.report_incident, about=[space], school=request.school, **facts)
    return Status(201, told(request, incident_of(request, incident.pk)))
