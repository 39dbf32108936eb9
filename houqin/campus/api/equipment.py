"""The register: what there is, how it stands, what is done with it. Checks are somebody's word and need their token."""

from datetime import date, datetime
from typing import Literal

from ninja import Query, Router, Schema, Status
from pydantic import Field

from houqin.campus import actions
from houqin.campus.kinds import kinds
from houqin.campus.models import Equipment
from houqin.campus.permissions import SEE_EQUIPMENT
from houqin.campus.selectors.pieces import now_standing
from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, Day, In, Key, Moment, Named, PageIn, PageOut, WhyIn, page, words
from houqin.kernel.permissions import authorise
from houqin.tenancy.models import Space
from houqin.tenancy.reaching import one_of

router = Router(tags=["equipment"])

KIND = Literal[tuple(kinds())]


class EquipmentIn(In):
    kind: KIND
    space: Key
    spot: words(80) = ""
    made_on: Day | None = Field(None, description="Needed of what is due by its age: extinguishers, gas hoses.")
    in_service_on: Day | None = None
    maker: words(60) = ""
    model: words(60) = ""
    serial: words(60) = ""


class EquipmentMoveIn(In):
    space: Key
    spot: words(80) = ""


class EquipmentCheckIn(In):
    faults: list[words(40)] = Field(default_factory=list, max_length=20, description="Empty: it is in order.")
    note: words(200) = ""
    checked_at: Moment | None = None


class EquipmentServiceIn(In):
    done_on: Day
    by_whom: words(80, "The firm, or the person with the licence.", least=1)
    what: words(200) = ""
    next_due_on: Day | None = None


class EquipmentRow(Schema):
    id: int
    code: str
    kind: str
    space: Named
    spot: str
    maker: str
    model: str
    serial: str
    made_on: date | None
    in_service_on: date
    stopped_at: datetime | None
    scrapped_at: datetime | None


class EquipmentCheckOut(Schema):
    id: int
    equipment: int = Field(alias="equipment_id")
    faults: list[str]
    note: str
    checked_at: datetime
    by: Named


class EquipmentServiceOut(Schema):
    id: int
    equipment: int = Field(alias="equipment_id")
    done_on: date
    by_whom: str
    what: str
    next_due_on: date | None


class EquipmentOut(EquipmentRow):
    """`state` is fine, due, overdue, faulty, stopped or scrapped on the day of the question."""

    state: str
    service_on: date | None
    ends_on: date | None
    checked_last_at: datetime | None


class EquipmentAsked(PageIn):
    space: Key | None = None
    kind: KIND | None = None


def _rows():
    return Equipment.objects.select_related("school__bureau", "space")


def piece_of(request, pk: int) -> Equipment:
    piece = one_of(request, _rows(), pk)
    authorise(request.user, SEE_EQUIPMENT, school=piece.school, at=request.now)
    return piece


def _standing(request, piece: Equipment) -> Equipment:
    standing = now_standing(piece, at=request.now)
    found = standing.piece
    found.state, found.service_on, found.ends_on = standing.state, standing.service_on, standing.ends_on
    return found


@router.get("", response={200: PageOut[EquipmentRow], **NO}, operation_id="list_equipment",
            summary="Equipment on the register, newest first")  # fmt: skip
def list_equipment(request, asked: Query[EquipmentAsked]):
    authorise(request.user, SEE_EQUIPMENT, school=request.school, at=request.now)
    rows = _rows().of(request.school).kept()
    if asked.space:
        rows = rows.filter(space=asked.space)
    return page(rows.filter(kind=asked.kind) if asked.kind else rows, asked)


@router.get(
    "/{int:pk}", response={200: EquipmentOut, **NO}, operation_id="get_equipment", summary="How one piece stands"
)
def get_equipment(request, pk: int):
    return _standing(request, piece_of(request, pk))


@router.post("", response={201: EquipmentOut, **NO}, operation_id="register_equipment",
             summary="Put a piece on the register (AS-01)", **ONCE)  # fmt: skip
def register_equipment(request, sent: EquipmentIn):
    said = sent.model_dump() | {"space": one_of(request, Space.objects.all(), sent.space)}
    piece = call(request, actions.register_equipment, about=[request.school], school=request.school, **said)
    return Status(201, _standing(request, _rows().get(pk=piece.pk)))


@router.post("/{int:pk}/move", response={200: EquipmentOut, **NO}, operation_id="move_equipment",
             summary="Carry a piece to another place", **ONCE)  # fmt: skip
def move_equipment(request, pk: int, sent: EquipmentMoveIn):
    piece, space = piece_of(request, pk), one_of(request, Space.objects.all(), sent.space)
    call(request, actions.move_equipment, about=[piece], equipment=piece, space=space, spot=sent.spot)
    return _standing(request, piece_of(request, pk))


@router.post("/{int:pk}/checks", response={201: EquipmentCheckOut, **NO}, operation_id="check_equipment",
             summary="Say how a piece looks; a fault becomes a hazard", **ONCE)  # fmt: skip
def check_equipment(request, pk: int, sent: EquipmentCheckIn):
    piece = piece_of(request, pk)
    return Status(201, call(request, actions.check_equipment, about=[piece], equipment=piece, **sent.model_dump()))


@router.post("/{int:pk}/services", response={201: EquipmentServiceOut, **NO}, operation_id="service_equipment",
             summary="Record a service (DP-10)", **ONCE)  # fmt: skip
def service_equipment(request, pk: int, sent: EquipmentServiceIn):
    piece = piece_of(request, pk)
    return Status(201, call(request, actions.service_equipment, about=[piece], equipment=piece, **sent.model_dump()))


@router.post("/{int:pk}/stop", response={200: EquipmentOut, **NO}, operation_id="stop_equipment",
             summary="Take a piece out of use", **ONCE)  # fmt: skip
def stop_equipment(request, pk: int, sent: WhyIn):
    piece = piece_of(request, pk)
    call(request, actions.stop_equipment, about=[piece], equipment=piece, why=sent.reason)
    return _standing(request, piece_of(request, pk))


@router.post("/{int:pk}/put-back", response={200: EquipmentOut, **NO}, operation_id="put_back_equipment",
             summary="Let a piece be used again", **ONCE)  # fmt: skip
def put_back_equipment(request, pk: int, sent: WhyIn):
    piece = piece_of(request, pk)
    call(request, actions.put_back_equipment, about=[piece], equipment=piece, why=sent.reason)
    return _standing(request, piece_of(request, pk))


@router.post("/{int:pk}/scrap", response={200: EquipmentOut, **NO}, operation_id="scrap_equipment",
             summary="Take a piece off the register for good, with a personal token", **ONCE)  # fmt: skip
def scrap_equipment(request, pk: int, sent: WhyIn):
    piece = piece_of(request, pk)
    call(request, actions.scrap_equipment, about=[piece], equipment=piece, why=sent.reason)
    return _standing(request, piece_of(request, pk))
