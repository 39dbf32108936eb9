"""Moving a plan forward (S-08, S-18)."""

from collections.abc import Iterator
from datetime import date

from houqin.governance.models import Milestone, Plan
from houqin.governance.models.plans import PlanState, Step
from houqin.governance.reasons import Reason
from houqin.kernel.refusals import Refusal
from houqin.tenancy.posts import EVERY_SCHOOL_POST

#: Work on a plan is reported and judged while it is approved and not yet reviewed.
AT_WORK = (PlanState.APPROVED, PlanState.RUNNING)


def stands_at(plan: Plan, *wanted: PlanState) -> Iterator[Refusal]:
    """The plan is in one of these states."""
    if plan.state not in wanted:
        facts = {"title": plan.title, "state": plan.get_state_display(), "wanted": wanted[0].label}
        yield Refusal(Reason.PLAN_IS, facts, where=plan)


def title_is_free(title: str, taken: Plan | None) -> Iterator[Refusal]:
    if taken:
        yield Refusal(Reason.TITLE_TAKEN, {"title": title}, where=taken)


def may_add_milestone(plan: Plan, *, step: str, owner: str, due_on: date) -> Iterator[Refusal]:
    """Why this milestone may not be added: approved plans are not rewritten."""
    yield from stands_at(plan, PlanState.DRAFT)
    if step not in Step.values:
        yield Refusal(Reason.KIND_UNKNOWN, {"kind": step})
    if owner not in EVERY_SCHOOL_POST:
        yield Refusal(Reason.POST_UNKNOWN, {"post": owner})
    if not plan.starts_on <= due_on <= plan.ends_on:
        yield Refusal(Reason.OUTSIDE_PLAN, {"due_on": due_on, "starts_on": plan.starts_on, "ends_on": plan.ends_on})


def may_approve_plan(plan: Plan, *, milestones: list[Milestone]) -> Iterator[Refusal]:
    yield from stands_at(plan, PlanState.DRAFT)
    if not milestones:
        yield Refusal(Reason.NO_MILESTONE, where=plan)
