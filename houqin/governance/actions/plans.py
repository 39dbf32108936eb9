"""Verbs of plans: draft, approve, start, review, archive; milestones are reached and accepted (S-08, S-18)."""

from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from houqin.duties.actions import answer_about, raise_duty
from houqin.governance import events
from houqin.governance.deadlines import END_OF_DAY, LOOK_WITHIN
from houqin.governance.gates.entering import is_given, runs_forward, why_is_given
from houqin.governance.gates.plans import AT_WORK, may_add_milestone, may_approve_plan, stands_at, title_is_free
from houqin.governance.gates.work import may_judge, may_report
from houqin.governance.models import Milestone, Plan, Policy
from houqin.governance.models.plans import PlanState
from houqin.governance.permissions import ACCEPT_WORK, APPROVE_PLANS, REPORT_WORK, WRITE_PLANS
from houqin.journal.actions import record
from houqin.journal.attachments import store_attachment
from houqin.kernel.permissions import Permission, authorise
from houqin.kernel.refusals import require
from houqin.kernel.transactions import lock
from houqin.tenancy.posts import Post


@transaction.atomic
def draft_plan(
    *, school, title: str, goal: str, starts_on: date, ends_on: date, actor, at: datetime,
    policy: Policy | None = None,
) -> Plan:  # fmt: skip
    """Begin a plan. It binds nobody before it has milestones and the principal approves it.

    Raises Refused: NAME_MISSING, ENDS_BEFORE_START, TITLE_TAKEN.
    """
    authorise(actor, WRITE_PLANS, school=school, at=at)
    title = title.strip()
    taken = Plan.objects.of(school).filter(title=title).first()
    require(
        is_given(**{_("Title"): title, _("Goal"): goal}), runs_forward(starts_on, ends_on), title_is_free(title, taken)
    )
    plan = Plan.objects.create(
        school=school, title=title, goal=goal.strip(), policy=policy, starts_on=starts_on, ends_on=ends_on,
        drafted_by=actor, drafted_at=at,
    )  # fmt: skip
    record(events.PLAN_DRAFTED, plan, about=[policy], actor=actor, at=at, title=title, goal=plan.goal)
    return plan


@transaction.atomic
def add_milestone(*, plan: Plan, step: str, title: str, owner: str, due_on: date, actor, at: datetime) -> Milestone:
    """Add what a post owes by a day, while the plan is a draft.

    Raises Refused: NAME_MISSING, PLAN_IS, KIND_UNKNOWN, POST_UNKNOWN, OUTSIDE_PLAN.
    """
    plan = _locked(plan, WRITE_PLANS, actor=actor, at=at)
    require(is_given(**{_("Milestone"): title}), may_add_milestone(plan, step=step, owner=owner, due_on=due_on))
    milestone = Milestone.objects.create(
        school=plan.school, plan=plan, step=step, title=title.strip(), owner=owner, due_on=due_on
    )
    record(
        events.MILESTONE_ADDED, plan, about=[milestone], actor=actor, at=at, title=milestone.title, post=owner,
        due_on=due_on,
    )  # fmt: skip
    return milestone


@transaction.atomic
def approve_plan(*, plan: Plan, actor, at: datetime) -> Plan:
    """The principal's word. From now on each milestone is a duty.  Raises Refused: PLAN_IS, NO_MILESTONE."""
    plan = _locked(plan, APPROVE_PLANS, actor=actor, at=at)
    milestones = list(plan.milestones.select_related("school").order_by("due_on", "pk"))
    require(may_approve_plan(plan, milestones=milestones))
    plan.state, plan.approved_by, plan.approved_at = PlanState.APPROVED, actor, at
    plan.save(update_fields=["state", "approved_by", "approved_at"])
    record(
        events.PLAN_APPROVED, plan, about=milestones, actor=actor, at=at, title=plan.title, milestones=len(milestones)
    )
    for one in milestones:
        _ask_for(one, at=at)
    return plan


def _ask_for(milestone: Milestone, *, at: datetime) -> None:
    """The owner's duty; asked anew each time that it is sent back."""
    school = milestone.school
    raise_duty(
        code="governance.reach-milestone", key=f"{milestone.pk}/{at:%Y%m%dT%H%M%S}", school=school, subject=milestone,
        opens_at=at, due_at=max(at, school.moment(milestone.due_on, END_OF_DAY)), subject_name=milestone.title,
        owner=milestone.owner, at=at,
    )  # fmt: skip


@transaction.atomic
def start_plan(*, plan: Plan, actor, at: datetime) -> Plan:
    """The work begins.  Raises Refused: PLAN_IS."""
    plan = _locked(plan, WRITE_PLANS, actor=actor, at=at)
    require(stands_at(plan, PlanState.APPROVED))
    plan.state, plan.started_at = PlanState.RUNNING, at
    plan.save(update_fields=["state", "started_at"])
    record(events.PLAN_STARTED, plan, actor=actor, at=at, title=plan.title)
    return plan


