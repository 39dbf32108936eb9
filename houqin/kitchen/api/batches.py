"""Pots: goods into them, heat, the end of cooking, tongue and sample."""

from decimal import Decimal
from typing import Annotated

from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status
from pydantic import Field

from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, Celsius, In, Key, words
from houqin.kitchen import actions
from houqin.kitchen.api.meals import WhenIn, meal_told, see
from houqin.kitchen.api.schemas import BatchOut, MealOut, SampleOut, TastingOut, TemperatureOut
from houqin.kitchen.models import BatchIssue, CookingTemperature, DishBatch, Tasting
from houqin.supply.api.issues import BackIn, IssueOut, TakeIn, back_lines, issue_of, take_lines
from houqin.tenancy.models import Space
from houqin.tenancy.reaching import one_of

router = Router(tags=["batches"])
Core = Annotated[Decimal, Field(ge=-300, le=999, max_digits=4, decimal_places=1, description="°C inside (TT-01).")]


class BatchIssueIn(In):
    lines: list[TakeIn] = Field(min_length=1, max_length=300)


class BatchIssueOut(Schema):
    """One hand-out into one pot."""

    id: int
    batch: int
    issue: IssueOut


class ReturnIn(BackIn):
    issue: Key = Field(description="The issue that brought the goods, by its own key (`issue.id`).")


class ProofIn(WhenIn):
    corrects: Key | None = Field(None, description="The row that was a slip (GT-18).")
    correction_reason: words(120) = ""


class TemperatureIn(ProofIn):
    core_temperature_c: Core


class TastingIn(ProofIn):
    is_look_good: bool
    is_smell_good: bool
    is_taste_good: bool
    remark: words(200) = ""


class SampleIn(WhenIn):
    grams: int = Field(ge=0, le=100_000)
    cabinet: Key
    position: int | None = Field(None, ge=1, le=32_000)
    cabinet_temperature_c: Celsius


class IsolateIn(In):
    reason: words(200)


def batch_of(request, pk: int) -> DishBatch:
    return one_of(request, DishBatch.objects.select_related("dish", "meal__school", "school__bureau"), pk)


def told(request, pk: int) -> dict:
    meal = meal_told(request, batch_of(request, pk).meal_id)
    return next(one for one in meal["batches"] if one["id"] == pk)


def _handed_out(request, link: BatchIssue) -> dict:
    return {"id": link.pk, "batch": link.batch_id, "issue": issue_of(request, link.issue_id)}


@router.get("/{int:pk}", response={200: BatchOut, **NO}, operation_id="get_batch", summary="One pot")
def get_batch(request, pk: int):
    found = told(request, pk)
    see(request)
    return found


@router.delete(
    "/{int:pk}",
    response={200: MealOut, **NO},
    operation_id="remove_planned_batch",
    summary="Take back a pot that nothing went into",
    **ONCE,
)
def remove_planned_batch(request, pk: int):
    batch = batch_of(request, pk)
    meal = call(request, actions.remove_planned_batch, about=[batch.meal], batch=batch)
    return meal_told(request, meal.pk)


@router.post(
    "/{int:pk}/issues",
    response={201: BatchIssueOut, **NO},
    operation_id="issue_to_batch",
    summary="Hand goods from the store into a pot (GT-05)",
    **ONCE,
)
def issue_to_batch(request, pk: int, sent: BatchIssueIn):
    batch = batch_of(request, pk)
    lines = take_lines(request, sent.lines)
    link = call(request, actions.issue_to_batch, about=[batch, batch.meal], batch=batch, lines=lines)
    return Status(201, _handed_out(request, link))


@router.post(
    "/{int:pk}/return",
    response={200: BatchIssueOut, **NO},
    operation_id="return_from_batch",
    summary="What did not go into the pot goes back to the store",
    **ONCE,
)
def return_from_batch(request, pk: int, sent: ReturnIn):
    batch = batch_of(request, pk)
    links = BatchIssue.objects.visible_to(request.user).select_related("issue__school", "school__bureau", "batch")
    link = get_object_or_404(links, batch=batch, issue=sent.issue)
    link = call(request, actions.return_from_batch, about=[batch], link=link, lines=back_lines(request, sent.lines))
    return _handed_out(request, link)


def _proof(sent: ProofIn, request, model, batch) -> dict:
    facts = sent.model_dump()
    row = one_of(request, model.objects.filter(batch=batch).select_related("batch"), sent.corrects)
    return facts | {"corrects": row}


@router.post(
    "/{int:pk}/temperatures",
    response={201: TemperatureOut, **NO},
    operation_id="record_temperature",
    summary="The temperature inside (TT-01)",
    **ONCE,
)
def record_temperature(request, pk: int, sent: TemperatureIn):
    batch = batch_of(request, pk)
    facts = _proof(sent, request, CookingTemperature, batch)
    return Status(201, call(request, actions.record_temperature, about=[batch], batch=batch, **facts))


@router.post(
    "/{int:pk}/finish", response={200: BatchOut, **NO}, operation_id="finish_batch", summary="Off the stove", **ONCE
)
def finish_batch(request, pk: int, sent: WhenIn):
    batch = batch_of(request, pk)
    call(request, actions.finish_batch, about=[batch], batch=batch, **sent.model_dump())
    return told(request, pk)


@router.post(
    "/{int:pk}/tastings",
    response={201: TastingOut, **NO},
    operation_id="taste_batch",
    summary="Look, smell, taste, with a personal token (TD-06)",
    **ONCE,
)
def taste_batch(request, pk: int, sent: TastingIn):
    batch = batch_of(request, pk)
    facts = _proof(sent, request, Tasting, batch)
    return Status(201, call(request, actions.taste_batch, about=[batch], batch=batch, **facts))


@router.post(
    "/{int:pk}/isolate",
    response={200: BatchOut, **NO},
    operation_id="isolate_batch",
    summary="Take a pot out of service for good, with a personal token (TD-09)",
    **ONCE,
)
def isolate_batch(request, pk: int, sent: IsolateIn):
    batch = batch_of(request, pk)
    call(request, actions.isolate_batch, about=[batch], batch=batch, reason=sent.reason)
    return told(request, pk)


@router.post(
    "/{int:pk}/samples",
    response={201: SampleOut, **NO},
    operation_id="take_sample",
    summary="Keep a sample (RS-01, GT-09)",
    **ONCE,
)
def take_sample(request, pk: int, sent: SampleIn):
    batch = batch_of(request, pk)
    cabinet = one_of(request, Space.objects.select_related("school__bureau"), sent.cabinet)
    facts = sent.model_dump() | {"cabinet": cabinet}
    return Status(201, call(request, actions.take_sample, about=[batch], batch=batch, **facts))
