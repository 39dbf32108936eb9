"""Plans and their milestones: report, accept, send back."""

from datetime import date, datetime

from ninja import Query, Router, Schema

from houqin.governance import actions
from houqin.governance.api.seeing import EvidenceIn, WorkOut, looked_at, one
from houqin.governance.models import Milestone, Plan
from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, Named, PageIn, PageOut, WhyIn, page

router = Router(tags=["plans"])


class MilestoneOut(WorkOut):
    step: str
    title: str
    accepted_at: datetime | None
    accepted_by: Named | None


class PlanRow(Schema):
    id: int
    title: str
    state: str
    starts_on: date
    ends_on: date
    approved_by: Named | None
    page: str

    @staticmethod
    def resolve_page(row):
        return row.get_absolute_url()


class PlanOut(PlanRow):
    goal: str
    review: str
    milestones: list[MilestoneOut]

    @staticmethod
    def resolve_milestones(row):
        return row.milestones.select_related("done_by", "accepted_by").order_by("due_on", "pk")


def _plan(request, pk: int) -> Plan:
    return one(request, Plan.objects.select_related("approved_by"), pk)


def _milestone(request, pk: int) -> Milestone:
    return one(request, Milestone.objects.select_related("plan", "done_by", "accepted_by"), pk)


@router.get("/plans", response={200: PageOut[PlanRow], **NO}, operation_id="list_plans", summary="Plans")
def list_plans(request, asked: Query[PageIn]):
    return page(Plan.objects.of(looked_at(request)).select_related("approved_by"), asked)


@router.get("/plans/{int:pk}", response={200: PlanOut, **NO}, operation_id="get_plan",
            summary="One plan with its milestones")  # fmt: skip
def get_plan(request, pk: int):
    return _plan(request, pk)


def _act(request, pk: int, verb, **arguments) -> Milestone:
    milestone = _milestone(request, pk)
    call(request, verb, about=[milestone, milestone.plan], milestone=milestone, **arguments)
    return _milestone(request, pk)


@router.post("/milestones/{int:pk}/report", response={200: MilestoneOut, **NO}, operation_id="reach_milestone",
             summary="Report a milestone as reached, with a personal token", **ONCE)  # fmt: skip
def reach_milestone(request, pk: int, sent: EvidenceIn):
    return _act(request, pk, actions.reach_milestone, evidence=sent.evidence)


@router.post("/milestones/{int:pk}/accept", response={200: MilestoneOut, **NO}, operation_id="accept_milestone",
             summary="Accept it, as another person", **ONCE)  # fmt: skip
def accept_milestone(request, pk: int):
    return _act(request, pk, actions.accept_milestone)


@router.post("/milestones/{int:pk}/return", response={200: MilestoneOut, **NO}, operation_id="return_milestone",
             summary="Send it back as not reached", **ONCE)  # fmt: skip
def return_milestone(request, pk: int, sent: WhyIn):
    return _act(request, pk, actions.return_milestone, why=sent.reason)
