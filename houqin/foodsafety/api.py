"""Food-safety control for machines: to read. A signature is a person's word, given on a page."""

from datetime import date, datetime
from typing import Any

from ninja import Query, Router, Schema
from pydantic import Field

from houqin.foodsafety.models import DailyControl, MonthlyDispatch, WeeklyReport
from houqin.foodsafety.permissions import SEE_CONTROL
from houqin.foodsafety.selectors.day_facts import facts_in
from houqin.kernel.answers import NO
from houqin.kernel.api_types import Named, PageIn, PageOut, page
from houqin.kernel.permissions import authorise
from houqin.tenancy.reaching import one_of

router = Router(tags=["food safety"])


class FactOut(Schema):
    scope: str
    code: str
    number: int
    late: bool = Field(alias="is_late", description="Out of order: the record says what was done.")
    sentence: str


class SignedOut(Schema):
    id: int
    signed_by: Named
    post: str
    signed_at: datetime
    corrects: int | None = Field(alias="corrects_id", description="The record that this one replaces.")
    correction_reason: str


class DailyOut(SignedOut):
    on: date
    findings: int
    remarks: dict[str, str]
    facts: list[FactOut]

    @staticmethod
    def resolve_facts(row):
        return facts_in(row.facts)


class WeeklyOut(SignedOut):
    monday: date
    assessment: str
    measures: str
    missing_reason: str
    days: list[dict[str, Any]]


class MonthlyOut(SignedOut):
    month: date
    meeting: str = Field(alias="meeting.code")
    missing_reason: str
    weeks: list[dict[str, Any]]


def _listed(request, model, asked, *more):
    authorise(request.user, SEE_CONTROL, school=request.school, at=request.now)
    return page(model.objects.of(request.school).select_related("signed_by", *more), asked)


def _one(request, model, pk: int, *more):
    found = one_of(request, model.objects.select_related("school__bureau", "signed_by", *more), pk)
    authorise(request.user, SEE_CONTROL, school=found.school, at=request.now)
    return found


@router.get("/daily", response={200: PageOut[DailyOut], **NO}, operation_id="list_daily_controls",
            summary="Daily controls, newest first, corrected ones too")  # fmt: skip
def list_daily_controls(request, asked: Query[PageIn]):
    return _listed(request, DailyControl, asked)


@router.get("/daily/{int:pk}", response={200: DailyOut, **NO}, operation_id="get_daily_control", summary="One day")
def get_daily_control(request, pk: int):
    return _one(request, DailyControl, pk)


@router.get("/weekly", response={200: PageOut[WeeklyOut], **NO}, operation_id="list_weekly_reports",
            summary="Weekly reports, newest first")  # fmt: skip
def list_weekly_reports(request, asked: Query[PageIn]):
    return _listed(request, WeeklyReport, asked)


@router.get("/weekly/{int:pk}", response={200: WeeklyOut, **NO}, operation_id="get_weekly_report", summary="One week")
def get_weekly_report(request, pk: int):
    return _one(request, WeeklyReport, pk)


@router.get("/monthly", response={200: PageOut[MonthlyOut], **NO}, operation_id="list_monthly_dispatches",
            summary="Monthly dispatches, newest first")  # fmt: skip
def list_monthly_dispatches(request, asked: Query[PageIn]):
    return _listed(request, MonthlyDispatch, asked, "meeting")


@router.get("/monthly/{int:pk}", response={200: MonthlyOut, **NO}, operation_id="get_monthly_dispatch",
            summary="One month")  # fmt: skip
def get_monthly_dispatch(request, pk: int):
    return _one(request, MonthlyDispatch, pk, "meeting")
