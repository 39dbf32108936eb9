"""Searches over the API."""

from datetime import datetime
from typing import Literal

from ninja import Query, Router, Schema

from houqin.dormitory.actions.searches import find_child, log_search_step
from houqin.dormitory.models import Search
from houqin.dormitory.permissions import SEARCH
from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, In, Key, Moment, Named, PageIn, PageOut, page, words
from houqin.kernel.permissions import authorise
from houqin.tenancy.reaching import one_of

router = Router(tags=["searches"])
ROWS = Search.objects.select_related("pupil", "bed__room__space", "found_by", "school__bureau")


class SearchOut(Schema):
    id: int
    code: str
    pupil: Named
    bed: Named
    missing_since: datetime
    found_at: datetime | None
    found_as: str
    found_where: str


class SearchStepIn(In):
    step: Literal["head_teacher", "guardian", "duty_leader", "principal", "police", "bureau", "looked"]
    was_reached: bool = True
    whom: words(80) = ""
    reference: words(60) = ""
    note: words(200) = ""
    happened_at: Moment | None = None


class SearchStepOut(Schema):
    id: int
    step: str
    was_reached: bool
    whom: str
    happened_at: datetime


class FoundIn(In):
    found_as: Literal["present", "sick_room", "hospital", "leave"]
    where: words(120)
    happened_at: Moment | None = None


@router.get("", response={200: PageOut[SearchOut], **NO}, operation_id="list_searches", summary="Searches")
def list_searches(request, asked: Query[PageIn]):
    authorise(request.user, SEARCH, school=request.school, at=request.now)
    return page(ROWS.of(request.school), asked)


@router.post(
    "/{pk}/steps",
    response={200: SearchStepOut, **NO},
    operation_id="log_search_step",
    summary="Write down a step",
    **ONCE,
)
def step(request, pk: Key, sent: SearchStepIn):
    found = one_of(request, ROWS, pk)
    return call(request, log_search_step, about=[found], search=found, **sent.model_dump())


@router.post("/{pk}/found", response={200: SearchOut, **NO}, operation_id="find_child", summary="Found", **ONCE)
def found(request, pk: Key, sent: FoundIn):
    one = one_of(request, ROWS, pk)
    return call(request, find_child, about=[one], search=one, **sent.model_dump())
