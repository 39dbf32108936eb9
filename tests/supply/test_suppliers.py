"""Suppliers: papers first, then approval, then goods; suspended at the door, reviewed by another post."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.supply.actions import (
    add_supplier,
    approve_supplier,
    change_supplier,
    lift_suspension,
    record_certificate,
    suspend_supplier,
    withdraw_approval,
    withdraw_certificate,
)
from houqin.supply.gates.buying import supplier_may_deliver
from houqin.supply.models import Approval, Certificate, Supplier, Suspension
from houqin.supply.reasons import Reason
from tests.builders import NOON, TODAY, Crew, a_school, a_supplier
from tests.supply.arriving import kinds

pytestmark = pytest.mark.django_db
PERIOD = {"starts_on": TODAY, "ends_on": date(2027, 3, 10)}
LICENCE = {"kind": "food_business_licence", "number": "JY1659", "valid_from": date(2024, 1, 1)}


@pytest.fixture
def crew():
    return Crew(a_school())


def _who(person):
    return {"actor": person, "at": NOON}


def _why_not(supplier, on=TODAY, goods_class="grain"):
    return {refusal.reason for refusal in supplier_may_deliver(supplier, goods_class, on=on)}


def test_a_new_supplier_may_deliver_after_licence_and_approval(crew):
    supplier = add_supplier(school=crew.school, name="天山绿源", **_who(crew.buyer))
    assert _why_not(supplier) == {Reason.SUPPLIER_NOT_APPROVED, Reason.SUPPLIER_PAPER_MISSING}

    file = SimpleUploadedFile("许可证.pdf", b"%PDF-1.4 x")
    record_certificate(supplier=supplier, **LICENCE, valid_until=date(2029, 1, 1), file=file, **_who(crew.buyer))
    approve_supplier(supplier=supplier, goods_class="grain", **PERIOD, **_who(crew.general_affairs_director))

    supplier = Supplier.objects.get()
    assert _why_not(supplier) == set()
    assert _why_not(supplier, TODAY - timedelta(days=1)) == {Reason.APPROVAL_NOT_BEGUN}
    assert _why_not(supplier, date(2027, 3, 11)) == {Reason.APPROVAL_ENDED}
    assert _why_not(supplier, goods_class="oil") == {Reason.SUPPLIER_NOT_APPROVED}
    assert Certificate.objects.get().attachment.name == "许可证.pdf"
    assert [entry.kind for entry in Entry.objects.about(supplier)] == [
        "supply.supplier_approved", "supply.certificate_recorded", "supply.supplier_added",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("licence", "more", "reasons"),
    [
        (None, {}, {Reason.SUPPLIER_PAPER_MISSING}),
        ({"valid_until": TODAY - timedelta(days=1)}, {}, {Reason.SUPPLIER_PAPER_EXPIRED}),
        ({}, {"ends_on": TODAY - timedelta(days=1)}, {Reason.ENDS_BEFORE_START}),
        ({}, {"goods_class": "gold"}, {Reason.CLASS_UNKNOWN}),
    ],
)
def test_one_thing_wrong_approves_nothing(crew, licence, more, reasons):
    supplier = a_supplier(crew.school, approved_for=["grain"])
    Approval.objects.all().delete()
    if licence is None:
        Certificate.objects.all().delete()
    elif licence:
        Certificate.objects.update(**licence)

    with pytest.raises(Refused) as refused:
        approve_supplier(**({"supplier": supplier, "goods_class": "grain"} | PERIOD | more), **_who(crew.principal))

    assert refused.value.reasons == reasons
    assert (Approval.objects.count(), kinds()) == (0, [])


def test_whoever_buys_does_not_approve(crew):
    supplier = a_supplier(crew.school)

    with pytest.raises(NotYours):
        approve_supplier(supplier=supplier, goods_class="grain", **PERIOD, **_who(crew.buyer))


def test_a_withdrawn_approval_and_a_withdrawn_licence_count_no_more(crew):
    supplier = a_supplier(crew.school, approved_for=["grain"])

    withdraw_approval(approval=Approval.objects.get(), why="多次迟到", **_who(crew.principal))
    withdraw_certificate(certificate=Certificate.objects.get(), why="证是假的", **_who(crew.buyer))

    assert _why_not(supplier) == {Reason.SUPPLIER_NOT_APPROVED, Reason.SUPPLIER_PAPER_MISSING}
    with pytest.raises(Refused) as refused:
        withdraw_approval(approval=Approval.objects.get(), why="又一次", **_who(crew.principal))
    assert refused.value.reasons == {Reason.APPROVAL_WITHDRAWN_ALREADY}


def test_a_suspension_stops_one_class_until_another_post_lifts_it(crew):
    supplier = a_supplier(crew.school, approved_for=["grain", "oil"])

    suspension = suspend_supplier(supplier=supplier, goods_class="grain", why="霉变", **_who(crew.storekeeper))
    assert _why_not(supplier) == {Reason.SUPPLIER_SUSPENDED}
    assert _why_not(supplier, goods_class="oil") == set()
    with pytest.raises(NotYours):
        lift_suspension(suspension=suspension, why="已整改", **_who(crew.storekeeper))
    lift_suspension(suspension=suspension, why="已整改", **_who(crew.food_safety_director))

    suspension = Suspension.objects.get()
    assert (suspension.lifted_by, suspension.lifted_reason) == (crew.food_safety_director, "已整改")
    assert _why_not(supplier) == set()


def test_a_class_is_suspended_once(crew):
    supplier = a_supplier(crew.school, approved_for=["grain"])
    suspend_supplier(supplier=supplier, goods_class="grain", why="霉变", **_who(crew.storekeeper))

    with pytest.raises(Refused) as refused:
        suspend_supplier(supplier=supplier, goods_class="grain", why="霉变", **_who(crew.storekeeper))

    assert refused.value.reasons == {Reason.SUSPENDED_ALREADY}
    assert Suspension.objects.count() == 1


def test_changing_a_supplier_says_what_changed(crew):
    supplier = a_supplier(crew.school, "天山绿源")

    change_supplier(supplier=supplier, name="天山绿源农产品", phone="13900000001", **_who(crew.buyer))

    assert Supplier.objects.get().name == "天山绿源农产品"
    assert "天山绿源 → 天山绿源农产品" in Entry.objects.get().sentence


def test_two_suppliers_do_not_share_a_name(crew):
    a_supplier(crew.school, "天山绿源")

    with pytest.raises(Refused) as refused:
        add_supplier(school=crew.school, name=" 天山绿源 ", **_who(crew.buyer))

    assert refused.value.reasons == {Reason.NAME_TAKEN}
    assert Supplier.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"kind": "test_report"}, Reason.DOCUMENT_KIND_UNKNOWN),
        ({"number": "  "}, Reason.NUMBER_MISSING),
        ({"valid_until": date(2023, 1, 1)}, Reason.ENDS_BEFORE_START),
    ],
)
def test_a_certificate_with_one_thing_wrong_is_not_kept(crew, wrong, reason):
    supplier = a_supplier(crew.school)

    with pytest.raises(Refused) as refused:
        record_certificate(
            supplier=supplier, **(LICENCE | {"valid_until": date(2029, 1, 1)} | wrong), **_who(crew.buyer)
        )

    assert refused.value.reasons == {reason}
    assert not Certificate.objects.exists()
