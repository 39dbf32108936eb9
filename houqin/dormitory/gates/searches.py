"""What may be said of a search."""

from collections.abc import Iterator
from datetime import datetime

from houqin.dormitory.models import Search
from houqin.dormitory.reasons import Reason
from houqin.kernel.refusals import KernelReason, Refusal


def may_step(search: Search, *, happened_at: datetime, at: datetime) -> Iterator[Refusal]:
    """A call made before the child was found may be written down afterwards: it was made."""
    if search.found_at and happened_at > search.found_at:
        yield Refusal(Reason.FOUND_ALREADY, {"name": search.pupil.name, "found_at": search.found_at})
    yield from _in_order(search, happened_at, at)


def may_be_found(search: Search, *, where: str, happened_at: datetime, at: datetime) -> Iterator[Refusal]:
    if search.found_at:
        yield Refusal(Reason.FOUND_ALREADY, {"name": search.pupil.name, "found_at": search.found_at})
    if not where.strip():
        yield Refusal(Reason.WHERE_MISSING)
    yield from _in_order(search, happened_at, at)


def _in_order(search: Search, happened_at: datetime, at: datetime) -> Iterator[Refusal]:
    if happened_at > at:
        yield Refusal(KernelReason.IN_THE_FUTURE, {"happened_at": happened_at})
    if happened_at < search.missing_since:
        yield Refusal(Reason.BEFORE_IT_BEGAN, {"happened_at": happened_at, "began_at": search.missing_since})
