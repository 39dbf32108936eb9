"""Verbs of service: release, count, weigh, dispose, close."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction

from houqin.duties.actions import answer_about
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.quantities import BaseUnit, Quantity
from houqin.kernel.refusals import KernelReason, refuse, require
from houqin.kernel.transactions import do_all, lock
from houqin.kitchen import events
from houqin.kitchen.evidence import MealEvidence, evidence_for, lock_lots
from houqin.kitchen.gates import service as gates
from houqin.kitchen.models import DishBatch, Leftover, Meal, ServiceCount
from houqin.kitchen.permissions import CLOSE, RELEASE, SERVE
from houqin.kitchen.reasons import Reason
from houqin.kitchen.selectors.places import no_kitchen_left
from houqin.people.models import SchoolClass
from houqin.people.selectors import holders
from houqin.tenancy.school_rows import lock_one


@transaction.atomic
def release_meal(*, meal: Meal, actor, at: datetime) -> Meal:
    """Let the pupils eat.  Raises Refused: may_release (GT-05, GT-08, GT-09, GT-11, GT-16; OUT_OF_USE).

    Locks the meal, then every lot in its pots at any depth: a hold set at the same moment comes either before, and
    is seen here, or after the release.
    """
    authorise(actor, RELEASE, school=meal.school, at=at)
    meal = lock_one(Meal, meal.pk, school=meal.school)
    known = evidence_for(meal)
    lock_lots(*known.batches)
    today = meal.school.localdate(at)
    stops = no_kitchen_left(meal.school)
    require(gates.may_release(known, holders(meal.school, on=today), on=today, stops=stops))
    meal.state, meal.released_at, meal.released_by = Meal.State.RELEASED, at, actor
    meal.save(update_fields=["state", "released_at", "released_by"])
    batches = [pot.batch for pot in known.served]
    lots = {lot.pk: lot for pot in known.served for lot in pot.lots}
    dishes = [str(batch) for batch in batches]
    record(events.MEAL_RELEASED, meal, about=[*batches, *lots.values()], actor=actor, at=at, dishes=dishes)
    return meal


@transaction.atomic
def count_heads(*, meal: Meal, group: SchoolClass | str, heads: int, actor, at: datetime) -> Meal:
    """How many of one class, or of a named group without a class, ate."""
    return count_classes(meal=meal, rows=[(group, heads)], actor=actor, at=at)


@transaction.atomic
def count_classes(*, meal: Meal, rows: list[tuple[SchoolClass | str, int]], actor, at: datetime) -> Meal:
    """How many ate, many groups at once. A group counted again keeps both rows; the newest holds."""
    authorise(actor, SERVE, school=meal.school, at=at)
    meal = lock_one(Meal, meal.pk, school=meal.school)
    known = evidence_for(meal)
    for group, _heads in rows:
        if isinstance(group, SchoolClass) and group.school_id != meal.school_id:
            refuse(KernelReason.OTHER_SCHOOL, what=str(group))
    require(gates.may_count(known, rows))
    ServiceCount.objects.bulk_create(
        ServiceCount(
            school=meal.school, meal=meal, heads=heads, counted_by=actor, counted_at=at,
            school_class=group if isinstance(group, SchoolClass) else None,
            group="" if isinstance(group, SchoolClass) else group.strip()[:40],
        )
        for group, heads in rows
    )  # fmt: skip
    known = evidence_for(meal)
    counted = {str(group): heads for group, heads in rows}
    record(events.HEADS_COUNTED, meal, actor=actor, at=at, total=known.heads, groups=len(known.counts), counted=counted)
    answer_about(meal, at=at)
    return meal


@transaction.atomic
def weigh_leftover(
    *, meal: Meal, kind: str, grams: int, batch: DishBatch | None = None, actor, at: datetime
) -> Leftover:
    """What was left, in grams; 0 is a record too. It gets no lot: its only way is to disposal (GT-10)."""
    leftover = _weigh(meal=meal, kind=kind, grams=grams, batch=batch, actor=actor, at=at)
    answer_about(meal, at=at)
    return leftover


def _weigh(*, meal: Meal, kind: str, grams: int, batch: DishBatch | None, actor, at: datetime) -> Leftover:
    authorise(actor, SERVE, school=meal.school, at=at)
    meal = lock_one(Meal, meal.pk, school=meal.school)
    if batch is not None:
        batch = DishBatch.objects.select_related("dish").get(pk=batch.pk)
    require(gates.may_weigh(meal, batch, grams=grams))
    kind = Leftover.Kind.COOKED if batch is not None else Leftover.Kind(kind)
    leftover = Leftover.objects.create(
        school=meal.school, meal=meal, batch=batch, kind=kind, grams=grams, weighed_by=actor, weighed_at=at
    )
    facts = {"what": kind, "dish": str(batch or ""), "quantity": Quantity(grams, BaseUnit.GRAM)}
    record(events.LEFTOVER_WEIGHED, meal, about=[batch, leftover], actor=actor, at=at, **facts)
    return leftover


@transaction.atomic
def weigh_leftovers(*, meal: Meal, rows: list[tuple[str, DishBatch | None, int]], actor, at: datetime) -> Meal:
    """Many weighings at once: (kind, isolated pot or None, grams)."""
    require(gates.something_weighed(rows, meal))
    do_all(
        partial(_weigh, meal=meal, kind=kind, batch=batch, grams=grams, actor=actor, at=at)
        for kind, batch, grams in rows
    )
    answer_about(meal, at=at)
    return Meal.objects.get(pk=meal.pk)


@transaction.atomic
def correct_leftover(*, leftover: Leftover, grams: int, reason: str, actor, at: datetime) -> Leftover:
    """A new row with the right weight that names the old one and says why (GT-18). What is gone stays gone.

    Raises Refused: may_correct_leftover.
    """
    authorise(actor, SERVE, school=leftover.school, at=at)
    [meal] = lock(Meal.objects.filter(pk=leftover.meal_id).select_related("school"))
    old = Leftover.objects.select_related("batch__dish").get(pk=leftover.pk)
    old.meal = meal
    require(gates.may_correct_leftover(old, grams=grams, reason=reason))
    newer = Leftover.objects.create(
        school=meal.school, meal=meal, batch=old.batch, kind=old.kind, grams=grams, weighed_by=actor,
        weighed_at=old.weighed_at, disposed_at=old.disposed_at, disposed_by=old.disposed_by, collector=old.collector,
        vehicle=old.vehicle, corrects=old, correction_reason=reason.strip(),
    )  # fmt: skip
    facts = {"what": old.kind, "dish": str(old.batch or ""), "before": Quantity(old.grams, BaseUnit.GRAM)}
    facts |= {"quantity": Quantity(grams, BaseUnit.GRAM), "reason": newer.correction_reason}
    about = [old.batch, newer, old]
    record(events.LEFTOVER_CORRECTED, meal, about=about, actor=actor, at=at, happened_at=old.weighed_at, **facts)
    return newer


@transaction.atomic
def dispose_leftovers(*, leftovers: Iterable[Leftover], collector: str, vehicle: str = "", actor, at: datetime) -> Meal:
    """Hand weighed leftovers of one meal to a licensed collector (LO-03). Returns the meal."""
    leftovers = list(leftovers)
    if not leftovers:
        refuse(Reason.NO_LEFTOVERS)
    meal = leftovers[0].meal
    authorise(actor, SERVE, school=meal.school, at=at)
    meal = lock_one(Meal, meal.pk, school=meal.school)
    rows = lock(Leftover.objects.filter(pk__in=[leftover.pk for leftover in leftovers]))
    require(gates.may_dispose(rows, meal, collector=collector))
    facts = {"collector": collector.strip(), "vehicle": vehicle.strip()}
    Leftover.objects.filter(pk__in=[row.pk for row in rows]).update(disposed_at=at, disposed_by=actor, **facts)
    quantity = Quantity(sum(row.grams for row in rows), BaseUnit.GRAM)
    record(events.LEFTOVERS_DISPOSED, meal, about=rows, actor=actor, at=at, quantity=quantity, **facts)
    answer_about(meal, at=at)
    return meal


@transaction.atomic
def close_meal(*, meal: Meal, actor, at: datetime) -> Meal:
    """The meal is done and proven.  Raises Refused: may_close (GT-09, GT-10)."""
    authorise(actor, CLOSE, school=meal.school, at=at)
    meal = lock_one(Meal, meal.pk, school=meal.school)
    known: MealEvidence = evidence_for(meal)
    require(gates.may_close(known))
    meal.state, meal.closed_at, meal.closed_by = Meal.State.CLOSED, at, actor
    meal.save(update_fields=["state", "closed_at", "closed_by"])
    quantity = Quantity(sum(row.grams for row in known.leftovers), BaseUnit.GRAM)
    record(events.MEAL_CLOSED, meal, actor=actor, at=at, heads=known.heads, quantity=quantity)
    answer_about(meal, at=at)
    return meal
