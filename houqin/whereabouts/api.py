"""Whereabouts over the API: who is elsewhere, and the verbs that need no signature.

Personal acts take a personal token.
"""

from datetime import datetime
from typing import Literal

from ninja import Query, Router, Schema

from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, In, Key, Moment, Named, PageIn, PageOut, Said, WhyIn, page, words
from houqin.kernel.permissions import authorise
from houqin.people.models import Pupil
from houqin.people.selectors import colleague
from houqin.tenancy.reaching import one_of
from houqin.whereabouts import actions
from houqin.whereabouts.models import Away, Leave
from houqin.whereabouts.permissions import SEE_WHEREABOUTS
from houqin.whereabouts.selectors import expected_heads
from houqin.whereabouts.selectors.board import board
from houqin.whereabouts.words import state_of

router = Router(tags=["whereabouts"])


class ElsewhereOut(Schema):
    pupil: Named
    kind: str
    where: Said
    since: datetime
    until: datetime | None
    is_overdue: bool
    confirmed_by: Named | None

    @staticmethod
    def resolve_kind(one):
        return one.known.kind

    @staticmethod
    def resolve_since(one):
        return one.known.since

    @staticmethod
    def resolve_until(one):
        return one.known.until

    @staticmethod
    def resolve_confirmed_by(one):
        return one.known.confirmed_by


class WhereaboutsOut(Schema):
    expected: int
    elsewhere: list[ElsewhereOut]


class NoteAwayIn(In):
    pupil: Key
    kind: Literal["sick_room", "hospital", "activity", "visit"]
    confirmed_by: Key
    place: words(80) = ""
    happened_at: Moment | None = None
    until_at: Moment | None = None


class PupilAwayOut(Schema):
    id: int
    pupil: Named
    kind: str
    place: str
    starts_at: datetime
    until_at: datetime | None
    ended_at: datetime | None


class LeaveIn(In):
    pupil: Key
    starts_at: Moment
    until_at: Moment
    reason: words(120, least=1)
    collector_name: words(80) = ""
    collector_relation: words(20) = ""
    collector_phone: words(20) = ""


class ProlongIn(In):
    until_at: Moment
    reason: words(120, least=1)


class LeaveOut(Schema):
    """`state` is for people, in their language; the moments say it for machines.

    With `prolongs` it asks for a later end of that leave, which holds from `prolonged_at` on.
    """

    id: int
    pupil: Named
    starts_at: datetime
    until_at: datetime
    is_overnight: bool
    confirmed_at: datetime | None
    approved_at: datetime | None
    countersigned_at: datetime | None
    handed_over_at: datetime | None
    returned_at: datetime | None
    refused_at: datetime | None
    called_off_at: datetime | None
    prolongs: int | None
    prolonged_at: datetime | None
    state: Said
    page: str

    @staticmethod
    def resolve_prolongs(row):
        return row.prolongs_id

    @staticmethod
    def resolve_state(row, context):
        return state_of(row, at=context["request"].now)[1]

    @staticmethod
    def resolve_page(row):
        return row.get_absolute_url()


@router.get("", response={200: WhereaboutsOut, **NO}, operation_id="whereabouts", summary="Who is elsewhere now")
def who_is_elsewhere(request):
    authorise(request.user, SEE_WHEREABOUTS, school=request.school, at=request.now)
    known = board(request.school, at=request.now)
    return {"expected": expected_heads(request.school, at=request.now), "elsewhere": known.elsewhere}


@router.post(
    "/away", response={200: PupilAwayOut, **NO}, operation_id="note_away", summary="A pupil is elsewhere", **ONCE
)
def note_away(request, sent: NoteAwayIn):
    given = sent.model_dump()
    pupil = one_of(request, Pupil.objects.all(), given.pop("pupil"))
    given["confirmed_by"] = colleague(
        request.school, given["confirmed_by"], on=request.school.localdate(request.now)
    )  # fmt: skip
    return call(request, actions.note_away, about=[pupil], pupil=pupil, **given)


@router.post(
    "/away/{int:pk}/end", response={200: PupilAwayOut, **NO}, operation_id="end_away",
    summary="A pupil is back", **ONCE
)  # fmt: skip
def end_away(request, pk: int):
    away = one_of(request, Away.objects.select_related("pupil"), pk)
    return call(request, actions.end_away, about=[away], away=away)


class VouchIn(In):
    confirmed_by: Key


@router.post(
    "/away/{int:pk}/vouch", response={200: PupilAwayOut, **NO}, operation_id="vouch_for_away",
    summary="Somebody in office vouches for where a pupil is", **ONCE
)  # fmt: skip
def vouch(request, pk: int, sent: VouchIn):
    away = one_of(request, Away.objects.select_related("pupil"), pk)
    who = colleague(request.school, sent.confirmed_by, on=request.school.localdate(request.now))
    return call(request, actions.vouch_for, about=[away, away.pupil], away=away, confirmed_by=who)


class LeavesIn(PageIn):
    state: Literal["asked", "out"] | None = None


@router.get(
    "/leaves", response={200: PageOut[LeaveOut], **NO}, operation_id="list_leaves", summary="Leaves, newest first"
)
def list_leaves(request, asked: Query[LeavesIn]):
    authorise(request.user, SEE_WHEREABOUTS, school=request.school, at=request.now)
    rows = Leave.objects.of(request.school).select_related("pupil")
    if asked.state:
        rows = rows.asked() if asked.state == "asked" else rows.out()
    return page(rows, asked)


@router.post("/leaves", response={200: LeaveOut, **NO}, operation_id="ask_leave", summary="Ask for leave", **ONCE)
def ask_leave(request, sent: LeaveIn):
    given = sent.model_dump()
    pupil = one_of(request, Pupil.objects.all(), given.pop("pupil"))
    return call(request, actions.ask_leave, about=[pupil], pupil=pupil, **given)


def _leave(request, pk: int) -> Leave:
    return one_of(request, Leave.objects.select_related("pupil"), pk)


@router.post(
    "/leaves/{int:pk}/approve", response={200: LeaveOut, **NO}, operation_id="approve_leave",
    summary="The head teacher approves", **ONCE
)  # fmt: skip
def approve(request, pk: int):
    leave = _leave(request, pk)
    return call(request, actions.approve_leaves, about=[leave], leaves=[leave])


@router.post(
    "/leaves/{int:pk}/countersign", response={200: LeaveOut, **NO}, openapi_extra=ONCE,
    operation_id="countersign_leave", summary="A leader countersigns a night",
)  # fmt: skip
def countersign(request, pk: int):
    leave = _leave(request, pk)
    return call(request, actions.countersign_leaves, about=[leave], leaves=[leave])


@router.post(
    "/leaves/{int:pk}/call-off", response={200: LeaveOut, **NO}, operation_id="call_off_leave",
    summary="It is not wanted any more", **ONCE
)  # fmt: skip
def call_off(request, pk: int, sent: WhyIn):
    leave = _leave(request, pk)
    return call(request, actions.call_off_leave, about=[leave], leave=leave, why=sent.reason[:120])


@router.post(
    "/leaves/{int:pk}/prolong", response={200: LeaveOut, **NO}, operation_id="prolong_leave",
    summary="Who is out cannot be back in time", **ONCE
)  # fmt: skip
def prolong(request, pk: int, sent: ProlongIn):
    """Asks for a later end. It takes the words that a leave takes; until then the old end holds."""
    leave = _leave(request, pk)
    return call(request, actions.ask_to_prolong, about=[leave], leave=leave, **sent.model_dump())
