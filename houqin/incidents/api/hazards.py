"""What is asked of hazards."""

from datetime import date, datetime
from typing import Literal

from ninja import Query, Router, Schema, Status

from houqin.incidents import actions
from houqin.incidents.models import Hazard
from houqin.incidents.permissions import SEE_HAZARDS
from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, Day, In, Key, Moment, Named, PageIn, PageOut, Said, page, words
from houqin.kernel.permissions import authorise
from houqin.tenancy.models import Space
from houqin.tenancy.reaching import one_of

router = Router(tags=["hazards"])

CATEGORY = Literal[
    "food", "hygiene", "water", "equipment", "fire", "electricity_gas", "building", "security", "people", "management",
    "other",
]  # fmt: skip


class HazardIn(In):
    """A grade counts at once from somebody who may grade; from anybody else it is a suggestion."""

    what: words(200, "What is unsafe, in a sentence.", least=1)
    category: CATEGORY
    space: Key | None = None
    grade: Literal["", "minor", "general", "major"] = ""
    owner_post: words(40) = ""
    due_on: Day | None = None
    found_at: Moment | None = None


class HazardStepOut(Schema):
    kind: str
    at: datetime
    by: Named
    note: str
    grade: str
    due_on: date | None


class HazardOut(Schema):
    id: int
    code: str
    what: Said
    category: str
    state: str
    grade: str
    suggested_grade: str
    space: Named | None
    thing_name: Said
    owner_post: str
    owner: Named | None
    due_on: date | None
    found_at: datetime
    received_at: datetime
    fixed_by: Named | None
    verified_by: Named | None
    closed_at: datetime | None
    recurs: Named | None
    page: str

    @staticmethod
    def resolve_space(row):
        return row.place

    @staticmethod
    def resolve_page(row):
        return row.get_absolute_url()


class HazardWithStepsOut(HazardOut):
    steps: list[HazardStepOut]

    @staticmethod
    def resolve_steps(row):
        return row.steps.select_related("by").order_by("pk")


def _rows():
    return Hazard.objects.select_related("school__bureau", "place", "owner", "fixed_by", "verified_by", "recurs")


class HazardsIn(PageIn):
    state: Literal["found", "fixing", "fixed", "closed"] | None = None


@router.get("", response={200: PageOut[HazardOut], **NO}, operation_id="list_hazards", summary="Hazards, newest first")
def list_hazards(request, asked: Query[HazardsIn]):
    authorise(request.user, SEE_HAZARDS, school=request.school, at=request.now)
    rows = _rows().of(request.school)
    return page(rows.filter(state=asked.state) if asked.state else rows, asked)


@router.get(
    "/{int:pk}", response={200: HazardWithStepsOut, **NO}, operation_id="get_hazard",
    summary="One hazard with its steps",
)  # fmt: skip
def get_hazard(request, pk: int):
    hazard = one_of(request, _rows(), pk)
    authorise(request.user, SEE_HAZARDS, school=hazard.school, at=request.now)
    return hazard


@router.post(
    "", response={201: HazardOut, **NO}, operation_id="report_hazard", summary="Report a hazard (FM-13)", **ONCE
)
def report_hazard(request, sent: HazardIn):
    place = one_of(request, Space.objects.all(), sent.space)
    hazard = call(
        request, actions.report_hazard, about=[request.school], school=request.school, what=sent.what,
        category=sent.category, place=place, grade=sent.grade, owner_post=sent.owner_post, due_on=sent.due_on,
        found_at=sent.found_at,
    )  # fmt: skip
    return Status(201, _rows().get(pk=hazard.pk))
