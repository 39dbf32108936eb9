"""Does this check say what was seen of pieces that are there?"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from houqin.campus.models import EquipmentCheck
from houqin.campus.reasons import Reason
from houqin.kernel.refusals import KernelReason, Refusal
from houqin.tenancy.models import Building


def has_happened(checked_at: datetime, *, at: datetime) -> Iterator[Refusal]:
    if checked_at > at:
        yield Refusal(KernelReason.IN_THE_FUTURE, {"happened_at": checked_at}, "GT-18")


def may_find(found: Iterable, *, checked_at: datetime) -> Iterator[Refusal]:
    """Known faults of pieces that were not scrapped by then. `found` are those of `actions.checks`."""
    for one in found:
        piece = one.piece
        if piece.scrapped_at and piece.scrapped_at < checked_at:
            gone = piece.school.localdate(piece.scrapped_at)
            yield Refusal(Reason.SCRAPPED, {"code": piece.code, "on": gone}, where=piece)
        for fault in one.faults:
            if piece.kind_of.fault(fault) is None:
                yield Refusal(Reason.FAULT_UNKNOWN, {"code": piece.code, "fault": fault})


def hung_there(found: Iterable, *, checked_at: datetime) -> Iterator[Refusal]:
    """Nobody looks at what is not there yet. A correction keeps the moment of its check, and is not asked this."""
    for one in found:
        piece = one.piece
        if piece.school.localdate(checked_at) < piece.in_service_on:
            yield Refusal(Reason.NOT_THERE_YET, {"code": piece.code, "on": piece.in_service_on}, where=piece)


def are_of(building: Building, found: Iterable) -> Iterator[Refusal]:
    """Each piece stands in the building and is named once; a check of nothing is none."""
    found = list(found)
    if not found:
        yield Refusal(Reason.NOTHING_TO_CHECK)
    for key, times in Counter(one.piece.pk for one in found).items():
        piece = next(one.piece for one in found if one.piece.pk == key)
        if times > 1:
            yield Refusal(Reason.FOUND_TWICE, {"code": piece.code})
        if piece.school_id != building.school_id:
            yield Refusal(KernelReason.OTHER_SCHOOL, {"what": str(piece)})
        elif piece.space.building_id != building.pk:
            yield Refusal(Reason.NOT_OF_BUILDING, {"code": piece.code, "building": building.name}, where=piece)


def may_correct(check: EquipmentCheck, newer: EquipmentCheck | None) -> Iterator[Refusal]:
    if newer:
        yield Refusal(Reason.CORRECTED_ALREADY, where=check.equipment)