@transaction.atomic
def review_plan(*, plan: Plan, review: str, actor, at: datetime) -> Plan:
    """Say what was reached, what was not, and what follows. What is still open is asked for no longer.

    Raises Refused: PLAN_IS, NAME_MISSING.
    """
    plan = _locked(plan, APPROVE_PLANS, actor=actor, at=at)
    require(stands_at(plan, PlanState.RUNNING), is_given(**{_("Summing up"): review}))
    plan.state, plan.review, plan.reviewed_by, plan.reviewed_at = PlanState.REVIEWED, review.strip(), actor, at
    plan.save(update_fields=["state", "review", "reviewed_by", "reviewed_at"])
    milestones = list(plan.milestones.order_by("pk"))
    record(
        events.PLAN_REVIEWED, plan, actor=actor, at=at, title=plan.title, review=plan.review,
        still_open=[one.title for one in milestones if one.accepted_at is None],
    )  # fmt: skip
    for one in milestones:
        if one.accepted_at is None:
            answer_about(one, at=at)
    return plan


@transaction.atomic
def archive_plan(*, plan: Plan, actor, at: datetime) -> Plan:
    """Put a reviewed plan away. It stays to be read.  Raises Refused: PLAN_IS."""
    plan = _locked(plan, WRITE_PLANS, actor=actor, at=at)
    require(stands_at(plan, PlanState.REVIEWED))
    plan.state, plan.archived_at = PlanState.ARCHIVED, at
    plan.save(update_fields=["state", "archived_at"])
    record(events.PLAN_ARCHIVED, plan, actor=actor, at=at, title=plan.title)
    return plan


@transaction.atomic
def reach_milestone(
    *, milestone: Milestone, evidence: str, actor, at: datetime, file: UploadedFile | None = None
) -> Milestone:
    """Report it, with what shows it; another person accepts.

    Raises Refused: PLAN_IS, EVIDENCE_MISSING, DONE_ALREADY.
    """
    milestone = _locked_milestone(milestone, REPORT_WORK, actor=actor, at=at)
    require(stands_at(milestone.plan, *AT_WORK), may_report(milestone, evidence=evidence))
    school = milestone.school
    milestone.attachment = store_attachment(file, chain=school.pk, actor=actor, at=at) if file else None
    milestone.done_at, milestone.done_by, milestone.evidence = at, actor, evidence.strip()
    milestone.save(update_fields=["done_at", "done_by", "evidence", "attachment"])
    record(
        events.MILESTONE_REACHED, milestone, about=[milestone.plan, milestone.attachment], actor=actor, at=at,
        title=milestone.title, evidence=milestone.evidence,
    )  # fmt: skip
    answer_about(milestone, at=at)
    raise_duty(
        code="governance.accept-milestone", key=f"{milestone.pk}/{at:%Y%m%dT%H%M%S}", school=school, subject=milestone,
        opens_at=at, due_at=at + LOOK_WITHIN, subject_name=milestone.title, owner=Post.PRINCIPAL, at=at,
    )  # fmt: skip
    return milestone


@transaction.atomic
def accept_milestone(*, milestone: Milestone, actor, at: datetime) -> Milestone:
    """Another person has looked and accepts.  Raises Refused: NOT_DONE_YET, ACCEPTED_ALREADY, OWN_WORK."""
    milestone = _locked_milestone(milestone, ACCEPT_WORK, actor=actor, at=at)
    require(may_judge(milestone, actor=actor, judged_at=milestone.accepted_at))
    milestone.accepted_at, milestone.accepted_by = at, actor
    milestone.save(update_fields=["accepted_at", "accepted_by"])
    record(events.MILESTONE_ACCEPTED, milestone, about=[milestone.plan], actor=actor, at=at, title=milestone.title)
    answer_about(milestone, at=at)
    return milestone


@transaction.atomic
def return_milestone(*, milestone: Milestone, why: str, actor, at: datetime) -> Milestone:
    """Not reached yet: its post owes it again; the journal keeps what was reported.

    Raises Refused: as accept_milestone, and WHY_MISSING.
    """
    milestone = _locked_milestone(milestone, ACCEPT_WORK, actor=actor, at=at)
    require(may_judge(milestone, actor=actor, judged_at=milestone.accepted_at), why_is_given(why))
    was = {"evidence": milestone.evidence, "done_by": milestone.done_by.name, "done_at": milestone.done_at}
    milestone.done_at, milestone.done_by, milestone.evidence = None, None, ""
    milestone.attachment, milestone.returned_at = None, at
    milestone.save(update_fields=["done_at", "done_by", "evidence", "attachment", "returned_at"])
    record(
        events.MILESTONE_RETURNED, milestone, about=[milestone.plan], actor=actor, at=at, title=milestone.title,
        why=why.strip(), was=was,
    )  # fmt: skip
    answer_about(milestone, at=at)
    _ask_for(milestone, at=at)
    return milestone


def _locked(plan: Plan, needed: Permission, *, actor, at: datetime) -> Plan:
    authorise(actor, needed, school=plan.school, at=at)
    return lock(Plan.objects.filter(pk=plan.pk).select_related("school"))[0]


def _locked_milestone(milestone: Milestone, needed: Permission, *, actor, at: datetime) -> Milestone:
    authorise(actor, needed, school=milestone.school, at=at)
    rows = Milestone.objects.filter(pk=milestone.pk).select_related("school", "plan", "done_by")
    return lock(rows)[0]
