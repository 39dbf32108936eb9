"""Verbs of the stove: goods into the pot, heat, the end of cooking."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import partial

from django.db import transaction

from houqin.duties.actions import answer_about
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.transactions import do_all
from houqin.kitchen import events
from houqin.kitchen.actions.steps import advance
from houqin.kitchen.evidence import MealEvidence, evidence_for, lock_lots
from houqin.kitchen.gates import cooking as gates
from houqin.kitchen.gates.days import meal_is
from houqin.kitchen.gates.time import happened_in_order, may_correct
from houqin.kitchen.models import BatchIssue, CookingTemperature, DishBatch, Meal
from houqin.kitchen.permissions import COOK, ISSUE_TO_BATCH
from houqin.supply.actions import IssueLine, issue_lots, take_back
from houqin.supply.models import Lot
from houqin.tenancy.school_rows import lock_one


@transaction.atomic
def issue_to_batch(*, batch: DishBatch, lines: list[IssueLine], actor, at: datetime) -> BatchIssue:
    """Hand goods from the store into one pot: the link by which a lot finds its dishes.

    Raises Refused: may_issue_to here, and the store's own gates (GT-05) for each lot.
    """
    authorise(actor, ISSUE_TO_BATCH, school=batch.school, at=at)
    known = _locked(batch)
    meal, batch = known.meal, known.of(batch).batch
    require(gates.may_issue_to(known.of(batch), known, lines))
    purpose = f"{meal} {batch} {batch.code}"[:120]
    issue = issue_lots(school=meal.school, purpose=purpose, lines=lines, is_for_pot=True, actor=actor, at=at)
    link = BatchIssue.objects.create(school=meal.school, batch=batch, issue=issue)
    goods = [f"{one.lot.article.name} {one.quantity}" for one in issue.moved]
    record(
        events.ISSUED_TO_BATCH, batch, about=[meal, issue, *(line.lot for line in lines)], actor=actor, at=at,
        dish=str(batch), goods=goods,
    )  # fmt: skip
    return link


@transaction.atomic
def return_from_batch(*, link: BatchIssue, lines: list[tuple[Lot, int]], actor, at: datetime) -> BatchIssue:
    """What did not go into the pot goes back to the store, until the meal is released.

    Only raw goods of this hand-out: what was cooked has no lot and never comes back (GT-10).
    """
    authorise(actor, ISSUE_TO_BATCH, school=link.school, at=at)
    known = _locked(link.batch)
    meal, batch = known.meal, known.of(link.batch).batch
    require(meal_is(meal, *gates.UNRELEASED))
    take_back(issue=link.issue, lines=lines, actor=actor, at=at)
    goods = [f"{lot.article.name} {lot.article.quantity(amount)}" for lot, amount in lines]
    lots = [lot for lot, _amount in lines]
    about = [meal, link.issue, *lots]
    record(events.RETURNED_FROM_BATCH, batch, about=about, actor=actor, at=at, dish=str(batch), goods=goods)
    return link


@transaction.atomic
def start_cooking(*, meal: Meal, happened_at: datetime | None = None, actor, at: datetime) -> Meal:
    """The stoves are lit: every planned pot is cooking now."""
    authorise(actor, COOK, school=meal.school, at=at)
    happened_at = happened_at or at
    meal = lock_one(Meal, meal.pk, school=meal.school)
    known = evidence_for(meal)
    opened = known.day and known.day.opened_at
    require(
        gates.may_start_cooking(known),
        happened_in_order(happened_at, at=at, step=events.DAY_OPENED.title, step_at=opened),
    )
    meal.batches.filter(state=DishBatch.State.PLANNED).update(state=DishBatch.State.COOKING)
    meal.state, meal.cooking_at = Meal.State.COOKING, happened_at
    meal.save(update_fields=["state", "cooking_at"])
    dishes = [str(pot.batch) for pot in known.batches]
    record(events.COOKING_STARTED, meal, actor=actor, at=at, happened_at=happened_at, dishes=dishes)
    return meal


@transaction.atomic
def record_temperature(
    *, batch: DishBatch, core_temperature_c: Decimal, happened_at: datetime | None = None,
    corrects: CookingTemperature | None = None, correction_reason: str = "", actor, at: datetime,
) -> CookingTemperature:  # fmt: skip
    """The temperature inside (TT-01). A slip is corrected by a new row that names the old one (GT-18)."""
    authorise(actor, COOK, school=batch.school, at=at)
    return _measure(
        _locked(batch), batch, core_temperature_c=core_temperature_c, happened_at=happened_at, corrects=corrects,
        correction_reason=correction_reason, actor=actor, at=at,
    )  # fmt: skip


def _measure(
    meal_known: MealEvidence, batch: DishBatch, *, core_temperature_c, happened_at, actor, at, corrects=None,
    correction_reason="",
) -> CookingTemperature:  # fmt: skip
    """One pot of a locked meal. `meal_known` follows what is written."""
    happened_at = happened_at or (corrects.happened_at if corrects else at)
    meal, known = meal_known.meal, meal_known.of(batch)
    batch = known.batch
    require(
        gates.may_measure(known, core_temperature_c, is_correction=corrects is not None),
        happened_in_order(happened_at, at=at, step=events.COOKING_STARTED.title, step_at=meal.cooking_at),
        may_correct(corrects, batch, correction_reason) if corrects else (),
    )
    row = CookingTemperature.objects.create(
        school=meal.school, batch=batch, core_temperature_c=core_temperature_c, happened_at=happened_at,
        received_at=at, by=actor, corrects=corrects, correction_reason=correction_reason,
    )  # fmt: skip
    facts = {"dish": str(batch), "temperature": core_temperature_c}
    kind = events.TEMPERATURE_RECORDED
    if corrects:
        kind = events.TEMPERATURE_CORRECTED
        facts |= {"before": corrects.core_temperature_c, "reason": correction_reason}
    record(kind, batch, about=[meal, row, corrects], actor=actor, at=at, happened_at=happened_at, **facts)
    if corrects is None:
        known.temperature = row
    return row


@transaction.atomic
def finish_batch(*, batch: DishBatch, happened_at: datetime | None = None, actor, at: datetime) -> DishBatch:
    """The pot leaves the stove. The last pot makes the meal cooked.  Raises Refused: may_finish."""
    authorise(actor, COOK, school=batch.school, at=at)
    known = _locked(batch)
    lock_lots(known.of(batch))
    finished = _finish(known, batch, happened_at=happened_at, actor=actor, at=at)
    _answer(known.meal, at=at)
    return finished


def _answer(meal: Meal, *, at) -> None:
    """No duty of a meal is answered by one of its pots, only by the last of them."""
    if meal.cooked_at:
        answer_about(meal, at=at)


def _finish(known: MealEvidence, batch: DishBatch, *, happened_at, actor, at) -> DishBatch:
    """One pot of a locked meal, with its lots locked."""
    happened_at = happened_at or at
    meal, pot = known.meal, known.of(batch)
    batch = pot.batch
    measured = pot.temperature.happened_at if pot.temperature else meal.cooking_at
    step = events.TEMPERATURE_RECORDED.title if pot.temperature else events.COOKING_STARTED.title
    require(
        gates.may_finish(pot, known, on=meal.school.localdate(at)),
        happened_in_order(happened_at, at=at, step=step, step_at=measured),
    )
    batch.state, batch.cooked_at, batch.cooked_by = DishBatch.State.COOKED, happened_at, actor
    batch.save(update_fields=["state", "cooked_at", "cooked_by"])
    record(
        events.BATCH_FINISHED, batch, about=[meal, *pot.lots], actor=actor, at=at, happened_at=happened_at,
        dish=str(batch),
    )  # fmt: skip
    advance(meal, known)
    return batch


@dataclass(frozen=True)
class PotReading:
    """What the cook says of one pot: the temperature just measured, if any, and whether it leaves the stove."""

    batch: DishBatch
    core_temperature_c: Decimal | None = None
    is_finished: bool = False


@transaction.atomic
def measure_meal(
    *, meal: Meal, readings: list[PotReading], happened_at: datetime | None = None, actor, at: datetime
) -> Meal:
    """Temperatures of many pots of one meal at once, and those that are done leave the stove.

    Raises Refused with the reasons of every pot: may_measure, may_finish (TT-01). Nothing is kept of the others then.
    """
    authorise(actor, COOK, school=meal.school, at=at)
    meal = lock_one(Meal, meal.pk, school=meal.school)
    known = evidence_for(meal)
    lock_lots(*(known.of(one.batch) for one in readings if one.is_finished))
    do_all(partial(_read, known, one, happened_at=happened_at, actor=actor, at=at) for one in readings)
    _answer(meal, at=at)
    return Meal.objects.get(pk=meal.pk)


def _read(known: MealEvidence, one: PotReading, **told) -> None:
    if one.core_temperature_c is not None:
        _measure(known, one.batch, core_temperature_c=one.core_temperature_c, **told)
    if one.is_finished:
        _finish(known, one.batch, **told)


def _locked(batch: DishBatch) -> MealEvidence:
    """What is known of the meal, which is locked: whoever changes a pot holds its meal."""
    return evidence_for(lock_one(Meal, batch.meal_id, school=batch.school))
