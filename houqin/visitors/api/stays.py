"""What is asked of overnight stays (GT-15)."""

from datetime import date, datetime
from typing import Literal

from ninja import Query, Router, Schema, Status

from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, Day, In, Key, Moment, Named, PageIn, PageOut, page, words
from houqin.kernel.permissions import authorise
from houqin.people.models import Pupil
from houqin.tenancy.models import Space
from houqin.tenancy.reaching import one_of
from houqin.visitors import actions
from houqin.visitors.api.visits import DOCUMENT
from houqin.visitors.models import GuestStay
from houqin.visitors.permissions import SEE_STAYS

router = Router(tags=["overnight guests"])


class GuestStayIn(In):
    pupil: Key
    name: words(80, "As the document says.")
    relation: words(20)
    party: Literal["f", "m", "both"]
    heads: int = 1
    has_pupil_along: bool = False
    arrives_on: Day
    leaves_on: Day
    phone: words(20) = ""
    why: words(200)


class StayNoteIn(In):
    note: words(200) = ""


class GuestDocumentIn(In):
    document_kind: DOCUMENT = "identity_card"
    document_number: words(40, "Only its last four signs and a keyed digest are kept.")
    happened_at: Moment | None = None


class KeyIn(In):
    room: Key
    happened_at: Moment | None = None


class KeyBackIn(In):
    happened_at: Moment | None = None


class GuestStayOut(Schema):
    id: int
    code: str
    state: str
    pupil: Named
    name: str
    relation: str
    party: str
    heads: int
    arrives_on: date
    leaves_on: date
    document_ending: str
    room: Named | None
    decided_by: Named | None
    lodged_at: datetime | None
    departed_at: datetime | None
    page: str

    @staticmethod
    def resolve_page(row):
        return row.get_absolute_url()


def _rows():
    return GuestStay.objects.select_related("school__bureau", "pupil", "room", "decided_by")


class GuestStaysIn(PageIn):
    state: Literal["applied", "approved", "declined", "registered", "lodged", "departed", "called_off"] | None = None


@router.get("", response={200: PageOut[GuestStayOut], **NO}, operation_id="list_stays", summary="Stays, newest first")
def list_stays(request, asked: Query[GuestStaysIn]):
    authorise(request.user, SEE_STAYS, school=request.school, at=request.now)
    rows = _rows().of(request.school)
    return page(rows.filter(state=asked.state) if asked.state else rows, asked)


@router.get("/{int:pk}", response={200: GuestStayOut, **NO}, operation_id="get_stay", summary="One stay")
def get_stay(request, pk: int):
    stay = one_of(request, _rows(), pk)
    authorise(request.user, SEE_STAYS, school=stay.school, at=request.now)
    return stay


@router.post("", response={201: GuestStayOut, **NO}, operation_id="apply_for_stay", summary="Apply (D-22)", **ONCE)
def apply_for_stay(request, sent: GuestStayIn):
    pupil = one_of(request, Pupil.objects.all(), sent.pupil)
    stay = call(
        request, actions.apply_for_stay, about=[pupil], school=request.school, pupil=pupil,
        **sent.model_dump(exclude={"pupil"}),
    )  # fmt: skip
    return Status(201, _rows().get(pk=stay.pk))


def _done(request, verb, pk: int, **arguments):
    stay = one_of(request, _rows(), pk)
    call(request, verb, about=[stay], stay=stay, **arguments)
    return _rows().get(pk=pk)


@router.post(
    "/{int:pk}/approve",
    response={200: GuestStayOut, **NO},
    operation_id="approve_stay",
    summary="Approve (D-23)",
    **ONCE,
)
def approve_stay(request, pk: int, sent: StayNoteIn):
    return _done(request, actions.approve_stay, pk, note=sent.note)


@router.post(
    "/{int:pk}/decline", response={200: GuestStayOut, **NO}, operation_id="decline_stay", summary="Decline", **ONCE
)
def decline_stay(request, pk: int, sent: StayNoteIn):
    return _done(request, actions.decline_stay, pk, note=sent.note)


@router.post(
    "/{int:pk}/call-off", response={200: GuestStayOut, **NO}, operation_id="call_off_stay", summary="Call off", **ONCE
)
def call_off_stay(request, pk: int, sent: StayNoteIn):
    return _done(request, actions.call_off_stay, pk, note=sent.note)


@router.post(
    "/{int:pk}/register", response={200: GuestStayOut, **NO}, operation_id="register_guest",
    summary="Register the guest's document (D-24)", **ONCE,
)  # fmt: skip
def register_guest(request, pk: int, sent: GuestDocumentIn):
    return _done(request, actions.register_guest, pk, **sent.model_dump())


@router.post(
    "/{int:pk}/lodge", response={200: GuestStayOut, **NO}, operation_id="lodge_guest",
    summary="Give the key of a guest room (GT-15)", **ONCE,
)  # fmt: skip
def lodge_guest(request, pk: int, sent: KeyIn):
    room = one_of(request, Space.objects.all(), sent.room)
    return _done(request, actions.lodge_guest, pk, room=room, happened_at=sent.happened_at)


@router.post(
    "/{int:pk}/depart",
    response={200: GuestStayOut, **NO},
    operation_id="depart_guest",
    summary="Take the key back",
    **ONCE,
)
def depart_guest(request, pk: int, sent: KeyBackIn):
    return _done(request, actions.depart_guest, pk, happened_at=sent.happened_at)
