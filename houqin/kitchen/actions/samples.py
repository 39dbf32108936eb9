"""Verbs of the sample refrigerator."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial

from django.db import transaction

from houqin.duties.actions import answer_about, raise_duty
from houqin.duties.models import Duty
from houqin.incidents.selectors import open_food_incidents
from houqin.journal.actions import record
from houqin.journal.writing import locked_head
from houqin.kernel.permissions import authorise
from houqin.kernel.prepared import Prepared
from houqin.kernel.refusals import Refusal, refuse, require
from houqin.kernel.transactions import do_all, lock, lock_prepared, locking
from houqin.kitchen import events
from houqin.kitchen.actions.steps import advance
from houqin.kitchen.evidence import MealEvidence, evidence_for, locked_lots_in
from houqin.kitchen.gates import samples as gates
from houqin.kitchen.gates.cooking import temperature_is_possible
from houqin.kitchen.gates.time import happened_in_order, may_correct
from houqin.kitchen.models import DishBatch, Meal, MealKind, RetainedSample
from houqin.kitchen.models.dishes import SAMPLE_NUMBERS
from houqin.kitchen.permissions import LOCK_SAMPLES, SAMPLE
from houqin.kitchen.reasons import Reason
from houqin.tenancy.codes import next_codes
from houqin.tenancy.models import Space
from houqin.tenancy.parameters import parameter
from houqin.tenancy.school_rows import lock_one


@transaction.atomic
def take_sample(
    *, batch: DishBatch, grams: int, cabinet: Space, position: int | None, cabinet_temperature_c: Decimal,
    happened_at: datetime | None = None, actor, at: datetime,
) -> RetainedSample:  # fmt: skip
    """Keep a sample of one pot until `retained_sample_hold_hours` have passed since it was taken (RS-01, RS-02).

    The last pot's sample makes the meal sampled.  Raises Refused: may_sample, has_room (GT-09).
    """
    authorise(actor, SAMPLE, school=batch.school, at=at)
    meal = lock_one(Meal, batch.meal_id, school=batch.school)
    lock(Space.objects.filter(pk=cabinet.pk))
    sample = _take(
        evidence_for(meal), batch, grams=grams, cabinet=cabinet, position=position,
        cabinet_temperature_c=cabinet_temperature_c, happened_at=happened_at, actor=actor, at=at,
    )  # fmt: skip
    answer_about(meal, at=at)
    return sample


def _take(
    known: MealEvidence, batch: DishBatch, *, grams, cabinet, position, cabinet_temperature_c, happened_at, actor, at
) -> RetainedSample:
    """One box; meal and cabinet are locked. `known` follows what is written: the next box need not load it again."""
    meal = known.meal
    happened_at = happened_at or at
    pot = known.of(batch)
    require(
        gates.may_sample(pot, known, grams=grams, temperature=cabinet_temperature_c),
        gates.weight_is_possible(grams),
        gates.has_room(cabinet, position, school=meal.school, taken=_taken(cabinet)),
        happened_in_order(happened_at, at=at, step=events.BATCH_FINISHED.title, step_at=pot.batch.cooked_at),
    )
    [code] = next_codes(meal.school, "S", meal.on, part=SAMPLE_NUMBERS[MealKind(meal.kind)])
    sample = RetainedSample.objects.create(
        school=meal.school, code=code, batch=pot.batch, grams=grams, taken_at=happened_at, received_at=at,
        taken_by=actor, cabinet=cabinet, position=position, cabinet_temperature_c=cabinet_temperature_c,
        keep_until=happened_at + _hold(known.limits),
    )  # fmt: skip
    facts = {"dish": str(pot.batch), "grams": grams, "cabinet": cabinet.name, "position": position}
    facts |= {"cabinet_temperature": cabinet_temperature_c, "keep_until": sample.keep_until, "code": code}
    record(events.SAMPLE_TAKEN, sample, about=[pot.batch, meal], actor=actor, at=at, happened_at=happened_at, **facts)
    pot.sample = sample
    advance(meal, known)
    return sample


@dataclass(frozen=True)
class SampleBox:
    batch: DishBatch
    grams: int
    position: int | None


@transaction.atomic
def sample_meal(
    *, meal: Meal, boxes: list[SampleBox], cabinet: Space, cabinet_temperature_c: Decimal,
    happened_at: datetime | None = None, actor, at: datetime,
) -> Meal:  # fmt: skip
    """Samples of many pots into one cabinet at once.  Raises Refused with the reasons of every box."""
    authorise(actor, SAMPLE, school=meal.school, at=at)
    meal = lock_one(Meal, meal.pk, school=meal.school)
    lock(Space.objects.filter(pk=cabinet.pk))
    known = evidence_for(meal)
    do_all(
        partial(
            _take, known, box.batch, grams=box.grams, position=box.position, cabinet=cabinet,
            cabinet_temperature_c=cabinet_temperature_c, happened_at=happened_at, actor=actor, at=at,
        )
        for box in boxes
    )  # fmt: skip
    answer_about(meal, at=at)
    return Meal.objects.get(pk=meal.pk)


@transaction.atomic
def correct_sample(
    *, sample: RetainedSample, reason: str, grams: int | None = None, cabinet: Space | None = None,
    position: int | None = None, cabinet_temperature_c: Decimal | None = None, happened_at: datetime | None = None,
    actor, at: datetime,
) -> RetainedSample:  # fmt: skip
    """A new row that says what the old should have said, and why (GT-18). What is not given stays as it was.

    The truth is accepted even when it does not conform: the meal then lacks a sample (GT-09). Never shortens the hold.
    """
    authorise(actor, SAMPLE, school=sample.school, at=at)
    meal = lock_one(Meal, sample.batch.meal_id, school=sample.school)
    lock(Space.objects.filter(pk=(cabinet or sample.cabinet).pk))
    chain = _chain(sample)
    known = evidence_for(meal)
    pot = known.of(sample.batch)
    old = chain[-1]
    values = {
        "grams": old.grams if grams is None else grams,
        "cabinet": cabinet or old.cabinet,
        "position": old.position if position is None else position,
        "cabinet_temperature_c": old.cabinet_temperature_c if cabinet_temperature_c is None else cabinet_temperature_c,
        "taken_at": happened_at or old.taken_at,
    }
    place = values["cabinet"], values["position"]
    has_moved = place != (old.cabinet, old.position)
    require(
        gates.is_the_one_that_holds(sample),
        may_correct(sample, sample.batch, reason) if sample == old else (),
        gates.weight_is_possible(values["grams"]),
        temperature_is_possible(values["cabinet_temperature_c"]),
        gates.has_room(*place, school=meal.school, taken=_taken(values["cabinet"])) if has_moved else (),
        happened_in_order(values["taken_at"], at=at, step=events.BATCH_FINISHED.title, step_at=pot.batch.cooked_at),
    )
    code = f"{chain[0].code}-{len(chain)}"
    # First, so that the new row may stand where the old one stood, and the place it left is free.
    RetainedSample.objects.filter(pk=old.pk).update(superseded_at=at)
    newer = RetainedSample.objects.create(
        school=meal.school, code=code, batch=sample.batch, received_at=at, taken_by=sample.taken_by,
        keep_until=max(sample.keep_until, values["taken_at"] + _hold(known.limits)), locked_at=sample.locked_at,
        locked_reason=sample.locked_reason, corrects=sample, correction_reason=reason, **values,
    )  # fmt: skip
    changes = [
        f"{_said(getattr(old, name))} → {_said(value)}" for name, value in values.items() if getattr(old, name) != value
    ]
    record(events.SAMPLE_CORRECTED, newer, about=[sample, sample.batch, meal], actor=actor, at=at,
           happened_at=values["taken_at"], code=code, changes=changes, reason=reason)  # fmt: skip
    advance(meal)
    return newer


@transaction.atomic
def lock_sample(*, sample: RetainedSample, reason: str, actor, at: datetime) -> RetainedSample:
    """Nobody disposes of it while a case is open (RS-10)."""
    authorise(actor, LOCK_SAMPLES, school=sample.school, at=at)
    chain = _chain(sample)
    require(gates.is_the_one_that_holds(chain[-1]), _says_why(reason))
    RetainedSample.objects.filter(pk__in=[row.pk for row in chain]).update(locked_at=at, locked_reason=reason)
    return _told(events.SAMPLE_LOCKED, chain[-1], actor=actor, at=at, reason=reason)


@transaction.atomic
def unlock_sample(*, sample: RetainedSample, reason: str, actor, at: datetime) -> RetainedSample:
    """The case is closed; from now on only the hold counts."""
    authorise(actor, LOCK_SAMPLES, school=sample.school, at=at)
    chain = _chain(sample)
    require(gates.is_the_one_that_holds(chain[-1]), _says_why(reason))
    if not chain[-1].locked_at:
        refuse(Reason.SAMPLE_NOT_LOCKED, code=chain[-1].code)
    RetainedSample.objects.filter(pk__in=[row.pk for row in chain]).update(locked_at=None, locked_reason="")
    _ask_again(chain[-1], at=at)
    return _told(events.SAMPLE_UNLOCKED, chain[-1], actor=actor, at=at, reason=reason)


@transaction.atomic
def dispose_sample(*, sample: RetainedSample, method: str, actor, at: datetime) -> RetainedSample:
    """After the hold, unlocked, with nothing in it held at any depth (GT-09). Keeps who took it and who threw it."""
    authorise(actor, SAMPLE, school=sample.school, at=at)
    meal = lock_one(Meal, sample.batch.meal_id, school=sample.school)
    chain = _chain(sample)
    lots = locked_lots_in(sample.batch)
    fresh = next(row for row in chain if row.pk == sample.pk)
    fresh.batch, sample.batch.meal = sample.batch, meal
    # Whoever opens a case holds the end of the journal until it is open: it is open before this line, or after us.
    locked_head(sample.school_id)
    incidents = open_food_incidents(sample.school)
    require(gates.may_dispose_sample(fresh, lots, incidents=incidents, method=method, at=at))
    rows = RetainedSample.objects.filter(pk__in=[row.pk for row in chain])
    rows.update(disposed_at=at, disposed_by=actor, disposal_method=method)
    facts = {"code": fresh.code, "method": method, "taker": fresh.taken_by.name}
    record(events.SAMPLE_DISPOSED, fresh, about=[sample.batch, meal], actor=actor, at=at, **facts)
    answer_about(meal, at=at)
    return RetainedSample.objects.get(pk=sample.pk)


def _ask_again(sample: RetainedSample, *, at: datetime) -> None:
    """A sample whose time passed while a case held it has no deadline of its own any more: from now on it has."""
    meal = Meal.objects.select_related("school__bureau").get(batches=sample.batch_id)
    code = "kitchen.dispose-samples"
    if sample.keep_until <= at and not Duty.objects.about(meal).open().filter(code=code).exists():
        hours = parameter(meal.school, "sample_disposal_max_hours", on=meal.school.localdate(at))
        due_at = at + timedelta(hours=int(hours))
        raise_duty(
            code=code, key=f"{meal.code}/{sample.pk}", school=meal.school, subject=meal, opens_at=at, due_at=due_at,
            at=at,
        )  # fmt: skip


def _hold(limits: dict[str, Decimal]) -> timedelta:
    return timedelta(hours=int(limits["retained_sample_hold_hours"]))


IN_PLACE = Prepared(
    lambda cabinet: RetainedSample.objects.in_place().filter(cabinet=cabinet).values_list("position", "code")
)


def _taken(cabinet: Space) -> dict[int, str]:
    """Position → code of what stands there."""
    return dict(IN_PLACE(cabinet=cabinet))


SAMPLES = locking(lambda batch: RetainedSample.objects.filter(batch=batch).select_related("taken_by"))


def _chain(sample: RetainedSample) -> list[RetainedSample]:
    """The sample with everything it corrects and everything that corrects it, oldest first; locked."""
    rows = {row.pk: row for row in lock_prepared(SAMPLES, batch=sample.batch_id)}
    newer = {row.corrects_id: row for row in rows.values() if row.corrects_id}
    first = rows[sample.pk]
    while first.corrects_id:
        first = rows[first.corrects_id]
    chain = [first]
    while chain[-1].pk in newer:
        chain.append(newer[chain[-1].pk])
    return chain


def _says_why(reason: str):
    if not reason.strip():
        yield Refusal(Reason.WHY_MISSING)


def _said(value) -> str:
    return "" if value is None else str(value)


def _told(kind, sample: RetainedSample, *, actor, at: datetime, **facts) -> RetainedSample:
    sample.refresh_from_db()
    about = [sample.batch, sample.batch.meal]
    record(kind, sample, about=about, actor=actor, at=at, code=sample.code, **facts)
    return sample
