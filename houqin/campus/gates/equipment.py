"""May this piece be registered, moved, used again, scrapped? AS-01, DP-10."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from houqin.campus.kinds import kinds
from houqin.campus.models import Equipment
from houqin.campus.reasons import Reason
from houqin.campus.selectors.pieces import Standing
from houqin.incidents.models import Hazard
from houqin.kernel.references import referring
from houqin.kernel.refusals import KernelReason, Refusal
from houqin.people.gates import nothing_leans_on
from houqin.tenancy.models import Space

LEANING = {"campus.equipmentcheck": _("checks"), "campus.service": _("services")}


def kind_is_known(kind: str) -> Iterator[Refusal]:
    if kind not in kinds():
        yield Refusal(Reason.KIND_UNKNOWN, {"kind": kind})


def place_is_open(school, space: Space) -> Iterator[Refusal]:
    if space.school_id != school.pk:
        yield Refusal(KernelReason.OTHER_SCHOOL, {"what": space.name})
    elif space.closed_on:
        yield Refusal(Reason.SPACE_CLOSED, {"space": space.name})


def days_fit(kind: str, *, made_on: date | None, in_service_on: date, today: date) -> Iterator[Refusal]:
    known = kinds().get(kind)
    if known and known.needs_made_on and made_on is None:
        yield Refusal(Reason.MADE_ON_MISSING, {"kind": str(known)})
    if made_on and made_on > in_service_on:
        yield Refusal(Reason.NOT_MADE_YET, {"made_on": made_on, "on": in_service_on})
    yield from has_come(in_service_on, today=today)


def has_come(on: date, *, today: date) -> Iterator[Refusal]:
    if on > today:
        yield Refusal(Reason.DAY_TO_COME, {"on": on})


def serial_is_free(known: Equipment | None) -> Iterator[Refusal]:
    """`known` is another piece of the same kind with the same number on its plate, None when there is none."""
    if known:
        yield Refusal(Reason.SERIAL_TAKEN, {"code": known.code, "serial": known.serial}, where=known)


def is_kept(piece: Equipment) -> Iterator[Refusal]:
    if piece.scrapped_at:
        yield Refusal(Reason.SCRAPPED, {"code": piece.code, "on": _day(piece)}, where=piece)


def _day(piece: Equipment) -> date:
    return piece.school.localdate(piece.scrapped_at)


def may_move(piece: Equipment, space: Space, *, spot: str) -> Iterator[Refusal]:
    yield from is_kept(piece)
    if piece.space_id == space.pk and piece.spot == spot:
        yield Refusal(Reason.STAYS_THERE, {"space": space.name})


def says_why(why: str) -> Iterator[Refusal]:
    if not why.strip():
        yield Refusal(Reason.WHY_MISSING)


def may_stop(piece: Equipment) -> Iterator[Refusal]:
    yield from is_kept(piece)
    if piece.stopped_at:
        yield Refusal(Reason.STOPPED_ALREADY, {"code": piece.code})


def may_put_back(standing: Standing, *, hazards: Iterable[Hazard], on: date) -> Iterator[Refusal]:
    """Nothing is used again that is faulty, too old, or not serviced. `hazards` are the open ones about it."""
    piece = standing.piece
    yield from is_kept(piece)
    if not piece.scrapped_at and not piece.stopped_at:
        yield Refusal(Reason.NOT_STOPPED, {"code": piece.code})
    if piece.is_held:
        yield Refusal(Reason.STOPPED_BY_HAZARD, {"code": piece.code})
    for hazard in hazards:
        yield Refusal(Reason.STILL_FAULTY, {"hazard": hazard.code, "code": piece.code}, where=hazard)
    if standing.ends_on and standing.ends_on < on:
        yield Refusal(Reason.PAST_ITS_AGE, {"code": piece.code, "on": standing.ends_on})
    elif standing.service_on and standing.service_on < on:
        yield Refusal(Reason.SERVICE_OVERDUE, {"code": piece.code, "on": standing.service_on}, where=piece)


def may_remove(pieces: Sequence[Equipment]) -> Iterator[Refusal]:
    """Checked or serviced, a piece stays. A few queries, whatever the number of rows."""
    names = {piece.pk: str(piece) for piece in pieces}
    yield from nothing_leans_on(names, referring(pieces), LEANING)
