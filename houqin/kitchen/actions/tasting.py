"""Verbs of the taster: taste, and take out of service."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction

from houqin.duties.actions import answer_about
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.spoken import spoken
from houqin.kernel.transactions import do_all
from houqin.kitchen import events
from houqin.kitchen.actions.steps import advance
from houqin.kitchen.evidence import MealEvidence, evidence_for
from houqin.kitchen.gates.tasting import may_isolate, may_taste
from houqin.kitchen.gates.time import happened_in_order, may_correct
from houqin.kitchen.models import DishBatch, Meal, Tasting
from houqin.kitchen.permissions import RELEASE, TASTE
from houqin.tenancy.school_rows import lock_one


@transaction.atomic
def taste_batch(
    *, batch: DishBatch, is_look_good: bool, is_smell_good: bool, is_taste_good: bool, remark: str = "",
    happened_at: datetime | None = None, corrects: Tasting | None = None, correction_reason: str = "",
    actor, at: datetime,
) -> Tasting:  # fmt: skip
    """Look, smell, taste (TD-06…TD-09). What fails is isolated at once and for good.

    Once the meal is closed there is nothing left to take out or to weigh: a correction to “failed” is then kept as what
    it is, the journal says that it came after the close, and the pot stays what it was.
    The last pot that passes makes the meal tasted.  Raises Refused: may_taste, may_correct, happened_in_order.
    """
    authorise(actor, TASTE, school=batch.school, at=at)
    meal = lock_one(Meal, batch.meal_id, school=batch.school)
    row = _taste(
        evidence_for(meal), batch, is_look_good=is_look_good, is_smell_good=is_smell_good, is_taste_good=is_taste_good,
        remark=remark, happened_at=happened_at, corrects=corrects, correction_reason=correction_reason, actor=actor,
        at=at,
    )  # fmt: skip
    answer_about(meal, at=at)
    return row


def _taste(
    meal_known: MealEvidence, batch: DishBatch, *, is_look_good, is_smell_good, is_taste_good, remark, happened_at,
    actor, at, corrects=None, correction_reason="",
) -> Tasting:  # fmt: skip
    """One pot of a locked meal. `meal_known` follows what is written, so that the next pot need not load it again."""
    meal = meal_known.meal
    happened_at = happened_at or (corrects.happened_at if corrects else at)
    known = meal_known.of(batch)
    batch = known.batch
    require(
        may_taste(known, actor, is_correction=corrects is not None),
        happened_in_order(happened_at, at=at, step=events.BATCH_FINISHED.title, step_at=batch.cooked_at),
        may_correct(corrects, batch, correction_reason) if corrects else (),
    )
    row = Tasting.objects.create(
        school=meal.school, batch=batch, is_look_good=is_look_good, is_smell_good=is_smell_good,
        is_taste_good=is_taste_good, remark=remark, happened_at=happened_at, received_at=at, by=actor,
        corrects=corrects, correction_reason=correction_reason,
    )  # fmt: skip
    told = {"actor": actor, "at": at, "happened_at": happened_at}
    is_over = meal.state == Meal.State.CLOSED
    failed = events.TASTING_FAILED_AFTER_CLOSE if is_over else events.TASTING_FAILED
    kind = events.TASTING_PASSED if row.passed else failed
    if corrects:
        record(events.TASTING_CORRECTED, batch, about=[meal, row, corrects], **told, dish=str(batch),
               reason=correction_reason)  # fmt: skip
    record(kind, batch, about=[meal, row], **told, dish=str(batch), remark=remark)
    if not row.passed and not is_over and batch.state != DishBatch.State.ISOLATED:
        _isolate(batch, meal, known.lots, remark=remark, **told)
    if corrects is None:
        known.tasting = row
        advance(meal, meal_known)
    else:
        advance(meal)
    return row


@dataclass(frozen=True)
class TastingResult:
    batch: DishBatch
    is_look_good: bool = True
    is_smell_good: bool = True
    is_taste_good: bool = True
    remark: str = ""


@transaction.atomic
def taste_meal(
    *, meal: Meal, results: list[TastingResult], happened_at: datetime | None = None, actor, at: datetime
) -> Meal:
    """Many pots of one meal at once, by exception.  Raises Refused with the reasons of every pot."""
    authorise(actor, TASTE, school=meal.school, at=at)
    meal = lock_one(Meal, meal.pk, school=meal.school)
    known = evidence_for(meal)
    do_all(
        partial(
            _taste, known, one.batch, is_look_good=one.is_look_good, is_smell_good=one.is_smell_good,
            is_taste_good=one.is_taste_good, remark=one.remark, happened_at=happened_at, actor=actor, at=at,
        )
        for one in results
    )  # fmt: skip
    answer_about(meal, at=at)
    return Meal.objects.get(pk=meal.pk)


@transaction.atomic
def isolate_batch(*, batch: DishBatch, reason: str, actor, at: datetime) -> DishBatch:
    """Take a pot out of service for good: a lot in it is held, something fell in. No verb brings it back (TD-09)."""
    authorise(actor, RELEASE, school=batch.school, at=at)
    meal = lock_one(Meal, batch.meal_id, school=batch.school)
    known = evidence_for(meal).of(batch)
    require(may_isolate(known, reason=reason))
    _isolate(known.batch, meal, known.lots, remark=reason.strip(), actor=actor, at=at, happened_at=at)
    advance(meal)
    answer_about(meal, at=at)
    return known.batch


def _isolate(batch: DishBatch, meal: Meal, lots, *, remark: str, actor, at, happened_at) -> None:
    """TD-09: out of service, its ingredients named, so that the food-safety director sees where to look."""
    batch.state, batch.isolated_at = DishBatch.State.ISOLATED, happened_at
    batch.isolated_reason = remark or spoken(events.TASTING_FAILED.title)
    batch.save(update_fields=["state", "isolated_at", "isolated_reason"])
    facts = {"dish": str(batch), "reason": batch.isolated_reason, "lots": [lot.code for lot in lots]}
    record(events.BATCH_ISOLATED, batch, about=[meal, *lots], actor=actor, at=at, happened_at=happened_at, **facts)
