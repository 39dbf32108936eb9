"""What was seen: lists as they were handed in."""

from datetime import date, datetime
from decimal import Decimal

from ninja import Query, Router, Schema
from pydantic import Field

from houqin.checklists import actions
from houqin.checklists.models import Run
from houqin.checklists.permissions import SEE_LISTS
from houqin.incidents.models import Hazard
from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, Key, Named, PageIn, PageOut, Said, page
from houqin.kernel.permissions import authorise
from houqin.tenancy.reaching import one_of

router = Router(tags=["checklists"])


class RunRow(Schema):
    id: int
    list: int = Field(alias="school_list_id")
    title: Said = Field(alias="school_list")
    on: date
    happened_at: datetime
    received_at: datetime
    done_by: Named
    found: int = Field(description="How many items failed; nothing found is a record too.")
    needs_second: bool
    corrects: int | None = Field(alias="corrects_id")
    note: str


class AnswerOut(Schema):
    item: int = Field(alias="item_id")
    key: str = Field(alias="item.key")
    text: Said = Field(alias="item")
    passed: bool | None
    number: Decimal | None
    choice: str
    note: str
    hazard: int | None = None


class RunOut(RunRow):
    """`hazard` of an answer is the key of what its failure became, under /cases/hazards."""

    version: int = Field(alias="version.number")
    second: Named | None
    answers: list[AnswerOut]

    @staticmethod
    def resolve_second(run):
        signature = getattr(run, "second", None)
        return signature and signature.by

    @staticmethod
    def resolve_answers(run):
        answers = list(run.answers.select_related("item").order_by("item__number", "pk"))
        kind = run.answers.model._meta.label_lower
        made = Hazard.objects.filter(source_kind=kind, source_id__in=[one.pk for one in answers])
        hazards = dict(made.values_list("source_id", "pk"))
        for one in answers:
            one.hazard = hazards.get(one.pk)
        return answers


class RunsIn(PageIn):
    list: Key | None = None


def _rows():
    return Run.objects.select_related("school_list__checklist", "done_by", "version", "school__bureau", "second__by")


def run_of(request, pk: int) -> Run:
    run = one_of(request, _rows(), pk)
    authorise(request.user, SEE_LISTS, school=run.school, at=request.now)
    return run


@router.get("", response={200: PageOut[RunRow], **NO}, operation_id="list_runs", summary="Handed in, newest first")
def list_runs(request, asked: Query[RunsIn]):
    authorise(request.user, SEE_LISTS, school=request.school, at=request.now)
    rows = _rows().of(request.school)
    return page(rows.filter(school_list=asked.list) if asked.list else rows, asked)


@router.get("/{int:pk}", response={200: RunOut, **NO}, operation_id="get_run", summary="One run with its answers")
def get_run(request, pk: int):
    return run_of(request, pk)


@router.post("/{int:pk}/sign", response={200: RunOut, **NO}, operation_id="sign_run",
             summary="Say the same as a second person, with a personal token", **ONCE)  # fmt: skip
def sign_run(request, pk: int):
    run = run_of(request, pk)
    call(request, actions.sign_run, about=[run], run=run)
    return run_of(request, pk)
