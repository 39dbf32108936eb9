"""What happens to one lot where it stands: held, quarantined, rejected, sent back, destroyed, moved."""

from datetime import datetime

from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from houqin.duties.actions import answer_codes
from houqin.incidents.gates.stops import place_is_usable
from houqin.incidents.selectors import stops_of
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.transactions import lock
from houqin.supply import events
from houqin.supply.gates import store as gates
from houqin.supply.models import Lot, Movement
from houqin.supply.permissions import CLEAR_LOTS, DISPOSE_STOCK, HOLD_LOTS, ISSUE_STOCK
from houqin.supply.places import STORES
from houqin.supply.selectors.lots import held_by, refusals_at_the_door
from houqin.tenancy.models import Space


class Disposal(TextChoices):
    """How unfit goods were made harmless (rule ST-09)."""

    COLLECTED = "collected", _("Handed to the food-waste collector")
    DENATURED = "denatured", _("Denatured and thrown away")
    INCINERATED = "incinerated", _("Incinerated")
    BURIED = "buried", _("Buried")


def _locked(lot: Lot) -> Lot:
    """The lot as it stands now, under a lock until the verb ends, with its balance."""
    lock(Lot.objects.filter(pk=lot.pk))
    return Lot.objects.select_related("article", "supplier", "school__bureau").with_balance().get(pk=lot.pk)


def _mark(lot: Lot, kind, *, actor, at: datetime, reason: str, **columns) -> Lot:
    for name, value in columns.items():
        setattr(lot, name, value)
    lot.save(update_fields=list(columns))
    record(kind, lot, actor=actor, at=at, code=lot.code, reason=reason.strip())
    return lot


def _settled(lot: Lot, *, at: datetime) -> Lot:
    """A lot left the shelf or was decided upon: a round of the store or a truck may have waited for just that."""
    answer_codes(lot.school, "supply.check-store-morning", "supply.bring-papers", at=at)
    return lot


@transaction.atomic
def hold_lot(*, lot: Lot, reason: str = "", actor, at: datetime) -> Lot:
    """Stop a lot at once; from here on no verb uses it or anything made from it.

    The reason may follow later: in an alarm the hold comes first.  Raises Refused: HELD_ALREADY.
    """
    authorise(actor, HOLD_LOTS, school=lot.school, at=at)
    lot = _locked(lot)
    require(gates.may_hold(lot))
    return _mark(lot, events.LOT_HELD, actor=actor, at=at, reason=reason, held_at=at, held_reason=reason.strip()[:200])


@transaction.atomic
def lift_hold(*, lot: Lot, reason: str, actor, at: datetime) -> Lot:
    """Let a held lot be used again: food safety or the principal, and never whoever held it.

    Raises Refused: NOT_HELD, HELD_BY_YOU, WHY_MISSING.
    """
    authorise(actor, CLEAR_LOTS, school=lot.school, at=at)
    lot = _locked(lot)
    require(gates.says_why(reason), gates.may_lift_hold(lot, actor=actor, held_by_id=held_by(lot)))
    return _mark(lot, events.HOLD_LIFTED, actor=actor, at=at, reason=reason, held_at=None, held_reason="")


@transaction.atomic
def quarantine_lot(*, lot: Lot, reason: str, actor, at: datetime) -> Lot:
    """Set a lot aside until somebody decides.  Raises Refused: QUARANTINED_ALREADY, WHY_MISSING."""
    authorise(actor, HOLD_LOTS, school=lot.school, at=at)
    lot = _locked(lot)
    require(gates.says_why(reason), gates.may_quarantine(lot))
    _mark(lot, events.LOT_QUARANTINED, actor=actor, at=at, reason=reason, quarantined_at=at)
    return _settled(lot, at=at)


@transaction.atomic
def end_quarantine(*, lot: Lot, reason: str, actor, at: datetime) -> Lot:
    """Food safety found it good, and what its papers lacked at the door is there now.

    Raises Refused: NOT_QUARANTINED, WHY_MISSING, LOT_EXPIRED, LOT_REJECTED, and what `line_may_be_accepted` says.
    """
    authorise(actor, CLEAR_LOTS, school=lot.school, at=at)
    lot = _locked(lot)
    on = lot.school.localdate(at)
    require(gates.says_why(reason), gates.may_end_quarantine(lot, on=on), refusals_at_the_door(lot))
    _mark(lot, events.QUARANTINE_ENDED, actor=actor, at=at, reason=reason, quarantined_at=None)
    return _settled(lot, at=at)


