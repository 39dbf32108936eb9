"""Lists in use at a school: what each asks, until when, and how it is handed in."""

from datetime import datetime, time
from decimal import Decimal
from typing import Literal

from django.http import Http404
from ninja import Router, Schema, Status
from pydantic import Field

from houqin.checklists import actions
from houqin.checklists.api.runs import RunOut, run_of
from houqin.checklists.models import Run, SchoolList
from houqin.checklists.permissions import SEE_LISTS
from houqin.checklists.selectors.doing import doings
from houqin.checklists.selectors.lists import items_of, versions_in_use
from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, Day, In, Key, Moment, Named, Said, WhyIn, words
from houqin.kernel.permissions import authorise
from houqin.tenancy.models import Space
from houqin.tenancy.posts import Post
from houqin.tenancy.reaching import one_of

router = Router(tags=["checklists"])

FREQUENCY = Literal["daily", "weekly", "monthly", "termly", "none"]


class ChecklistOut(Schema):
    id: int
    title: Said = Field(alias="checklist")
    area: str = Field(alias="checklist.area")
    frequency: str
    by: time | None
    owner_post: str
    space: Named | None = Field(alias="place")
    page: str

    @staticmethod
    def resolve_page(row):
        return row.get_absolute_url()


class DueOut(Schema):
    """`state` and `due_at` of today's occasion; empty when nothing is asked today or it is done."""

    list: ChecklistOut = Field(alias="row")
    state: str
    due_at: datetime | None
    is_done_now: bool
    last_run: int | None
    asked: int
    done: int
    on_time: int

    @staticmethod
    def resolve_due_at(one):
        return one.duty.due_at if one.duty else None

    @staticmethod
    def resolve_last_run(one):
        return one.last.pk if one.last else None


class ChecklistItemOut(Schema):
    """One thing to look at. `choices` are what an answer's `choice` may be; `low` and `high` bind a number."""

    id: int
    key: str
    kind: str
    text: Said
    is_required: bool
    low: Decimal | None
    high: Decimal | None
    unit: str
    choices: list[str]
    grade: str
    category: str
    rule: str

    @staticmethod
    def resolve_text(item):
        return item

    @staticmethod
    def resolve_choices(item):
        return list(item.is_failed_by)


class ChecklistWithItemsOut(ChecklistOut):
    version: int | None = Field(description="The version in force; null while nothing is published.")
    items: list[ChecklistItemOut]

    @staticmethod
    def resolve_version(row):
        return row.asked[0] and row.asked[0].number

    @staticmethod
    def resolve_items(row):
        return items_of(*row.asked)


class AnswerIn(In):
    """What is left out is as it should be. `owner_post`, `due_on`: of the hazard that a failure is."""

    item: Key
    passed: bool | None = None
    number: Decimal | None = Field(None, max_digits=9, decimal_places=2)
    choice: words(80) = ""
    note: words(200) = ""
    owner_post: words(40) = ""
    due_on: Day | None = None


class RunIn(In):
    answers: list[AnswerIn] = Field(default_factory=list, max_length=300)
    happened_at: Moment | None = None
    corrects: Key | None = None
    note: words(200) = ""


class ScheduleIn(In):
    frequency: FREQUENCY
    by: time | None = None
    owner_post: Literal[tuple(post.value for post in Post if post != Post.BUREAU_OFFICER)]
    space: Key | None = None


def _list_of(request, pk: int) -> SchoolList:
    rows = SchoolList.objects.select_related("checklist", "place", "school__bureau")
    found = one_of(request, rows, pk)
    authorise(request.user, SEE_LISTS, school=found.school, at=request.now)
    return found


def _told(request, pk: int) -> SchoolList:
    found = _list_of(request, pk)
    found.asked = versions_in_use(found)
    return found


@router.get("", response={200: list[DueOut], **NO}, operation_id="list_checklists",
            summary="Lists in use, with what is asked of each today")  # fmt: skip
def list_checklists(request):
    authorise(request.user, SEE_LISTS, school=request.school, at=request.now)
    today = request.school.localdate(request.now)
    return doings(request.school, first=today, last=today)


@router.get("/{int:pk}", response={200: ChecklistWithItemsOut, **NO}, operation_id="get_checklist",
            summary="One list with its items in force")  # fmt: skip
def get_checklist(request, pk: int):
    return _told(request, pk)


@router.post("/{int:pk}/runs", response={201: RunOut, **NO}, operation_id="run_checklist",
             summary="Hand a list in, with a personal token: what failed is a hazard", **ONCE)  # fmt: skip
def run_checklist(request, pk: int, sent: RunIn):
    found = _list_of(request, pk)
    version, addition = versions_in_use(found)
    known = {item.pk for item in items_of(version, addition)}
    if {one.item for one in sent.answers} - known:
        raise Http404
    answers = {one.item: actions.Answered(**one.model_dump(exclude={"item"})) for one in sent.answers}
    run = call(
        request, actions.run_checklist, about=[found], school_list=found, answers=answers, version=version,
        addition=addition, happened_at=sent.happened_at, note=sent.note,
        corrects=one_of(request, Run.objects.select_related("school"), sent.corrects),
    )  # fmt: skip
    return Status(201, run_of(request, run.pk))


@router.post("/{int:pk}/schedule", response={200: ChecklistOut, **NO}, operation_id="schedule_checklist",
             summary="How often, until when, by whom, about which place", **ONCE)  # fmt: skip
def schedule_checklist(request, pk: int, sent: ScheduleIn):
    found, place = _list_of(request, pk), one_of(request, Space.objects.all(), sent.space)
    facts = sent.model_dump(exclude={"space"})
    call(request, actions.schedule_list, about=[found], school_list=found, place=place, **facts)
    return _list_of(request, pk)


@router.post("/{int:pk}/end", response={200: ChecklistOut, **NO}, operation_id="end_checklist",
             summary="Use a list of one's own no longer", **ONCE)  # fmt: skip
def end_checklist(request, pk: int, sent: WhyIn):
    found = _list_of(request, pk)
    call(request, actions.end_list, about=[found], school_list=found, why=sent.reason)
    return _list_of(request, pk)
