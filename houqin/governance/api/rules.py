"""Written rules: which text is in force, who must read it and who has."""

from datetime import date, datetime

from ninja import Router, Schema, Status
from pydantic import Field

from houqin.governance import actions
from houqin.governance.api.seeing import looked_at, one
from houqin.governance.models import Rule, RuleVersion
from houqin.governance.selectors.rules import readers_of, rules_on, status_of
from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, Day, In, Named, words

router = Router(tags=["rules"])


class VersionOut(Schema):
    id: int
    number: int
    text: str
    what_changed: str
    drafted_by: Named
    drafted_at: datetime


class VersionRow(Schema):
    id: int
    number: int


class RuleRow(Schema):
    """`state`: draft, coming, in_force, review_due or ended. `current` is in force; `to_read` is asked of readers."""

    id: int = Field(alias="rule.pk")
    number: str = Field(alias="rule.number")
    title: str = Field(alias="rule.title")
    kind: str = Field(alias="rule.kind")
    clauses: list[str] = Field(alias="rule.clauses")
    reader_posts: list[str] = Field(alias="rule.readers")
    state: str
    current: VersionRow | None
    to_read: VersionRow | None
    effective_on: date | None
    review_on: date | None
    page: str

    @staticmethod
    def resolve_effective_on(status):
        return status.approval and status.approval.effective_on

    @staticmethod
    def resolve_review_on(status):
        return status.approval and status.approval.review_on

    @staticmethod
    def resolve_page(status):
        return status.rule.get_absolute_url()


class ReaderOut(Schema):
    user: Named
    read_at: datetime | None


class RuleOut(Schema):
    rule: RuleRow
    versions: list[VersionOut]
    readers: list[ReaderOut]


class ApproveIn(In):
    effective_on: Day
    review_on: Day
    note: words(200) = ""


class ReadingOut(Schema):
    version: int = Field(alias="version_id")
    user: Named
    read_at: datetime


def _today(request) -> date:
    return request.school.localdate(request.now)


def _told(request, pk: int) -> dict:
    rule = one(request, Rule.objects.prefetch_related("versions__approvals", "versions__drafted_by"), pk)
    status = status_of(rule, _today(request))
    readers = readers_of([status], rule.school, _today(request))[rule.pk]
    return {
        "rule": status, "versions": sorted(rule.versions.all(), key=lambda version: version.number),
        "readers": [{"user": user, "read_at": read_at} for user, read_at in readers.people],
    }  # fmt: skip


def _version(request, pk: int) -> RuleVersion:
    return one(request, RuleVersion.objects.select_related("rule"), pk)


@router.get("/rules", response={200: list[RuleRow], **NO}, operation_id="list_rules",
            summary="Every rule by kind and number, as it stands today")  # fmt: skip
def list_rules(request):
    return rules_on(looked_at(request), _today(request))


@router.get("/rules/{int:pk}", response={200: RuleOut, **NO}, operation_id="get_rule",
            summary="One rule with its texts and readers")  # fmt: skip
def get_rule(request, pk: int):
    return _told(request, pk)


@router.post("/versions/{int:pk}/acknowledge", response={201: ReadingOut, **NO}, operation_id="acknowledge_rule",
             summary="Read and understood, with a personal token", **ONCE)  # fmt: skip
def acknowledge_rule(request, pk: int):
    version = _version(request, pk)
    return Status(201, call(request, actions.acknowledge, about=[version.rule], version=version))


@router.post("/versions/{int:pk}/approve", response={200: RuleOut, **NO}, operation_id="approve_rule",
             summary="Let a text come into force, with a personal token", **ONCE)  # fmt: skip
def approve_rule(request, pk: int, sent: ApproveIn):
    version = _version(request, pk)
    call(request, actions.approve_version, about=[version.rule], version=version, **sent.model_dump())
    return _told(request, version.rule_id)
