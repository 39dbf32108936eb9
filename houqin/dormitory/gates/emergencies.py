"""Why an evacuation may not begin, be counted, or end."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from houqin.dormitory.models import Emergency
from houqin.dormitory.reasons import Reason
from houqin.kernel.refusals import KernelReason, Refusal


def may_start(running: Emergency | None, *, people: int) -> Iterator[Refusal]:
    if running:
        yield Refusal(Reason.EMERGENCY_RUNS, where=running)
    if not people:
        yield Refusal(Reason.NOBODY_IS_HERE)


def may_count_heads(
    emergency: Emergency, *, is_anybody_missing: bool, happened_at: datetime, at: datetime
) -> Iterator[Refusal]:
    """What was counted before the end may arrive after it; when it says that somebody is missing, counting goes on."""
    if emergency.ended_at and happened_at > emergency.ended_at and not is_anybody_missing:
        yield Refusal(Reason.EMERGENCY_OVER, {"ended_at": emergency.ended_at})
    if happened_at > at:
        yield Refusal(KernelReason.IN_THE_FUTURE, {"happened_at": happened_at})
    if happened_at < emergency.started_at:
        yield Refusal(Reason.BEFORE_IT_BEGAN, {"happened_at": happened_at, "began_at": emergency.started_at})


def may_end(emergency: Emergency, groups: Iterable) -> Iterator[Refusal]:
    """Not while anybody is missing or uncounted."""
    if emergency.ended_at:
        yield Refusal(Reason.EMERGENCY_OVER, {"ended_at": emergency.ended_at})
        return
    for group in groups:
        if open_heads := group.missing + group.uncounted:
            yield Refusal(Reason.HEADS_UNACCOUNTED, {"number": open_heads, "group": group.name}, gate="GT-13")


def may_call_off(emergency: Emergency, *, reason: str) -> Iterator[Refusal]:
    if emergency.ended_at:
        yield Refusal(Reason.EMERGENCY_OVER, {"ended_at": emergency.ended_at})
    if not reason.strip():
        yield Refusal(Reason.REASON_MISSING)
