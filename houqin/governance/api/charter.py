"""Who held which post on a day, and how each clause of the plan stands."""

from datetime import date, datetime

from django.http import Http404
from ninja import Query, Router, Schema
from pydantic import Field

from houqin.governance.api.seeing import looked_at
from houqin.governance.selectors.charter import clause_lines
from houqin.governance.selectors.matrix import matrix_on
from houqin.kernel.answers import NO
from houqin.kernel.api_types import Day, Named

router = Router(tags=["charter"])


class HolderOut(Schema):
    user: Named
    starts_on: date
    ends_on: date | None


class PostOut(Schema):
    post: str
    title: str
    clauses: list[str]
    people: list[HolderOut]
    deputies: list[HolderOut]
    is_vacant: bool

    @staticmethod
    def resolve_title(row):
        return str(row.post.label)


class AnsweringOut(Schema):
    post: str
    names: list[str]


class ClauseOut(Schema):
    """`state`: stands, late (a duty of it is), quiet (no sign for 90 days), unproven (none yet), unbuilt."""

    id: str = Field(alias="clause.id")
    state: str
    answers: list[AnsweringOut]
    gates: list[str] = Field(alias="behind.gates")
    ledgers: list[str] = Field(alias="behind.ledgers")
    duties: list[str]
    late_duties: int = Field(alias="late")
    latest_at: datetime | None
    latest: str = Field(description="The newest entry of the journal that proves it, as a sentence.")

    @staticmethod
    def resolve_answers(line):
        return [{"post": post.value, "names": names} for post, names in line.held]

    @staticmethod
    def resolve_duties(line):
        return [kind.code for kind in line.behind.duties]

    @staticmethod
    def resolve_latest_at(line):
        return line.latest and line.latest.at

    @staticmethod
    def resolve_latest(line):
        return f"{line.latest.title} {line.latest.sentence}".strip() if line.latest else ""


class OnDay(Schema):
    on: Day | None = Field(None, description="Today when empty.")


@router.get("/matrix", response={200: list[PostOut], **NO}, operation_id="get_matrix",
            summary="Who held each post on a day, and what it answers for (S-11)")  # fmt: skip
def get_matrix(request, asked: Query[OnDay]):
    school = looked_at(request)
    return matrix_on(school, asked.on or school.localdate(request.now))


@router.get("/charter", response={200: list[ClauseOut], **NO}, operation_id="list_clauses",
            summary="Every clause of the plan, and how it stands here")  # fmt: skip
def list_clauses(request):
    return clause_lines(looked_at(request), at=request.now)


@router.get("/charter/{clause}", response={200: ClauseOut, **NO}, operation_id="get_clause", summary="One clause")
def get_clause(request, clause: str):
    found = clause_lines(looked_at(request), at=request.now, only=clause)
    if not found:
        raise Http404
    return found[0]
