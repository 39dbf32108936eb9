"""What is asked of passes. A document's number is taken and given back by nobody."""

from datetime import datetime
from typing import Literal

from ninja import Query, Router, Schema, Status

from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, Day, In, Key, Moment, Named, PageIn, PageOut, page, words
from houqin.kernel.permissions import authorise
from houqin.people.models import Pupil, Staff
from houqin.tenancy.models import Building
from houqin.tenancy.reaching import one_of
from houqin.visitors import actions
from houqin.visitors.models import Visit, VisitApproval
from houqin.visitors.permissions import SEE_VISITS

router = Router(tags=["visitors"])

DOCUMENT = Literal["identity_card", "passport", "driving_licence", "work_card", "other"]


class PassIn(In):
    name: words(80, "As the document says.", least=1)
    gender: Literal["f", "m"]
    document_kind: DOCUMENT = "identity_card"
    document_number: words(40, "Only its last four signs and a keyed digest are kept.") = ""
    building: Key | None = None
    heads: int = 1
    phone: words(20) = ""
    items: words(120) = ""
    items_checked: bool = False
    minutes: int | None = None
    approval: Key | None = None
    happened_at: Moment | None = None
    why: words(200, "The reason, or the job.")


class VisitIn(PassIn):
    """`like` is an earlier pass of the same person: without a number, its document counts."""

    host_staff: Key | None = None
    host_pupil: Key | None = None
    like: Key | None = None


class WorkersIn(PassIn):
    company: words(80)
    escort: Key | None = None
    work_order: words(40) = ""
    urgent_why: words(200) = ""


class LeavingIn(In):
    happened_at: Moment | None = None


class VisitApprovalIn(In):
    name: words(80, least=1)
    why: words(200)
    on: Day | None = None
    is_after_hours: bool = False
    building: Key | None = None
    escort: Key | None = None
    escort_is_woman: bool = False


class VisitApprovalOut(Schema):
    id: int
    name: str
    is_after_hours: bool
    building: Named | None
    escort: Named | None


class VisitOut(Schema):
    id: int
    code: str
    kind: str
    name: str
    heads: int
    document_kind: str
    document_ending: str
    why: str
    host_staff: Named | None
    host_pupil: Named | None
    building: Named | None
    company: str
    escort: Named | None
    in_at: datetime
    expected_out_at: datetime
    received_at: datetime
    out_at: datetime | None
    page: str

    @staticmethod
    def resolve_page(row):
        return row.get_absolute_url()


def _rows():
    return Visit.objects.select_related("school__bureau", "host_staff", "host_pupil", "building", "escort")


class VisitsIn(PageIn):
    inside: bool = False


@router.get(
    "",
    response={200: PageOut[VisitOut], **NO},
    operation_id="list_visits",
    summary="Passes, newest first; or those inside",
)
def list_visits(request, asked: Query[VisitsIn]):
    authorise(request.user, SEE_VISITS, school=request.school, at=request.now)
    rows = _rows().of(request.school)
    return page(rows.inside() if asked.inside else rows, asked)


@router.get("/{int:pk}", response={200: VisitOut, **NO}, operation_id="get_visit", summary="One pass")
def get_visit(request, pk: int):
    visit = one_of(request, _rows(), pk)
    authorise(request.user, SEE_VISITS, school=visit.school, at=request.now)
    return visit


def _passed(request, verb, sent: PassIn, **more):
    """What was sent, its keys turned into rows that the caller may see."""
    said = sent.model_dump(exclude={"building", "approval", "host_staff", "host_pupil", "like", "escort"})
    visit = call(
        request, verb, about=[request.school], school=request.school,
        building=one_of(request, Building.objects.all(), sent.building),
        approval=one_of(request, VisitApproval.objects.select_related("escort"), sent.approval), **said, **more,
    )  # fmt: skip
    return Status(201, _rows().get(pk=visit.pk))


@router.post("", response={201: VisitOut, **NO}, operation_id="let_in", summary="Let a visitor in (DV-02)", **ONCE)
def let_in(request, sent: VisitIn):
    return _passed(
        request, actions.let_in, sent, host_staff=one_of(request, Staff.objects.all(), sent.host_staff),
        host_pupil=one_of(request, Pupil.objects.all(), sent.host_pupil),
        like=one_of(request, Visit.objects.all(), sent.like),
    )  # fmt: skip


@router.post(
    "/workers", response={201: VisitOut, **NO}, operation_id="let_workers_in", summary="Let workers in (DV-04)", **ONCE
)
def let_workers_in(request, sent: WorkersIn):
    return _passed(request, actions.let_workers_in, sent, escort=one_of(request, Staff.objects.all(), sent.escort))


@router.post(
    "/approvals", response={201: VisitApprovalOut, **NO}, operation_id="approve_visit",
    summary="Approve an unusual visit; a duty leader's own word", **ONCE,
)  # fmt: skip
def approve_visit(request, sent: VisitApprovalIn):
    approval = call(
        request, actions.approve_visit, about=[request.school], school=request.school,
        building=one_of(request, Building.objects.all(), sent.building),
        escort=one_of(request, Staff.objects.all(), sent.escort), **sent.model_dump(exclude={"building", "escort"}),
    )  # fmt: skip
    return Status(201, approval)


@router.post("/{int:pk}/out", response={200: VisitOut, **NO}, operation_id="let_out", summary="They have left", **ONCE)
def let_out(request, pk: int, sent: LeavingIn):
    visit = one_of(request, _rows(), pk)
    call(request, actions.let_out, about=[visit], visit=visit, happened_at=sent.happened_at)
    return _rows().get(pk=pk)
