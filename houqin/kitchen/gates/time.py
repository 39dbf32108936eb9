"""When did it happen? Nobody enters the future, nobody passes a step by (GT-18)."""

from collections.abc import Iterator
from datetime import datetime

from houqin.kernel.refusals import KernelReason, Refusal
from houqin.kitchen.reasons import Reason


def happened_in_order(happened_at: datetime, *, at: datetime, step, step_at: datetime | None) -> Iterator[Refusal]:
    """Why this moment cannot be. `step_at` is when the step before was done; None when there is none.

    A moment long past is no reason: it is accepted as what it is, late, and shown as late for ever.
    """
    if happened_at > at:
        yield Refusal(KernelReason.IN_THE_FUTURE, {"happened_at": happened_at}, gate="GT-18")
    if step_at is not None and happened_at < step_at:
        yield Refusal(
            Reason.BEFORE_THE_STEP_BEFORE,
            {"happened_at": happened_at, "step": step, "step_at": step_at},
            gate="GT-18",
        )


def may_correct(old, batch, reason: str) -> Iterator[Refusal]:
    """Why the new row may not stand in for `old`. Nothing is edited; a correction names the old row (GT-18)."""
    if old.batch_id != batch.pk:
        yield Refusal(Reason.CORRECTS_ANOTHER_BATCH, gate="GT-18", where=old.batch)
    if type(old)._base_manager.filter(corrects=old.pk).exists():
        yield Refusal(Reason.CORRECTED_ALREADY, gate="GT-18", where=old.batch)
    if not reason.strip():
        yield Refusal(Reason.REASON_MISSING, gate="GT-18")
