"""May this person taste this pot now, may it be taken out of service? Rules TD-06…TD-09."""

from collections.abc import Iterator

from houqin.kernel.refusals import Refusal
from houqin.kitchen.evidence import BatchEvidence
from houqin.kitchen.models import Meal
from houqin.kitchen.reasons import Reason


def may_taste(known: BatchEvidence, actor, *, is_correction: bool) -> Iterator[Refusal]:
    batch = known.batch
    if not known.is_cooked:
        yield Refusal(Reason.BATCH_NOT_COOKED, {"batch": str(batch)}, where=batch)
    if batch.cooked_by_id == actor.pk:
        yield Refusal(Reason.COOK_TASTES_OWN, {"name": actor.name, "batch": str(batch)}, gate="GT-08")
    if known.tasting and not is_correction:
        facts = {"batch": str(batch), "name": known.tasting.by.name}
        yield Refusal(Reason.TASTED_ALREADY, facts, where=batch)


def may_isolate(known: BatchEvidence, *, reason: str) -> Iterator[Refusal]:
    batch, meal = known.batch, known.batch.meal
    if not known.is_served:
        facts = {"batch": str(batch), "why": batch.isolated_reason}
        yield Refusal(Reason.BATCH_ISOLATED, facts, where=batch)
    elif not known.used and not known.is_cooked:
        yield Refusal(Reason.POT_IS_EMPTY, {"batch": str(batch)}, where=batch)
    if meal.state == Meal.State.CLOSED:
        yield Refusal(Reason.ALREADY_CLOSED, {"meal": str(meal), "closed_at": meal.closed_at}, where=meal)
    if not reason.strip():
        yield Refusal(Reason.WHY_MISSING)
