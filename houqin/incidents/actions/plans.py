"""Verbs of what is prepared: plans and drills (ER-12, DD-01 to DD-06)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from houqin.duties.actions import answer_about
from houqin.incidents import events
from houqin.incidents.gates import plans as gates
from houqin.incidents.models import ContingencyPlan, Drill, PlanReview
from houqin.incidents.permissions import APPROVE_PLANS, RECORD_DRILLS, WRITE_PLANS
from houqin.journal.actions import record
from houqin.journal.attachments import store_attachment
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.transactions import lock
from houqin.tenancy.codes import next_code
from houqin.tenancy.times import sleeping_time


@transaction.atomic
def write_plan(*, school, kind: str, title: str, steps: str, people: str, actor, at: datetime) -> ContingencyPlan:
    """A new version of the plan for a kind of incident. The one in force stays so until this is approved."""
    authorise(actor, WRITE_PLANS, school=school, at=at)
    require(gates.may_write(kind=kind, title=title, steps=steps, people=people))
    versions = lock(ContingencyPlan.objects.of(school).filter(kind=kind))
    plan = ContingencyPlan.objects.create(
        school=school, kind=kind, version=len(versions) + 1, title=title, steps=steps, people=people, written_by=actor,
        written_at=at,
    )  # fmt: skip
    record(events.PLAN_WRITTEN, plan, actor=actor, at=at, **_facts(plan))
    return plan


@transaction.atomic
def approve_plan(*, plan: ContingencyPlan, actor, at: datetime) -> ContingencyPlan:
    """The principal puts it in force. That is a review as well (ER-12)."""
    authorise(actor, APPROVE_PLANS, school=plan.school, at=at)
    plan, newest = _newest(plan)
    require(gates.may_approve(plan, newest))
    ContingencyPlan.objects.filter(pk=plan.pk).update(approved_at=at, approved_by=actor)
    plan.approved_at, plan.approved_by = at, actor
    record(events.PLAN_APPROVED, plan, actor=actor, at=at, **_facts(plan))
    for older in ContingencyPlan.objects.of(plan.school).filter(kind=plan.kind):
        answer_about(older, at=at)
    return plan


@transaction.atomic
def review_plan(*, plan: ContingencyPlan, remark: str, actor, at: datetime) -> PlanReview:
    """It was read again and still holds, and why one thinks so."""
    authorise(actor, WRITE_PLANS, school=plan.school, at=at)
    plan, _newer = _newest(plan)
    require(gates.may_review(plan, remark))
    review = PlanReview.objects.create(school=plan.school, plan=plan, remark=remark, reviewed_by=actor, reviewed_at=at)
    record(events.PLAN_REVIEWED, plan, about=[review], actor=actor, at=at, remark=remark, **_facts(plan))
    answer_about(plan, at=at)
    return review


def _newest(plan: ContingencyPlan) -> tuple[ContingencyPlan, ContingencyPlan]:
    """The plan as it is now, and the newest version of its kind; locked."""
    rows = lock(ContingencyPlan.objects.filter(school=plan.school_id, kind=plan.kind).select_related("school"))
    return next(row for row in rows if row.pk == plan.pk), max(rows, key=lambda row: row.version)


def _facts(plan: ContingencyPlan) -> dict:
    return {"what": plan.kind, "title": plan.title, "version": plan.version}


@transaction.atomic
def record_drill(
    *, school, kind: str, place: str, happened_at: datetime, planned_seconds: int, actual_seconds: int,
    heads_expected: int, heads_counted: int, plan: ContingencyPlan | None = None, faults: str = "",
    improvement: str = "", photos: Iterable = (), actor, at: datetime,
) -> Drill:  # fmt: skip
    """A drill with its seconds and heads (DD-04). Too slow, or a head missing: what went wrong is part of the record.

    Raises Refused: may_record_drill.
    """
    authorise(actor, RECORD_DRILLS, school=school, at=at)
    require(
        gates.may_record_drill(
            kind=kind, plan=plan, place=place, happened_at=happened_at, planned_seconds=planned_seconds,
            actual_seconds=actual_seconds, heads_expected=heads_expected, heads_counted=heads_counted, faults=faults,
            improvement=improvement, school=school, sleeping=sleeping_time(school, happened_at), at=at,
        )
    )  # fmt: skip
    drill = Drill.objects.create(
        school=school, code=next_code(school, "YL", school.localdate(happened_at)), kind=kind, plan=plan, place=place,
        happened_at=happened_at, entered_at=at, planned_seconds=planned_seconds, actual_seconds=actual_seconds,
        heads_expected=heads_expected, heads_counted=heads_counted, faults=faults, improvement=improvement,
        led_by=actor,
    )  # fmt: skip
    files = [store_attachment(photo, chain=school.pk, actor=actor, at=at) for photo in photos]
    drill.photos.set(files)
    numbers = {name: getattr(drill, name) for name in
               ("planned_seconds", "actual_seconds", "heads_expected", "heads_counted")}  # fmt: skip
    record(events.DRILL_RECORDED, drill, about=[plan, *files], actor=actor, at=at, happened_at=happened_at,
           code=drill.code, what=kind, place=place, **numbers)  # fmt: skip
    return drill
