"""Verbs on suppliers: who they are, for what they are approved, which papers they hold."""

from collections.abc import Iterator
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from houqin.duties.actions import answer_about
from houqin.journal.actions import record
from houqin.journal.attachments import store_attachment
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import Refusal, require
from houqin.kernel.spoken import Spoken, spoken
from houqin.kernel.transactions import lock
from houqin.supply import events
from houqin.supply.actions.changing import set_changed
from houqin.supply.gates.buying import supplier_has_papers
from houqin.supply.gates.entering import not_yet, why_is_given
from houqin.supply.goods_classes import class_title, document_kinds, goods_classes
from houqin.supply.models import Approval, Certificate, Supplier, Suspension
from houqin.supply.permissions import APPROVE_SUPPLIERS, LIFT_SUSPENSIONS, MANAGE_SUPPLIERS, SUSPEND_SUPPLIERS
from houqin.supply.reasons import Reason
from houqin.tenancy.codes import next_code
from houqin.tenancy.school_rows import lock_one


@transaction.atomic
def add_supplier(
    *, school, name: str, actor, at: datetime, code: str = "", address: str = "", contact: str = "", phone: str = "",
    licence_number: str = "",
) -> Supplier:  # fmt: skip
    """Put a supplier on the list. It may deliver nothing until it is approved for a class."""
    authorise(actor, MANAGE_SUPPLIERS, school=school, at=at)
    name, code = name.strip(), code.strip()
    require(_name_fits(school, name=name, code=code))
    supplier = Supplier.objects.create(
        school=school,
        code=code or next_code(school, "G", school.localdate(at)),
        name=name,
        address=address,
        contact=contact,
        phone=phone,
        licence_number=licence_number,
    )
    record(events.SUPPLIER_ADDED, supplier, actor=actor, at=at, name=name)
    return supplier


@transaction.atomic
def change_supplier(
    *, supplier: Supplier, name: str, actor, at: datetime, address: str = "", contact: str = "", phone: str = "",
    licence_number: str = "",
) -> Supplier:  # fmt: skip
    """Correct name, address and how to reach them. What was printed before keeps the old words."""
    authorise(actor, MANAGE_SUPPLIERS, school=supplier.school, at=at)
    supplier = _locked(supplier)
    name = name.strip()
    require(_name_fits(supplier.school, name=name, of=supplier))
    fields = {
        "name": name, "address": address, "contact": contact, "phone": phone, "licence_number": licence_number,
    }  # fmt: skip
    if changes := set_changed(supplier, fields):
        record(events.SUPPLIER_CHANGED, supplier, actor=actor, at=at, name=supplier.name, changes=changes)
    return supplier


@transaction.atomic
def approve_supplier(
    *, supplier: Supplier, goods_class: str, starts_on: date, ends_on: date, actor, at: datetime, reason: str = ""
) -> Approval:
    """Approve one goods class for a period (SQ-09), after its licences were seen (SQ-06).

    The licences must be valid on the first day, or today when the approval already runs. Raises Refused:
    CLASS_UNKNOWN, ENDS_BEFORE_START, SUPPLIER_PAPER_MISSING, SUPPLIER_PAPER_EXPIRED.
    """
    authorise(actor, APPROVE_SUPPLIERS, school=supplier.school, at=at)
    supplier = _locked(supplier)
    seen_on = max(starts_on, supplier.school.localdate(at))
    require(
        _class_is_known(goods_class),
        _period_is_sane(starts_on, ends_on),
        supplier_has_papers(supplier, goods_class, on=seen_on),
    )
    approval = Approval.objects.create(
        school=supplier.school,
        supplier=supplier,
        goods_class=goods_class,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=reason,
        approved_by=actor,
        approved_at=at,
    )
    record(
        events.SUPPLIER_APPROVED, supplier, about=[approval], actor=actor, at=at, supplier=supplier.name,
        goods_class=_class(goods_class), starts_on=starts_on, ends_on=ends_on, reason=reason,
    )  # fmt: skip
    answer_about(supplier, at=at)
    return approval


@transaction.atomic
def withdraw_approval(*, approval: Approval, why: str, actor, at: datetime) -> Approval:
    """End an approval at once. What was received before keeps it."""
    authorise(actor, APPROVE_SUPPLIERS, school=approval.school, at=at)
    [approval] = lock(Approval.objects.filter(pk=approval.pk).select_related("supplier"))
    require(why_is_given(why), not_yet(approval.withdrawn_at, Reason.APPROVAL_WITHDRAWN_ALREADY))
    approval.withdrawn_at = at
    approval.save(update_fields=["withdrawn_at"])
    record(
        events.APPROVAL_WITHDRAWN, approval.supplier, about=[approval], actor=actor, at=at, why=why.strip(),
        supplier=approval.supplier.name, goods_class=_class(approval.goods_class),
    )  # fmt: skip
    answer_about(approval.supplier, at=at)
    return approval


@transaction.atomic
def suspend_supplier(*, supplier: Supplier, goods_class: str, why: str, actor, at: datetime) -> Suspension:
    """Stop one class of a supplier until somebody reviews it (SQ-08)."""
    authorise(actor, SUSPEND_SUPPLIERS, school=supplier.school, at=at)
    supplier = _locked(supplier)
    require(_class_is_known(goods_class), why_is_given(why), _not_suspended(supplier, goods_class))
    return suspend(supplier=supplier, goods_class=goods_class, why=why.strip(), actor=actor, at=at)


