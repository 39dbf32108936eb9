"""Questions asked before a change of a school's frame."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from houqin.kernel.refusals import KernelReason, Refusal
from houqin.tenancy.parameters import ParameterKind
from houqin.tenancy.reasons import Reason


def belongs_to(school, *things) -> Iterator[Refusal]:
    """Why these rows may not be used here: they are another school's. None counts as nothing."""
    for thing in things:
        if thing is not None and thing.school_id != school.pk:
            yield Refusal(KernelReason.OTHER_SCHOOL, {"what": str(thing)})


def may_set(kind: ParameterKind, *, value: Decimal, above: Decimal, scope: str, valid_from: date,
            today: date) -> Iterator[Refusal]:  # fmt: skip
    """Why a scope may not set this number: looser than what holds above it, or reaching into days that are over."""
    if kind.is_looser(value, above):
        facts = {"value": value, "limit": above, "scope": scope, "rule": kind.rule}
        yield Refusal(Reason.LOOSER_THAN_ABOVE, facts)
    if valid_from < today:
        yield Refusal(Reason.IN_FORCE_ALREADY, {"valid_from": valid_from, "today": today})