@transaction.atomic
def reject_lot(*, lot: Lot, reason: str, actor, at: datetime) -> Lot:
    """Decide for good that a lot is unfit; it can only be sent back or destroyed.

    Raises Refused: REJECTED_ALREADY, WHY_MISSING.
    """
    authorise(actor, CLEAR_LOTS, school=lot.school, at=at)
    lot = _locked(lot)
    require(gates.says_why(reason), gates.may_reject(lot))
    _mark(lot, events.LOT_REJECTED, actor=actor, at=at, reason=reason, rejected_at=at)
    return _settled(lot, at=at)


@transaction.atomic
def send_back_lot(*, lot: Lot, amount: int | None = None, reason: str, actor, at: datetime) -> Movement:
    """Give goods back to the supplier, all that is left unless `amount` says less. Open to unfit lots too (C6).

    Raises Refused: NO_SUPPLIER, NOT_ENOUGH_LEFT, NOT_POSITIVE, WHY_MISSING.
    """
    authorise(actor, DISPOSE_STOCK, school=lot.school, at=at)
    lot = _locked(lot)
    amount = lot.left if amount is None else amount
    require(gates.says_why(reason), gates.may_send_back(lot, amount=amount))
    movement = _away(lot, amount, Movement.Kind.SENT_BACK, reason.strip(), actor=actor, at=at)
    record(
        events.LOT_SENT_BACK,
        lot,
        about=[lot.supplier],
        actor=actor,
        at=at,
        code=lot.code,
        taken=lot.article.quantity(amount),
        supplier=lot.supplier.name,
        reason=reason.strip(),
    )
    _settled(lot, at=at)
    return movement


@transaction.atomic
def dispose_lot(*, lot: Lot, amount: int | None = None, method: str, reason: str, actor, at: datetime) -> Movement:
    """Destroy goods, all that is left unless `amount` says less. Always open to unfit lots (ST-09, C6).

    Raises Refused: NOT_ENOUGH_LEFT, LOT_DISPOSED, NOT_POSITIVE, WHY_MISSING.
    """
    authorise(actor, DISPOSE_STOCK, school=lot.school, at=at)
    lot = _locked(lot)
    method = Disposal(method)
    amount = lot.left if amount is None else amount
    require(gates.says_why(reason), gates.may_go_away(lot, amount=amount))
    note = f"{method.value}: {reason.strip()}"
    movement = _away(lot, amount, Movement.Kind.DISPOSED, note, actor=actor, at=at)
    record(
        events.LOT_DISPOSED,
        lot,
        actor=actor,
        at=at,
        code=lot.code,
        taken=lot.article.quantity(amount),
        method=method.label,
        reason=reason.strip(),
    )
    _settled(lot, at=at)
    return movement


def _away(lot: Lot, amount: int, kind: str, note: str, *, actor, at: datetime) -> Movement:
    movement = Movement.objects.create(
        school_id=lot.school_id, lot=lot, kind=kind, amount=-amount, note=note[:200], moved_at=at, moved_by=actor
    )
    if lot.left == amount:
        disposed = {"disposed_at": at} if kind == Movement.Kind.DISPOSED else {}
        Lot.objects.filter(pk=lot.pk).update(emptied_at=at, **disposed)
    return movement


@transaction.atomic
def move_lot(*, lot: Lot, space: Space, actor, at: datetime) -> Lot:
    """Put a lot elsewhere.  Raises Refused: THERE_ALREADY, SPACE_CLOSED, SPACE_DOES_NOT_FIT, OUT_OF_USE,
    OTHER_SCHOOL."""
    authorise(actor, ISSUE_STOCK, school=lot.school, at=at)
    lot = _locked(lot)
    require(
        gates.may_stand_in(lot, space, on=lot.school.localdate(at)),
        place_is_usable(space, stops_of(lot.school, kinds=STORES)),
    )
    lot.space = space
    lot.save(update_fields=["space"])
    record(events.LOT_MOVED, lot, about=[space], actor=actor, at=at, code=lot.code, space=space.name)
    return lot
