"""What was disinfected after which meal."""

from datetime import datetime
from decimal import Decimal
from typing import Literal

from ninja import Query, Router, Schema, Status
from pydantic import Field

from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, In, Moment, Named, PageIn, PageOut, Reason, page, words
from houqin.kernel.permissions import authorise
from houqin.kitchen import actions
from houqin.kitchen.models import Disinfection, Meal
from houqin.kitchen.permissions import SEE_MEALS
from houqin.tenancy.reaching import one_of

router = Router(tags=["disinfection"])

METHOD = Literal[tuple(Disinfection.Method.values)]
Reading = Field(None, ge=0, le=9_999, max_digits=6, decimal_places=1, description="℃ or mg/L; none for light.")
Minutes = Field(gt=0, le=1_440, max_digits=5, decimal_places=1)


class DisinfectedIn(In):
    what: Literal[tuple(Disinfection.What.values)]
    method: METHOD
    reading: Decimal | None = Reading
    minutes: Decimal = Minutes
    remark: words(120, "Agent with its batch, number of pieces.") = ""


class DisinfectionsIn(In):
    rows: list[DisinfectedIn] = Field(min_length=1, max_length=20)
    ended_at: Moment | None = None


class RightDisinfectionIn(In):
    method: METHOD
    reading: Decimal | None = Reading
    minutes: Decimal = Minutes
    reason: Reason


class DisinfectionOut(Schema):
    """`passed`: by the limits in force on that day (DS-02 to DS-09)."""

    id: int
    meal: int = Field(alias="meal_id")
    what: str
    method: str
    reading: Decimal | None
    minutes: Decimal
    passed: bool
    remark: str
    ended_at: datetime
    received_at: datetime
    by: Named
    corrects: int | None = Field(alias="corrects_id")
    correction_reason: str


def _rows():
    return Disinfection.objects.select_related("by", "meal", "school__bureau")


@router.get("/disinfections", response={200: PageOut[DisinfectionOut], **NO}, operation_id="list_disinfections",
            summary="Disinfections, newest first, corrected ones too")  # fmt: skip
def list_disinfections(request, asked: Query[PageIn]):
    authorise(request.user, SEE_MEALS, school=request.school, at=request.now)
    return page(_rows().of(request.school), asked)


@router.post(
    "/meals/{int:pk}/disinfections",
    response={201: list[DisinfectionOut], **NO},
    operation_id="disinfect",
    summary="What was disinfected after a meal; the next one needs the tableware's (GT-11)",
    **ONCE,
)
def disinfect(request, pk: int, sent: DisinfectionsIn):
    meal = one_of(request, Meal.objects.select_related("school__bureau"), pk)
    rows = [actions.Disinfected(**row.model_dump()) for row in sent.rows]
    call(request, actions.disinfect, about=[meal], meal=meal, rows=rows, ended_at=sent.ended_at)
    return Status(201, list(_rows().filter(meal=meal).order_by("pk")))


@router.post(
    "/disinfections/{int:pk}/correct",
    response={201: DisinfectionOut, **NO},
    operation_id="correct_disinfection",
    summary="A new row that names the old one (GT-18)",
    **ONCE,
)
def correct_disinfection(request, pk: int, sent: RightDisinfectionIn):
    old = one_of(request, _rows(), pk)
    made = call(request, actions.correct_disinfection, about=[old.meal], disinfection=old, **sent.model_dump())
    return Status(201, _rows().get(pk=made.pk))
