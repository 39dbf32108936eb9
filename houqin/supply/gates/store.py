"""Why goods may not leave the store. One meaning of “usable” for issue, preparation and page (GT-05)."""

from collections.abc import Iterable, Iterator
from datetime import date

from houqin.kernel.refusals import KernelReason, Refusal
from houqin.supply.models import Lot
from houqin.supply.reasons import Reason
from houqin.tenancy.models import Space

GATE = "GT-05"

#: Where goods of a storage class may stand (rule ST-04). Frozen goods thaw in a chiller; samples have their own.
FITTING = {
    "ambient": {Space.Kind.STORE, Space.Kind.KITCHEN, Space.Kind.CHILLER, Space.Kind.FREEZER},
    "chilled": {Space.Kind.CHILLER},
    "frozen": {Space.Kind.FREEZER, Space.Kind.CHILLER},
}


def may_be_used(lot: Lot, *, amount: int, school, on: date, held_ancestor: str = "") -> Iterator[Refusal]:
    """Why this much of a lot may not go to the kitchen that day. The last day of use counts. GT-05; no override.

    `lot` comes from `with_balance()`; `held_ancestor` is the code of a held or rejected lot it was made from.
    """
    if lot.school_id != school.pk:
        yield Refusal(KernelReason.OTHER_SCHOOL, {"what": lot.code}, GATE)
        return
    facts = {"code": lot.code}
    if lot.expiration_date < on:
        yield Refusal(Reason.LOT_EXPIRED, facts | {"expiration_date": lot.expiration_date}, GATE, lot)
    if lot.quarantined_at:
        yield Refusal(Reason.LOT_QUARANTINED, facts, GATE, lot)
    if lot.held_at:
        yield Refusal(Reason.LOT_HELD, facts | {"reason": lot.held_reason}, GATE, lot)
    if lot.rejected_at:
        yield Refusal(Reason.LOT_REJECTED, facts, GATE, lot)
    if held_ancestor:
        yield Refusal(Reason.ANCESTOR_HELD, facts | {"ancestor": held_ancestor}, GATE, lot)
    if lot.disposed_at and lot.left == 0:
        yield Refusal(Reason.LOT_DISPOSED, facts, GATE, lot)
    elif lot.left < max(amount, 1):
        yield Refusal(Reason.NOT_ENOUGH_LEFT, facts | {"left": lot.article.quantity(lot.left)}, GATE, lot)


def takes_first_expired(chosen: Iterable[tuple[Lot, int, str]], usable: Iterable[Lot]) -> Iterator[Refusal]:
    """Why these lots may not be taken before others without a reason. Rule ST-07.

    `chosen` are (lot, amount, deviation reason); `usable` are usable lots of the same articles with stock left.
    """
    chosen = list(chosen)
    exhausted = {lot.pk for lot, amount, _reason in chosen if amount >= lot.left}
    waiting = [lot for lot in usable if lot.pk not in exhausted]
    waiting += [lot for lot, _amount, _reason in chosen if lot.pk not in exhausted]
    waiting.sort(key=lambda lot: (lot.expiration_date, lot.pk))
    for lot, _amount, reason in chosen:
        if reason.strip():
            continue
        earlier = next((one for one in waiting if one.article_id == lot.article_id), None)
        if earlier is not None and earlier.expiration_date < lot.expiration_date:
            facts = {"code": lot.code, "earlier": earlier.code, "expiration_date": earlier.expiration_date}
            yield Refusal(Reason.EARLIER_LOT_FIRST, facts, where=earlier)


def is_positive(amount) -> Iterator[Refusal]:
    if not isinstance(amount, int) or isinstance(amount, bool) or amount <= 0:
        yield Refusal(KernelReason.NOT_POSITIVE)


def says_why(text: str) -> Iterator[Refusal]:
    if not text.strip():
        yield Refusal(Reason.WHY_MISSING)


def may_hold(lot: Lot) -> Iterator[Refusal]:
    if lot.held_at:
        yield Refusal(Reason.HELD_ALREADY, {"code": lot.code}, where=lot)


