"""A moment that somebody types has come."""

from collections.abc import Iterator
from datetime import datetime

from houqin.kernel.refusals import KernelReason, Refusal


def has_come(happened_at: datetime, *, at: datetime) -> Iterator[Refusal]:
    if happened_at > at:
        yield Refusal(KernelReason.IN_THE_FUTURE, {"happened_at": happened_at}, gate="GT-18")
