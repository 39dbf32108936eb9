"""May this plan be approved, this drill be recorded? Rules ER-12, DD-01 to DD-06."""

from collections.abc import Iterator
from datetime import datetime

from houqin.incidents.incident_kinds import incident_kinds
from houqin.incidents.models import ContingencyPlan, DrillKind
from houqin.incidents.reasons import IncidentReason as Reason
from houqin.kernel.refusals import KernelReason, Refusal


def may_write(*, kind: str, title: str, steps: str, people: str) -> Iterator[Refusal]:
    if kind not in incident_kinds():
        yield Refusal(Reason.KIND_UNKNOWN, {"kind": kind})
    if not title.strip():
        yield Refusal(Reason.PLAN_TITLE_MISSING)
    if not steps.strip():
        yield Refusal(Reason.PLAN_STEPS_MISSING)
    if not people.strip():
        yield Refusal(Reason.PLAN_PEOPLE_MISSING)


def is_newest(plan: ContingencyPlan, newest: ContingencyPlan) -> Iterator[Refusal]:
    if plan.pk != newest.pk:
        yield Refusal(Reason.PLAN_SUPERSEDED, {"version": newest.version}, where=newest)


def may_approve(plan: ContingencyPlan, newest: ContingencyPlan) -> Iterator[Refusal]:
    yield from is_newest(plan, newest)
    if plan.approved_at:
        yield Refusal(Reason.PLAN_APPROVED_ALREADY, {"version": plan.version}, where=plan)


def may_review(plan: ContingencyPlan, remark: str) -> Iterator[Refusal]:
    """The plan in force is reviewed; a newer draft does not stop that."""
    if not plan.approved_at:
        yield Refusal(Reason.PLAN_NOT_APPROVED, {"version": plan.version}, where=plan)
    if not remark.strip():
        yield Refusal(Reason.TEXT_MISSING)


def may_record_drill(*, kind: str, plan, place: str, happened_at: datetime, planned_seconds: int, actual_seconds: int,
                     heads_expected: int, heads_counted: int, faults: str, improvement: str, school,
                     sleeping: tuple[datetime, datetime], at: datetime) -> Iterator[Refusal]:  # fmt: skip
    """`sleeping` is when the night of that moment begins and ends: what is drilled by day is no night drill (DD-03)."""
    if kind not in DrillKind.values:
        yield Refusal(Reason.DRILL_KIND_UNKNOWN, {"kind": kind})
    if plan is not None and plan.school_id != school.pk:
        yield Refusal(KernelReason.OTHER_SCHOOL, {"what": str(plan)})
    if not place.strip():
        yield Refusal(Reason.PLACE_MISSING)
    if happened_at > at:
        yield Refusal(KernelReason.IN_THE_FUTURE, {"happened_at": happened_at}, gate="GT-18")
    begins, ends = sleeping
    if kind == DrillKind.NIGHT and not begins <= happened_at < ends:
        yield Refusal(Reason.DRILL_NOT_AT_NIGHT, {"begins": begins, "ends": ends})
    if planned_seconds <= 0 or actual_seconds <= 0:
        yield Refusal(Reason.SECONDS_MISSING)
    if heads_expected <= 0:
        yield Refusal(Reason.HEADS_MISSING)
    has_failed = actual_seconds > planned_seconds or heads_counted < heads_expected
    if has_failed and not (faults.strip() and improvement.strip()):
        yield Refusal(Reason.FAULTS_UNEXPLAINED)