def may_lift_hold(lot: Lot, *, actor, held_by_id: int | None) -> Iterator[Refusal]:
    """A hold is lifted by a second pair of eyes, never by whoever set it."""
    if not lot.held_at:
        yield Refusal(Reason.NOT_HELD, {"code": lot.code}, where=lot)
    elif held_by_id is not None and held_by_id == actor.pk:
        yield Refusal(Reason.HELD_BY_YOU, {"code": lot.code, "name": actor.name}, where=lot)


def may_quarantine(lot: Lot) -> Iterator[Refusal]:
    if lot.quarantined_at:
        yield Refusal(Reason.QUARANTINED_ALREADY, {"code": lot.code}, where=lot)


def may_end_quarantine(lot: Lot, *, on: date) -> Iterator[Refusal]:
    """Expired or rejected goods never come out of quarantine into use: only back or away."""
    if not lot.quarantined_at:
        yield Refusal(Reason.NOT_QUARANTINED, {"code": lot.code}, where=lot)
    if lot.expiration_date < on:
        facts = {"code": lot.code, "expiration_date": lot.expiration_date}
        yield Refusal(Reason.LOT_EXPIRED, facts, GATE, lot)
    if lot.rejected_at:
        yield Refusal(Reason.LOT_REJECTED, {"code": lot.code}, GATE, lot)


def may_reject(lot: Lot) -> Iterator[Refusal]:
    if lot.rejected_at:
        yield Refusal(Reason.REJECTED_ALREADY, {"code": lot.code}, where=lot)


def may_go_away(lot: Lot, *, amount: int) -> Iterator[Refusal]:
    """Why this much may not be destroyed. Expired, held or rejected goods may always go this way (asks C6)."""
    yield from is_positive(amount)
    if lot.left == 0 and lot.disposed_at:
        yield Refusal(Reason.LOT_DISPOSED, {"code": lot.code}, where=lot)
    elif lot.left < amount or lot.left == 0:
        facts = {"code": lot.code, "left": lot.article.quantity(lot.left)}
        yield Refusal(Reason.NOT_ENOUGH_LEFT, facts, where=lot)


def may_send_back(lot: Lot, *, amount: int) -> Iterator[Refusal]:
    if lot.supplier_id is None:
        yield Refusal(Reason.NO_SUPPLIER, {"code": lot.code}, where=lot)
    yield from may_go_away(lot, amount=amount)


def may_stand_in(lot: Lot, space: Space, *, on: date) -> Iterator[Refusal]:
    if space.school_id != lot.school_id:
        yield Refusal(KernelReason.OTHER_SCHOOL, {"what": space.name})
        return
    if lot.space_id == space.pk:
        yield Refusal(Reason.THERE_ALREADY, {"code": lot.code, "space": space.name}, where=lot)
    yield from space_fits(lot.article, space, on=on)


def space_fits(article, space: Space | None, *, on: date) -> Iterator[Refusal]:
    """Why goods of this article may not stand there. Rule ST-04. No place named is no refusal."""
    if space is None:
        return
    if space.school_id != article.school_id:
        yield Refusal(KernelReason.OTHER_SCHOOL, {"what": space.name})
        return
    if space.closed_on and space.closed_on <= on:
        yield Refusal(Reason.SPACE_CLOSED, {"space": space.name})
    if space.kind not in FITTING[article.storage]:
        facts = {"space": space.name, "storage": article.get_storage_display()}
        yield Refusal(Reason.SPACE_DOES_NOT_FIT, facts)


def may_witness(witness, *, actor, school, at) -> Iterator[Refusal]:
    """Rule ST-10: nobody counts alone, and the second person answers for it by a post held that day."""
    if witness.pk == actor.pk:
        yield Refusal(Reason.WITNESS_IS_YOU)
    elif not witness.is_active or not witness.posts_in(school, at):
        yield Refusal(Reason.WITNESS_NOT_IN_OFFICE, {"name": witness.name})
