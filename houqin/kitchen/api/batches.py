"""Pots: goods into them, heat, the end of cooking, what the tongue says."""

from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status
from pydantic import Field

from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, In, Key
from houqin.kitchen import actions
from houqin.kitchen.models import BatchIssue, DishBatch
from houqin.supply.api.issues import BackIn, IssueOut, TakeIn, back_lines, issue_of, take_lines
from houqin.tenancy.reaching import one_of

router = Router(tags=["batches"])


class BatchIssueIn(In):
    lines: list[TakeIn] = Field(min_length=1, max_length=300)


class BatchIssueOut(Schema):
    """One hand-out into one pot."""

    id: int
    batch: int
    issue: IssueOut


class ReturnIn(BackIn):
    issue: Key = Field(description="The issue that brought the goods, by its own key (`issue.id`).")


def batch_of(request, pk: int) -> DishBatch:
    return one_of(request, DishBatch.objects.select_related("dish", "meal", "school__bureau"), pk)


def _handed_out(request, link: BatchIssue) -> dict:
    return {"id": link.pk, "batch": link.batch_id, "issue": issue_of(request, link.issue_id)}


@router.post(
    "/{int:pk}/issues",
    response={201: BatchIssueOut, **NO},
    operation_id="issue_to_batch",
    summary="Hand goods from the store into a pot (GT-05)",
    **ONCE,
)
def issue_to_batch(request, pk: int, sent: BatchIssueIn):
    batch = batch_of(request, pk)
    link = call(
        request, actions.issue_to_batch, about=[batch, batch.meal], batch=batch, lines=take_lines(request, sent.lines)
    )
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
    link = get_object_or_404(BatchIssue.objects.visible_to(request.user), batch=batch, issue=sent.issue)
    link = call(request, actions.return_from_batch, about=[batch], link=link, lines=back_lines(request, sent.lines))
    return _handed_out(request, link)
