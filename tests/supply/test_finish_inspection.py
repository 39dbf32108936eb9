"""Closing an inspection. GT-01 to GT-04, GT-06, GT-16: one thing wrong each, the exact reasons, nothing left behind."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.people.models import PostHolding
from houqin.people.reasons import Reason as PeopleReason
from houqin.supply.actions import finish_inspection
from houqin.supply.models import Approval, Certificate, Delivery, Lot, Movement, Order, Suspension
from houqin.supply.reasons import Reason
from houqin.tenancy.models import ParameterValue, Space
from tests.builders import NOON, TODAY, YEARS_AGO, a_line, a_space, an_article
from tests.supply.arriving import LAST_YEAR, Truck, a_paper, a_signature, an_order, kinds, written

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def _approval(**fields):
    return lambda truck: Approval.objects.update(**fields)


def _certificates(**fields):
    return lambda truck: Certificate.objects.update(**fields)


def _line(**fields):
    def wrong(truck):
        type(truck.line).objects.update(**fields)

    return wrong


def _paper(**fields):
    def wrong(truck):
        truck.line.papers.filter(kind="animal_quarantine_certificate").update(**fields)

    return wrong


def _suspended(truck):
    Suspension.objects.create(
        school=truck.school, supplier=truck.supplier, goods_class="pork", reason="上周有异味", since=NOON
    )


def _failed_second_test(truck):
    a_paper(truck.line, "test_report", passed=False)


def _one_signer(truck):
    truck.signatures[1].delete()


def _buyer_and_one(truck):
    truck.signatures[1].delete()
    a_signature(truck.delivery, truck.crew.buyer)


def _only_the_buyer(truck):
    truck.delivery.signatures.all().delete()
    a_signature(truck.delivery, truck.crew.buyer)


def _three_needed(truck):
    ParameterValue.objects.create(
        key="inspectors_min", school=truck.school, value="3", source="校务会", valid_from=YEARS_AGO,
        set_by=truck.crew.principal, set_at=NOON,
    )  # fmt: skip


def _banned(truck):
    type(truck.article).objects.update(name="自制腊肉")


def _nobody_cooks(truck):
    PostHolding.objects.filter(post="cook").update(ends_on=YESTERDAY)


def _no_lines(truck):
    truck.line.papers.all().delete()
    truck.line.delete()


WRONGS = {
    "never approved": (lambda truck: Approval.objects.all().delete(), {Reason.SUPPLIER_NOT_APPROVED}, "GT-01"),
    "approved for another class": (_approval(goods_class="grain"), {Reason.SUPPLIER_NOT_APPROVED}, "GT-01"),
    "approval withdrawn": (_approval(withdrawn_at=NOON), {Reason.SUPPLIER_NOT_APPROVED}, "GT-01"),
    "approval begins tomorrow": (_approval(starts_on=TOMORROW), {Reason.APPROVAL_NOT_BEGUN}, "GT-01"),
    "approval ended yesterday": (_approval(ends_on=YESTERDAY), {Reason.APPROVAL_ENDED}, "GT-01"),
    "suspended": (_suspended, {Reason.SUPPLIER_SUSPENDED}, "GT-01"),
    "licences ended": (_certificates(valid_until=YESTERDAY), {Reason.SUPPLIER_PAPER_EXPIRED}, "GT-01"),
    "licences withdrawn": (_certificates(withdrawn_at=NOON), {Reason.SUPPLIER_PAPER_MISSING}, "GT-01"),
    "no quarantine certificate": (_paper(withdrawn_at=NOON), {Reason.DOCUMENT_MISSING}, "GT-02"),
    "paper of another kind": (_paper(kind="purchase_voucher"), {Reason.DOCUMENT_MISSING}, "GT-02"),
    "paper ended yesterday": (_paper(valid_until=YESTERDAY), {Reason.DOCUMENT_EXPIRED}, "GT-02"),
    "paper for another lot": (_paper(for_lot="P251117"), {Reason.DOCUMENT_FOR_ANOTHER_LOT}, "GT-02"),
    "paper ended and for another lot": (
        _paper(for_lot="P251117", valid_until=YESTERDAY),
        {Reason.DOCUMENT_FOR_ANOTHER_LOT, Reason.DOCUMENT_EXPIRED},
        "GT-02",
    ),
    "a test failed": (_failed_second_test, {Reason.TEST_NOT_PASSED}, "GT-02"),
    "one signer": (_one_signer, {Reason.MORE_INSPECTORS}, "GT-03"),
    "the buyer and one more": (_buyer_and_one, {Reason.MORE_INSPECTORS}, "GT-03"),
    "only the buyer": (_only_the_buyer, {Reason.ONLY_THE_BUYER, Reason.MORE_INSPECTORS}, "GT-03"),
    "the school wants three": (_three_needed, {Reason.MORE_INSPECTORS}, "GT-03"),
    "mouldy, yet accepted": (_line(reject_reason="mouldy"), {Reason.ACCEPTED_DESPITE}, "GT-04"),
    "spoiled, yet accepted": (_line(reject_reason="spoiled"), {Reason.ACCEPTED_DESPITE}, "GT-04"),
    "no label, yet accepted": (_line(reject_reason="unlabelled"), {Reason.ACCEPTED_DESPITE}, "GT-04"),
    "fake, a part accepted": (
        _line(reject_reason="fake", accepted_amount=5_000, returned_amount=40_000),
        {Reason.ACCEPTED_DESPITE},
        "GT-04",
    ),
    "expired yesterday": (
        _line(expiration_date=YESTERDAY, production_date=LAST_YEAR),
        {Reason.PAST_ITS_DATE},
        "GT-04",
    ),
    "no date at all": (_line(expiration_date=None), {Reason.DATE_MISSING}, "GT-04"),
    "produced tomorrow": (_line(production_date=TOMORROW), {Reason.PRODUCED_IN_THE_FUTURE}, "GT-04"),
    "too warm by a tenth": (_line(arrival_temperature_c=Decimal("8.1")), {Reason.TOO_WARM}, "GT-04"),
    "too cold by a tenth": (_line(arrival_temperature_c=Decimal("-0.1")), {Reason.TOO_COLD}, "GT-04"),
    "not measured": (_line(arrival_temperature_c=None), {Reason.TEMPERATURE_MISSING}, "GT-04"),
    "no stamps": (_line(checklist={"stamps_present": False}), {Reason.CHECK_FAILED}, "GT-04"),
    "banned": (_banned, {Reason.BANNED}, "GT-06"),
    "nobody is cook": (_nobody_cooks, {PeopleReason.POSTS_VACANT}, "GT-16"),
    "a line is open": (_line(accepted_amount=None), {Reason.LINES_UNDECIDED}, ""),
    "no lines": (_no_lines, {Reason.NO_LINES}, ""),
}


@pytest.mark.parametrize("wrong", WRONGS)
def test_one_thing_wrong_refuses_and_changes_nothing(wrong):
    truck = Truck()
    spoil, reasons, gate = WRONGS[wrong]
    spoil(truck)
    before = written()

    with pytest.raises(Refused) as refused:
        finish_inspection(delivery=truck.delivery, actor=truck.crew.storekeeper, at=NOON)

    assert refused.value.reasons == reasons
    assert {refusal.gate for refusal in refused.value.refusals} == {gate}
    assert written() == before
    assert Delivery.objects.get().state == Delivery.State.ARRIVED


def test_all_reasons_come_at_once():
    truck = Truck()
    _paper(withdrawn_at=NOON)(truck)
    _line(arrival_temperature_c=Decimal("9.6"), checklist={"odour_normal": False})(truck)
    _one_signer(truck)
    _nobody_cooks(truck)

    with pytest.raises(Refused) as refused:
        finish_inspection(delivery=truck.delivery, actor=truck.crew.storekeeper, at=NOON)

    assert refused.value.reasons == {
        Reason.DOCUMENT_MISSING, Reason.TOO_WARM, Reason.CHECK_FAILED, Reason.MORE_INSPECTORS,
        PeopleReason.POSTS_VACANT,
    }  # fmt: skip


def test_accepted_goods_become_a_usable_lot_with_its_movement():
    truck = Truck()
    chiller = a_space(truck.school, Space.Kind.CHILLER, "冷藏库")

    finish_inspection(delivery=truck.delivery, actor=truck.crew.storekeeper, at=NOON)

    lot = Lot.objects.with_balance().get()
    assert (lot.code, lot.left, lot.space) == ("L260311-01", 45_000, chiller)
    assert (lot.line, lot.supplier, lot.supplier_lot) == (truck.line, truck.supplier, "P251118")
    assert lot.expiration_date == TODAY + timedelta(days=3)
    assert lot.near_expiry_on == TODAY + timedelta(days=2)
    assert list(Lot.objects.usable(TODAY)) == [lot]
    movement = Movement.objects.get()
    assert (movement.kind, movement.amount, movement.moved_by) == ("received", 45_000, truck.crew.storekeeper)
    assert Delivery.objects.get().inspected_at == NOON


def test_a_line_in_three_parts_makes_two_lots_and_returns_the_rest():
    truck = Truck(accepted_amount=30_000, returned_amount=10_000, quarantined_amount=5_000, reject_reason="damaged")

    finish_inspection(delivery=truck.delivery, actor=truck.crew.storekeeper, at=NOON)

    lots = Lot.objects.with_balance().order_by("pk").values_list("left", "quarantined_at")
    assert list(lots) == [(30_000, None), (5_000, NOON)]
    assert not Suspension.objects.exists()


def test_the_journal_tells_it_once_and_to_everybody_concerned():
    truck = Truck()

    finish_inspection(delivery=truck.delivery, actor=truck.crew.storekeeper, at=NOON)

    assert kinds() == ["supply.delivery_inspected"]
    for thing in (truck.delivery, truck.supplier, Lot.objects.get()):
        assert Entry.objects.about(thing).count() == 1


@pytest.mark.parametrize("why", ["mouldy", "spoiled", "fake"])
def test_a_serious_reject_suspends_the_supplier_for_that_class_once(why):
    truck = Truck(accepted_amount=0, returned_amount=45_000, reject_reason=why)
    a_line(truck.delivery, truck.article, 1_000, accepted_amount=0, returned_amount=1_000, reject_reason=why)

    finish_inspection(delivery=truck.delivery, actor=truck.crew.storekeeper, at=NOON)

    assert list(Suspension.objects.values_list("goods_class", "lifted_at")) == [("pork", None)]
    assert kinds() == ["supply.delivery_inspected", "supply.supplier_suspended"]
    assert not Lot.objects.exists()


def test_goods_of_a_supplier_suspended_meanwhile_can_still_go_back():
    truck = Truck(accepted_amount=0, returned_amount=45_000, reject_reason="no_papers")
    _suspended(truck)
    truck.line.papers.all().delete()

    finish_inspection(delivery=truck.delivery, actor=truck.crew.storekeeper, at=NOON)

    assert Delivery.objects.get().state == Delivery.State.INSPECTED


def test_goods_without_a_date_set_aside_count_as_expiring_today():
    truck = Truck(accepted_amount=0, quarantined_amount=45_000, reject_reason="unlabelled", expiration_date=None)

    finish_inspection(delivery=truck.delivery, actor=truck.crew.storekeeper, at=NOON)

    lot = Lot.objects.get()
    assert (lot.expiration_date, lot.quarantined_at) == (TODAY, NOON)


def test_a_valid_paper_beside_a_wrong_one_is_enough():
    truck = Truck()
    a_paper(truck.line, "animal_quarantine_certificate", for_lot="P251117")

    finish_inspection(delivery=truck.delivery, actor=truck.crew.storekeeper, at=NOON)

    assert Lot.objects.count() == 1


@pytest.mark.parametrize("edge", [{"arrival_temperature_c": Decimal("8.0")}, {"arrival_temperature_c": Decimal("0.0")},
                                  {"expiration_date": TODAY}])  # fmt: skip
def test_the_limit_itself_is_still_good(edge):
    truck = Truck(**edge)

    finish_inspection(delivery=truck.delivery, actor=truck.crew.storekeeper, at=NOON)

    assert Lot.objects.count() == 1


def test_frozen_goods_of_a_class_without_limits_are_measured_too():
    truck = Truck(
        goods_class="leaf_vegetables", storage="frozen", name="速冻菠菜", arrival_temperature_c=Decimal("-8.9")
    )
    a_paper(truck.line, "purchase_voucher")
    a_paper(truck.line, "rapid_residue_test", passed=True)

    with pytest.raises(Refused) as refused:
        finish_inspection(delivery=truck.delivery, actor=truck.crew.storekeeper, at=NOON)

    assert refused.value.reasons == {Reason.TOO_WARM}


def test_a_test_without_its_result_proves_nothing():
    truck = Truck(goods_class="grain", storage="ambient", name="大米")
    a_paper(truck.line, "test_report")

    with pytest.raises(Refused) as refused:
        finish_inspection(delivery=truck.delivery, actor=truck.crew.storekeeper, at=NOON)

    assert refused.value.reasons == {Reason.TEST_WITHOUT_RESULT}


def test_the_order_is_delivered():
    truck = Truck()
    order = an_order(truck.supplier, truck.crew.buyer, (truck.article, 45_000))
    Delivery.objects.update(order=order)

    finish_inspection(delivery=truck.delivery, actor=truck.crew.storekeeper, at=NOON)

    assert Order.objects.get().state == Order.State.DELIVERED


def test_an_inspection_is_closed_once():
    truck = Truck()
    finish_inspection(delivery=truck.delivery, actor=truck.crew.storekeeper, at=NOON)

    with pytest.raises(Refused) as refused:
        finish_inspection(delivery=truck.delivery, actor=truck.crew.storekeeper, at=NOON)

    assert refused.value.reasons == {Reason.ALREADY_INSPECTED}
    assert Lot.objects.count() == 1


def test_a_note_entered_a_day_later_is_accepted_and_says_so():
    truck = Truck(production_date=None)
    Delivery.objects.update(arrived_at=NOON - timedelta(days=1))

    finish_inspection(delivery=truck.delivery, actor=truck.crew.storekeeper, at=NOON)

    entry = Entry.objects.get()
    assert bool(entry.revived_facts["late"]) is True
    assert (entry.at, entry.happened_at) == (NOON, NOON - timedelta(days=1))


def test_a_head_teacher_closes_no_inspection():
    truck = Truck()

    with pytest.raises(NotYours):
        finish_inspection(delivery=truck.delivery, actor=truck.crew.head_teacher, at=NOON)

    assert not Lot.objects.exists()


def test_ten_lines_cost_as_many_queries_as_two():
    def cost(lines):
        truck = Truck(goods_class="packaged_food", storage="ambient", name="挂面")
        a_paper(truck.line, "certificate_of_conformity")
        for number in range(2, lines + 1):
            article = an_article(truck.school, f"挂面 {number} 号", goods_class="packaged_food")
            line = a_line(truck.delivery, article, 1_000, accepted_amount=1_000)
            a_paper(line, "certificate_of_conformity")
        truck.crew.storekeeper.acting(NOON)
        with CaptureQueriesContext(connection) as queries:
            finish_inspection(delivery=truck.delivery, actor=truck.crew.storekeeper, at=NOON)
        return len(queries)

    assert cost(2) == cost(10)


def test_a_cook_who_did_not_buy_counts_as_the_second_inspector():
    truck = Truck()
    truck.signatures[1].delete()
    a_signature(truck.delivery, truck.crew.cook)

    finish_inspection(delivery=truck.delivery, actor=truck.crew.storekeeper, at=NOON)

    assert Lot.objects.count() == 1


def test_a_storekeeper_who_sent_the_order_does_not_count_as_inspector():
    truck = Truck()
    Delivery.objects.update(buyer=truck.crew.storekeeper)

    with pytest.raises(Refused) as refused:
        finish_inspection(delivery=truck.delivery, actor=truck.crew.storekeeper, at=NOON)

    assert refused.value.reasons == {Reason.MORE_INSPECTORS}
