"""From whom a school may buy what."""

from datetime import date, datetime

from ninja import Query, Router, Schema, Status

from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, Day, In, PageIn, PageOut, Reason, WhyIn, page, words
from houqin.supply import actions
from houqin.supply.models import Approval, Certificate, Supplier, Suspension
from houqin.supply.views.seeing import may_see_store
from houqin.tenancy.reaching import one_of

router = Router(tags=["suppliers"])
WITH = ("approvals", "suspensions", "certificates")


class SupplierFacts(In):
    name: words(80)
    address: words(160) = ""
    contact: words(40) = ""
    phone: words(40) = ""
    licence_number: words(40) = ""


class SupplierIn(SupplierFacts):
    code: words(20, "Empty: the next of the series.") = ""


class ApprovalIn(In):
    goods_class: words(40)
    starts_on: Day
    ends_on: Day
    reason: Reason = ""


class SuspensionIn(In):
    goods_class: words(40)
    reason: Reason


class CertificateIn(In):
    kind: words(48, "A document kind of suppliers, such as food_business_licence.")
    number: words(60)
    valid_from: Day
    valid_until: Day


class ApprovalOut(Schema):
    id: int
    goods_class: str
    starts_on: date
    ends_on: date
    withdrawn_at: datetime | None


class SuspensionOut(Schema):
    id: int
    goods_class: str
    reason: str
    since: datetime
    lifted_at: datetime | None
    lifted_reason: str


class CertificateOut(Schema):
    id: int
    kind: str
    number: str
    valid_from: date
    valid_until: date
    withdrawn_at: datetime | None


class SupplierOut(Schema):
    id: int
    code: str
    name: str
    address: str
    contact: str
    phone: str
    licence_number: str
    approvals: list[ApprovalOut]
    suspensions: list[SuspensionOut]
    certificates: list[CertificateOut]


def supplier_of(request, pk: int) -> Supplier:
    return one_of(request, Supplier.objects.select_related("school__bureau").prefetch_related(*WITH), pk)


def _part_of(request, model, pk: int):
    return one_of(request, model.objects.select_related("supplier", "school__bureau"), pk)


class SuppliersIn(PageIn):
    text: words(60, "Part of a code or name.") = ""


@router.get("", response={200: PageOut[SupplierOut], **NO}, operation_id="list_suppliers", summary="Suppliers")
def list_suppliers(request, asked: Query[SuppliersIn]):
    rows = Supplier.objects.of(may_see_store(request)).prefetch_related(*WITH)
    if asked.text:
        rows = rows.filter(code__icontains=asked.text) | rows.filter(name__icontains=asked.text)
    return page(rows, asked)


@router.get("/{int:pk}", response={200: SupplierOut, **NO}, operation_id="get_supplier", summary="One supplier")
def get_supplier(request, pk: int):
    supplier = supplier_of(request, pk)
    may_see_store(request, supplier.school)
    return supplier


@router.post("", response={201: SupplierOut, **NO}, operation_id="add_supplier", summary="Add a supplier", **ONCE)
def add_supplier(request, sent: SupplierIn):
    supplier = call(request, actions.add_supplier, school=request.school, **sent.model_dump())
    return Status(201, supplier_of(request, supplier.pk))


@router.put(
    "/{int:pk}", response={200: SupplierOut, **NO}, operation_id="change_supplier", summary="Correct it", **ONCE
)
def change_supplier(request, pk: int, sent: SupplierFacts):
    supplier = supplier_of(request, pk)
    call(request, actions.change_supplier, about=[supplier], supplier=supplier, **sent.model_dump())
    return supplier_of(request, pk)


@router.post(
    "/{int:pk}/approvals",
    response={201: ApprovalOut, **NO},
    operation_id="approve_supplier",
    summary="Approve one goods class for a period (SQ-09)",
    **ONCE,
)
def approve_supplier(request, pk: int, sent: ApprovalIn):
    supplier = supplier_of(request, pk)
    made = call(request, actions.approve_supplier, about=[supplier], supplier=supplier, **sent.model_dump())
    return Status(201, made)


@router.post(
    "/approvals/{int:pk}/withdraw",
    response={200: ApprovalOut, **NO},
    operation_id="withdraw_approval",
    summary="End an approval at once",
    **ONCE,
)
def withdraw_approval(request, pk: int, sent: WhyIn):
    approval = _part_of(request, Approval, pk)
    return call(request, actions.withdraw_approval, about=[approval.supplier], approval=approval, why=sent.reason)


@router.post(
    "/{int:pk}/suspensions",
    response={201: SuspensionOut, **NO},
    operation_id="suspend_supplier",
    summary="Stop one class of a supplier until somebody reviews it (SQ-08)",
    **ONCE,
)
def suspend_supplier(request, pk: int, sent: SuspensionIn):
    supplier = supplier_of(request, pk)
    made = call(
        request, actions.suspend_supplier, about=[supplier], supplier=supplier, goods_class=sent.goods_class,
        why=sent.reason,
    )  # fmt: skip
    return Status(201, made)


@router.post(
    "/suspensions/{int:pk}/lift",
    response={200: SuspensionOut, **NO},
    operation_id="lift_suspension",
    summary="Let a class be delivered again, after a review",
    **ONCE,
)
def lift_suspension(request, pk: int, sent: WhyIn):
    found = _part_of(request, Suspension, pk)
    return call(request, actions.lift_suspension, about=[found.supplier], suspension=found, why=sent.reason)


@router.post(
    "/{int:pk}/certificates",
    response={201: CertificateOut, **NO},
    operation_id="record_certificate",
    summary="Keep the facts of a licence",
    **ONCE,
)
def record_certificate(request, pk: int, sent: CertificateIn):
    supplier = supplier_of(request, pk)
    made = call(request, actions.record_certificate, about=[supplier], supplier=supplier, **sent.model_dump())
    return Status(201, made)


@router.post(
    "/certificates/{int:pk}/withdraw",
    response={200: CertificateOut, **NO},
    operation_id="withdraw_certificate",
    summary="Say that a paper no longer counts",
    **ONCE,
)
def withdraw_certificate(request, pk: int, sent: WhyIn):
    found = _part_of(request, Certificate, pk)
    return call(request, actions.withdraw_certificate, about=[found.supplier], certificate=found, why=sent.reason)
