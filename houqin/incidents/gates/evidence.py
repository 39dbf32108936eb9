"""May it be sealed, handed over, released? Rules EP-01 to EP-04."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from houqin.incidents.case_file import CaseFile, Held
from houqin.incidents.reasons import IncidentReason as Reason
from houqin.incidents.scene_checks import SCENE_CHECKS
from houqin.kernel.refusals import Refusal


def may_seal(*, item: str, count: str, place: str, has_photo: bool) -> Iterator[Refusal]:
    """EP-01: what, how much, where, and a photo of it with its seal."""
    if not item.strip():
        yield Refusal(Reason.ITEM_MISSING)
    if not count.strip():
        yield Refusal(Reason.COUNT_MISSING)
    if not place.strip():
        yield Refusal(Reason.SEAL_PLACE_MISSING)
    if not has_photo:
        yield Refusal(Reason.PHOTO_MISSING)


def two_sign(witness, *, actor, school, at: datetime) -> Iterator[Refusal]:
    """EP-01: two different people in office sign."""
    if witness.pk == actor.pk:
        yield Refusal(Reason.WITNESS_IS_YOU)
    elif not witness.is_active or not witness.posts_in(school, at):
        yield Refusal(Reason.WITNESS_NOT_IN_OFFICE, {"name": witness.name})


def is_here(held: Held) -> Iterator[Refusal]:
    if not held.is_here:
        yield Refusal(Reason.EVIDENCE_GONE, {"code": held.evidence.code, "where": held.where}, where=held.evidence)


def may_hand_over(held: Held, *, organisation: str, receiver: str, is_signed: bool) -> Iterator[Refusal]:
    """EP-03, EP-04: to a named authority, a named person, against a signature."""
    yield from is_here(held)
    if not organisation.strip():
        yield Refusal(Reason.ORGANISATION_MISSING)
    if not receiver.strip():
        yield Refusal(Reason.RECEIVER_MISSING)
    if not is_signed:
        yield Refusal(Reason.SIGNATURE_MISSING)


def may_take_back(held: Held) -> Iterator[Refusal]:
    if held.is_here:
        yield Refusal(Reason.EVIDENCE_HERE, {"code": held.evidence.code}, where=held.evidence)
    elif held.is_released:
        yield from is_here(held)


def may_release(held: Held, *, reference: str, why: str) -> Iterator[Refusal]:
    """EP-03: deletion is frozen until the authority says in writing that it needs the thing no more."""
    yield from is_here(held)
    if not reference.strip():
        yield Refusal(Reason.LEAVE_MISSING)
    if not why.strip():
        yield Refusal(Reason.WHY_MISSING)


def may_protect(known: CaseFile, checks: Iterable[str]) -> Iterator[Refusal]:
    """EP-02."""
    checks = list(checks)
    if known.is_scene_protected:
        yield Refusal(Reason.SCENE_PROTECTED_ALREADY)
    if not checks:
        yield Refusal(Reason.CHECKS_MISSING)
    for check in checks:
        if check not in SCENE_CHECKS:
            yield Refusal(Reason.CHECK_UNKNOWN, {"check": check})


def may_release_scene(known: CaseFile, text: str) -> Iterator[Refusal]:
    if not known.is_scene_protected:
        yield Refusal(Reason.SCENE_NOT_PROTECTED)
    if not text.strip():
        yield Refusal(Reason.WHY_MISSING)
