"""Out of the store, and back into it."""

from datetime import datetime

from django.db.models import Prefetch
from ninja import Query, Router, Schema, Status
from pydantic import Field

from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, Amount, In, Key, Named, PageIn, PageOut, Reason, page, words
from houqin.supply import actions
from houqin.supply.models import Issue, Lot, Movement
from houqin.supply.views.seeing import may_see_store
from houqin.tenancy.reaching import one_of, those_of

router = Router(tags=["issues"])


class TakeIn(In):
    lot: Key
    amount: Amount
    deviation_reason: words(120, "Why not the lot that expires first (ST-07).") = ""


class IssueIn(In):
    purpose: words(120, "What it is for.")
    lines: list[TakeIn] = Field(min_length=1, max_length=300)


class BackLineIn(In):
    lot: Key
    amount: Amount


class BackIn(In):
    lines: list[BackLineIn] = Field(min_length=1, max_length=300)


class CorrectionIn(In):
    amount: Amount = Field(description="What the movement truly was, in base units; 0: it did not happen.")
    reason: Reason


class MovementOut(Schema):
    id: int
    kind: str
    lot: int = Field(alias="lot_id")
    code: str = Field(alias="lot.code")
    article: Named = Field(alias="lot.article")
    amount: int = Field(description="Base units; negative when it left the store.")
    unit: str = Field(alias="lot.article.base_unit")
    deviation_reason: str
    note: str
    moved_at: datetime


class IssueRow(Schema):
    id: int
    code: str
    purpose: str
    issued_by: Named
    issued_at: datetime


class IssueOut(IssueRow):
    lines: list[MovementOut] = Field(alias="movements")


def issue_of(request, pk: int) -> Issue:
    movements = Prefetch("movements", Movement.objects.select_related("lot__article").order_by("pk"))
    rows = Issue.objects.select_related("issued_by", "school__bureau").prefetch_related(movements)
    return one_of(request, rows, pk)


def told(request, issue: Issue) -> dict | Issue:
    """An issue with its movements, read again only when the verb has not just written them."""
    if issue.moved is None:
        return issue_of(request, issue.pk)
    return {name: getattr(issue, name) for name in ("id", "code", "purpose", "issued_by", "issued_at")} | {
        "movements": issue.moved
    }


def take_lines(request, sent: list[TakeIn]) -> list[actions.IssueLine]:
    """The verb reads the lots under its lock; here they only have to be this school's."""
    lots = those_of(request, Lot.objects.only("school", "origin"), (line.lot for line in sent))
    return [actions.IssueLine(lots[line.lot], line.amount, line.deviation_reason) for line in sent]


def back_lines(request, sent: list[BackLineIn]) -> list[tuple[Lot, int]]:
    lots = those_of(request, Lot.objects.select_related("article"), (line.lot for line in sent))
    return [(lots[line.lot], line.amount) for line in sent]


@router.get("", response={200: PageOut[IssueRow], **NO}, operation_id="list_issues", summary="Issues, newest first")
def list_issues(request, asked: Query[PageIn]):
    return page(Issue.objects.of(may_see_store(request)).select_related("issued_by"), asked)


@router.get("/{int:pk}", response={200: IssueOut, **NO}, operation_id="get_issue", summary="One issue")
def get_issue(request, pk: int):
    issue = issue_of(request, pk)
    may_see_store(request, issue.school)
    return issue


@router.post(
    "",
    response={201: IssueOut, **NO},
    operation_id="issue_lots",
    summary="Hand out lots for another purpose than a dish (GT-05)",
    **ONCE,
)
def issue_lots(request, sent: IssueIn):
    lines = take_lines(request, sent.lines)
    issue = call(
        request, actions.issue_lots, about=[line.lot for line in lines], school=request.school, purpose=sent.purpose,
        lines=lines,
    )  # fmt: skip
    return Status(201, told(request, issue))


@router.post(
    "/{int:pk}/return",
    response={200: IssueOut, **NO},
    operation_id="return_to_store",
    summary="Take back what an issue did not use",
    **ONCE,
)
def return_to_store(request, pk: int, sent: BackIn):
    issue = issue_of(request, pk)
    call(request, actions.return_to_store, about=[issue], issue=issue, lines=back_lines(request, sent.lines))
    return issue_of(request, pk)


@router.post(
    "/movements/{int:pk}/correct",
    response={201: MovementOut, **NO},
    operation_id="correct_movement",
    summary="Mend a slip with a new movement that names the old one (GT-18)",
    **ONCE,
)
def correct_movement(request, pk: int, sent: CorrectionIn):
    movement = one_of(request, Movement.objects.select_related("lot__article", "school__bureau"), pk)
    made = call(request, actions.correct_movement, about=[movement.lot], movement=movement, **sent.model_dump())
    return Status(201, made)
