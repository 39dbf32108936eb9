"""Evacuations over the API: begin, live totals, count heads, end."""

from datetime import datetime

from ninja import Query, Router, Schema
from pydantic import Field

from houqin.dormitory.actions.emergencies import count_heads, end_emergency, start_emergency
from houqin.dormitory.models import Emergency
from houqin.dormitory.permissions import SEE_EMERGENCIES
from houqin.dormitory.selectors.emergencies import groups_of, totals
from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, In, Key, Moment, PageIn, PageOut, page, words
from houqin.kernel.permissions import authorise
from houqin.tenancy.reaching import one_of

router = Router(tags=["emergencies"])
ROWS = Emergency.objects.select_related("school__bureau")


class EmergencyOut(Schema):
    id: int
    what: str
    is_drill: bool
    by_room: bool
    started_at: datetime
    ended_at: datetime | None


class TotalsOut(Schema):
    expected: int = 0
    safe: int = 0
    missing: int = 0
    uncounted: int = 0


class StartIn(In):
    what: words(120, least=1)
    is_drill: bool = False


class HeadMarksIn(In):
    shown: list[Key] = Field(max_length=5_000)
    missing: list[Key] = Field([], max_length=5_000)
    happened_at: Moment | None = None


@router.get("", response={200: PageOut[EmergencyOut], **NO}, operation_id="list_emergencies", summary="Evacuations")
def list_emergencies(request, asked: Query[PageIn]):
    authorise(request.user, SEE_EMERGENCIES, school=request.school, at=request.now)
    return page(ROWS.of(request.school), asked)


@router.post("", response={200: EmergencyOut, **NO}, operation_id="start_emergency", summary="Everybody out", **ONCE)
def start(request, sent: StartIn):
    return call(request, start_emergency, school=request.school, **sent.model_dump())


@router.get("/{pk}/totals", response={200: TotalsOut, **NO}, operation_id="emergency_totals", summary="Live totals")
def live(request, pk: Key):
    authorise(request.user, SEE_EMERGENCIES, school=request.school, at=request.now)
    return totals(groups_of(one_of(request, ROWS, pk)))


@router.post("/{pk}/heads", response={200: EmergencyOut, **NO}, operation_id="count_evacuated", summary="Heads", **ONCE)
def heads(request, pk: Key, sent: HeadMarksIn):
    found = one_of(request, ROWS, pk)
    return call(request, count_heads, about=[found], emergency=found, **sent.model_dump())


@router.post("/{pk}/end", response={200: EmergencyOut, **NO}, operation_id="end_emergency", summary="End", **ONCE)
def end(request, pk: Key):
    found = one_of(request, ROWS, pk)
    return call(request, end_emergency, about=[found], emergency=found)