def suspend(*, supplier: Supplier, goods_class: str, why: str | Spoken, actor, at: datetime, about=()) -> Suspension:
    """The change itself: also what a rejected delivery sets off, whoever stood at the door."""
    suspension = Suspension.objects.create(
        school=supplier.school,
        supplier=supplier,
        goods_class=goods_class,
        since=at,
        reason=why if isinstance(why, Spoken) else why[:200],
    )
    record(
        events.SUPPLIER_SUSPENDED, supplier, about=[suspension, *about], actor=actor, at=at, supplier=supplier.name,
        goods_class=_class(goods_class), why=why,
    )  # fmt: skip
    return suspension


@transaction.atomic
def lift_suspension(*, suspension: Suspension, why: str, actor, at: datetime) -> Suspension:
    """Let a class be delivered again, after a review by another post than those at the door."""
    authorise(actor, LIFT_SUSPENSIONS, school=suspension.school, at=at)
    [suspension] = lock(Suspension.objects.filter(pk=suspension.pk).select_related("supplier"))
    require(why_is_given(why), not_yet(suspension.lifted_at, Reason.LIFTED_ALREADY))
    suspension.lifted_at, suspension.lifted_by, suspension.lifted_reason = at, actor, why.strip()
    suspension.save(update_fields=["lifted_at", "lifted_by", "lifted_reason"])
    record(
        events.SUSPENSION_LIFTED, suspension.supplier, about=[suspension], actor=actor, at=at, why=why.strip(),
        supplier=suspension.supplier.name, goods_class=_class(suspension.goods_class),
    )  # fmt: skip
    return suspension


@transaction.atomic
def record_certificate(
    *, supplier: Supplier, kind: str, number: str, valid_from: date, valid_until: date, actor, at: datetime,
    file: UploadedFile | None = None,
) -> Certificate:  # fmt: skip
    """Keep a licence or another paper of the supplier itself, with its photo or PDF."""
    authorise(actor, MANAGE_SUPPLIERS, school=supplier.school, at=at)
    supplier = _locked(supplier)
    number = number.strip()
    require(_is_supplier_paper(kind), _number_is_given(number), _period_is_sane(valid_from, valid_until))
    attachment = store_attachment(file, chain=supplier.school_id, actor=actor, at=at) if file else None
    certificate = Certificate.objects.create(
        school=supplier.school,
        supplier=supplier,
        kind=kind,
        number=number,
        valid_from=valid_from,
        valid_until=valid_until,
        attachment=attachment,
        recorded_by=actor,
        recorded_at=at,
    )
    record(
        events.CERTIFICATE_RECORDED, supplier, about=[certificate, attachment], actor=actor, at=at, number=number,
        supplier=supplier.name, certificate=spoken(document_kinds()[kind]), valid_until=valid_until,
    )  # fmt: skip
    answer_about(supplier, at=at)
    return certificate


@transaction.atomic
def withdraw_certificate(*, certificate: Certificate, why: str, actor, at: datetime) -> Certificate:
    """Say that a paper no longer counts, or never did. The row and its photo stay."""
    authorise(actor, MANAGE_SUPPLIERS, school=certificate.school, at=at)
    [certificate] = lock(Certificate.objects.filter(pk=certificate.pk).select_related("supplier"))
    require(why_is_given(why), not_yet(certificate.withdrawn_at, Reason.CERTIFICATE_WITHDRAWN_ALREADY))
    certificate.withdrawn_at = at
    certificate.save(update_fields=["withdrawn_at"])
    record(
        events.CERTIFICATE_WITHDRAWN, certificate.supplier, about=[certificate], actor=actor, at=at, why=why.strip(),
        supplier=certificate.supplier.name, certificate=spoken(document_kinds()[certificate.kind]),
        number=certificate.number,
    )  # fmt: skip
    answer_about(certificate.supplier, at=at)
    return certificate


def _locked(supplier: Supplier) -> Supplier:
    return lock_one(Supplier, supplier.pk, school=supplier.school)


def _name_fits(school, *, name, code="", of=None) -> Iterator[Refusal]:
    if not name:
        yield Refusal(Reason.NAME_MISSING)
    others = Supplier.objects.of(school).exclude(pk=of.pk if of else None)
    if taken := others.filter(name=name).first():
        yield Refusal(Reason.NAME_TAKEN, {"name": name}, where=taken)
    if code and (taken := others.filter(code=code).first()):
        yield Refusal(Reason.CODE_TAKEN, {"code": code, "name": taken.name}, where=taken)


def _class_is_known(code: str) -> Iterator[Refusal]:
    if code not in goods_classes():
        yield Refusal(Reason.CLASS_UNKNOWN, {"code": code})


def _period_is_sane(starts_on: date, ends_on: date) -> Iterator[Refusal]:
    if ends_on < starts_on:
        yield Refusal(Reason.ENDS_BEFORE_START, {"starts_on": starts_on, "ends_on": ends_on})


def _not_suspended(supplier: Supplier, goods_class: str) -> Iterator[Refusal]:
    if supplier.suspensions.filter(goods_class=goods_class, lifted_at=None).exists():
        facts = {"supplier": supplier.name, "goods_class": class_title(goods_class)}
        yield Refusal(Reason.SUSPENDED_ALREADY, facts, where=supplier)


def _is_supplier_paper(kind: str) -> Iterator[Refusal]:
    known = document_kinds().get(kind)
    if known is None or known.of != "supplier":
        yield Refusal(Reason.DOCUMENT_KIND_UNKNOWN, {"kind": kind})


def _number_is_given(number: str) -> Iterator[Refusal]:
    if not number:
        yield Refusal(Reason.NUMBER_MISSING)


def _class(code: str) -> str | Spoken:
    return spoken(lambda: class_title(code))
