"""From the day a piece is hung up to the day it is scrapped."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from houqin.campus import events
from houqin.campus.gates import equipment as gates
from houqin.campus.models import Equipment
from houqin.campus.permissions import CHECK_EQUIPMENT, KEEP_EQUIPMENT, SCRAP_EQUIPMENT
from houqin.campus.selectors.pieces import now_standing
from houqin.duties.actions import answer_about
from houqin.incidents.models import Hazard
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.spoken import spoken
from houqin.kernel.transactions import lock
from houqin.tenancy.codes import next_serials
from houqin.tenancy.gates import belongs_to
from houqin.tenancy.models import Space
from houqin.tenancy.school_rows import lock_one

#: What the plate says; a wrong copy of it is put right.
PLATE = ("maker", "model", "serial", "made_on")


@transaction.atomic
def register_equipment(
    *, school, kind: str, space: Space, in_service_on: date | None = None, made_on: date | None = None, spot: str = "",
    maker: str = "", model: str = "", serial: str = "", actor, at: datetime,
) -> Equipment:  # fmt: skip
    """Put a piece on the register and give it its code (AS-01). In service from today when nothing else is said.

    Raises Refused: KIND_UNKNOWN, SPACE_CLOSED, OTHER_SCHOOL, MADE_ON_MISSING, NOT_MADE_YET, DAY_TO_COME, SERIAL_TAKEN.
    """
    authorise(actor, KEEP_EQUIPMENT, school=school, at=at)
    today, serial = school.localdate(at), serial.strip()
    in_service_on = in_service_on or today
    require(
        gates.kind_is_known(kind), gates.place_is_open(school, space),
        gates.days_fit(kind, made_on=made_on, in_service_on=in_service_on, today=today),
        gates.serial_is_free(_same_serial(school, kind, serial)),
    )  # fmt: skip
    [code] = next_serials(school, "E")
    piece = Equipment.objects.create(
        school=school, code=code, kind=kind, space=space, spot=spot.strip(), maker=maker.strip(), model=model.strip(),
        serial=serial, made_on=made_on, in_service_on=in_service_on, registered_by=actor, registered_at=at,
    )  # fmt: skip
    record(events.REGISTERED, piece, about=[space], actor=actor, at=at, equipment=spoken(piece), where=piece.where)
    return piece


def _same_serial(school, kind: str, serial: str, but: Equipment | None = None) -> Equipment | None:
    if not serial:
        return None
    rows = Equipment.objects.of(school).kept().filter(kind=kind, serial=serial)
    return rows.exclude(pk=but.pk if but else None).first()


@transaction.atomic
def change_equipment(
    *, equipment: Equipment, maker: str = "", model: str = "", serial: str = "", made_on: date | None = None, actor,
    at: datetime,
) -> Equipment:  # fmt: skip
    """Put right what was copied wrong from the plate.

    Raises Refused: SCRAPPED, MADE_ON_MISSING, NOT_MADE_YET, SERIAL_TAKEN.
    """
    piece = _locked(equipment, KEEP_EQUIPMENT, actor=actor, at=at)
    serial = serial.strip()
    fits = gates.days_fit(
        piece.kind, made_on=made_on, in_service_on=piece.in_service_on, today=piece.school.localdate(at)
    )
    taken = _same_serial(piece.school, piece.kind, serial, piece)
    require(gates.is_kept(piece), fits, gates.serial_is_free(taken))
    said = {"maker": maker.strip(), "model": model.strip(), "serial": serial, "made_on": made_on}
    changes = {name: (getattr(piece, name), value) for name, value in said.items() if getattr(piece, name) != value}
    if not changes:
        return piece
    for name, value in said.items():
        setattr(piece, name, value)
    piece.save(update_fields=PLATE)
    record(
        events.CHANGED, piece, actor=actor, at=at, equipment=spoken(piece),
        changes=[f"{before or '–'} → {after or '–'}" for before, after in changes.values()],
    )  # fmt: skip
    return piece


@transaction.atomic
def move_equipment(*, equipment: Equipment, space: Space, spot: str = "", actor, at: datetime) -> Equipment:
    """Raises Refused: SCRAPPED, STAYS_THERE, SPACE_CLOSED, OTHER_SCHOOL."""
    piece = _locked(equipment, KEEP_EQUIPMENT, actor=actor, at=at)
    spot = spot.strip()
    require(gates.may_move(piece, space, spot=spot), gates.place_is_open(piece.school, space))
    before, left = piece.where, piece.space
    piece.space, piece.spot = space, spot
    piece.save(update_fields=["space", "spot"])
    record(
        events.MOVED, piece, about=[left, space], actor=actor, at=at, equipment=spoken(piece), before=before,
        after=piece.where,
    )  # fmt: skip
    return piece


@transaction.atomic
def stop_equipment(*, equipment: Equipment, why: str, actor, at: datetime) -> Equipment:
    """Take it out of use: whoever sees that it is unsafe may.

    Raises Refused: SCRAPPED, STOPPED_ALREADY, WHY_MISSING.
    """
    piece = _locked(equipment, CHECK_EQUIPMENT, actor=actor, at=at)
    require(gates.may_stop(piece), gates.says_why(why))
    piece.stopped_at, piece.stopped_by, piece.stopped_reason = at, actor, why.strip()[:200]
    piece.save(update_fields=["stopped_at", "stopped_by", "stopped_reason"])
    record(
        events.STOPPED,
        piece,
        about=[piece.space],
        actor=actor,
        at=at,
        equipment=spoken(piece),
        why=piece.stopped_reason,
    )
    return piece


@transaction.atomic
def put_back_equipment(*, equipment: Equipment, why: str, actor, at: datetime) -> Equipment:
    """Let it be used again.

    Raises Refused: SCRAPPED, NOT_STOPPED, STOPPED_BY_HAZARD, STILL_FAULTY, PAST_ITS_AGE, SERVICE_OVERDUE, WHY_MISSING.
    """
    piece = _locked(equipment, KEEP_EQUIPMENT, actor=actor, at=at)
    standing = now_standing(piece, at=at)
    hazards = Hazard.objects.of(piece.school).open().about(piece).order_by("pk")
    on = piece.school.localdate(at)
    require(gates.may_put_back(standing, hazards=hazards, on=on), gates.says_why(why))
    piece.stopped_at, piece.stopped_by, piece.stopped_reason = None, None, ""
    piece.save(update_fields=["stopped_at", "stopped_by", "stopped_reason"])
    record(
        events.PUT_BACK, piece, about=[piece.space], actor=actor, at=at, equipment=spoken(piece), why=why.strip()[:200]
    )
    return piece


@transaction.atomic
def scrap_equipment(*, equipment: Equipment, why: str, actor, at: datetime) -> Equipment:
    """Off the register for good; what is written of it stays.  Raises Refused: SCRAPPED, WHY_MISSING."""
    piece = _locked(equipment, SCRAP_EQUIPMENT, actor=actor, at=at)
    require(gates.is_kept(piece), gates.says_why(why))
    piece.scrapped_at, piece.scrapped_by, piece.scrapped_reason = at, actor, why.strip()[:200]
    piece.save(update_fields=["scrapped_at", "scrapped_by", "scrapped_reason"])
    record(
        events.SCRAPPED, piece, about=[piece.space], actor=actor, at=at, equipment=spoken(piece),
        why=piece.scrapped_reason,
    )  # fmt: skip
    answer_about(piece.space.building, at=at)
    return piece


@transaction.atomic
def remove_equipment(*, school, equipment: Sequence[Equipment], actor, at: datetime) -> None:
    """Take back what an import brought by mistake.  Raises Refused: IN_USE, OTHER_SCHOOL."""
    authorise(actor, KEEP_EQUIPMENT, school=school, at=at)
    pieces = lock(Equipment.objects.filter(pk__in=[one.pk for one in equipment]))
    require(belongs_to(school, *pieces), gates.may_remove(pieces))
    for piece in pieces:
        record(events.REMOVED, piece, actor=actor, at=at, equipment=spoken(piece))
    Equipment.objects.filter(pk__in=[piece.pk for piece in pieces]).delete()


def _locked(equipment: Equipment, needed, *, actor, at: datetime) -> Equipment:
    authorise(actor, needed, school=equipment.school, at=at)
    return lock_one(Equipment, equipment.pk, "space__building", school=equipment.school)
