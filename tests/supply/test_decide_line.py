"""Accept, return, set aside; what was measured; which papers came."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from houqin.kernel.refusals import KernelReason, Refused
from houqin.supply.actions import (
    accept_rest,
    add_paper,
    add_photos,
    change_line_facts,
    decide_line,
    sign_inspection,
    withdraw_paper,
)
from houqin.supply.models import DeliveryLine, Paper, Signature
from houqin.supply.reasons import Reason
from tests.builders import NOON, TODAY, a_line, an_article
from tests.supply.arriving import Truck, a_paper, kinds

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4 paper"


def _who(truck):
    return {"actor": truck.crew.storekeeper, "at": NOON}


def _parts(line):
    line = DeliveryLine.objects.get(pk=line.pk)
    return line.accepted_amount, line.returned_amount, line.quarantined_amount, line.reject_reason


def test_the_parts_make_the_whole():
    truck = Truck(accepted_amount=None)

    decide_line(
        line=truck.line, accepted=30_000, returned=10_000, quarantined=5_000, reject_reason="damaged", **_who(truck)
    )

    assert _parts(truck.line) == (30_000, 10_000, 5_000, "damaged")


def test_accepting_says_that_everything_on_the_checklist_was_seen():
    truck = Truck(accepted_amount=None, checklist={"weight_checked": False})

    decide_line(line=truck.line, accepted=45_000, **_who(truck))

    checklist = DeliveryLine.objects.get().checklist
    assert checklist == {
        "vehicle_clean": True, "stamps_present": True, "colour_normal": True, "odour_normal": True,
        "texture_normal": True, "weight_checked": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("parts", "reasons"),
    [
        ({"accepted": 44_999}, {Reason.PARTS_NOT_WHOLE}),
        ({"accepted": 45_000, "returned": 1}, {Reason.PARTS_NOT_WHOLE, Reason.REJECT_REASON_MISSING}),
        ({"accepted": 46_000, "returned": -1_000}, {KernelReason.NOT_POSITIVE}),
        ({"accepted": 0, "returned": 45_000}, {Reason.REJECT_REASON_MISSING}),
        ({"accepted": 0, "returned": 45_000, "reject_reason": "dull"}, {Reason.REJECT_REASON_UNKNOWN}),
        ({"accepted": 10**9}, {KernelReason.TOO_MUCH, Reason.PARTS_NOT_WHOLE}),
    ],
)
def test_parts_that_cannot_be_are_refused(parts, reasons):
    truck = Truck(accepted_amount=None)

    with pytest.raises(Refused) as refused:
        decide_line(line=truck.line, **parts, **_who(truck))

    assert refused.value.reasons == reasons
    assert _parts(truck.line) == (None, 0, 0, "")
    assert kinds() == []


def test_goods_that_are_too_warm_cannot_be_accepted_but_can_go_back():
    truck = Truck(accepted_amount=None, arrival_temperature_c=Decimal("9.6"))

    with pytest.raises(Refused) as refused:
        decide_line(line=truck.line, accepted=45_000, **_who(truck))
    decide_line(line=truck.line, accepted=0, returned=45_000, reject_reason="wrong_temperature", **_who(truck))

    assert refused.value.reasons == {Reason.TOO_WARM}
    assert _parts(truck.line) == (0, 45_000, 0, "wrong_temperature")


def test_a_change_after_signing_clears_the_signatures_and_says_whose():
    truck = Truck()

    decide_line(line=truck.line, accepted=0, returned=45_000, reject_reason="short", **_who(truck))

    assert not Signature.objects.exists()
    assert kinds() == ["supply.signatures_cleared", "supply.line_decided"]


def test_accepting_the_rest_leaves_what_something_speaks_against():
    truck = Truck(accepted_amount=None)
    warm = a_line(truck.delivery, truck.article, 5_000, arrival_temperature_c=Decimal(12))

    accept_rest(delivery=truck.delivery, **_who(truck))

    assert _parts(truck.line) == (45_000, 0, 0, "")
    assert _parts(warm) == (None, 0, 0, "")


def test_facts_that_are_not_named_stay():
    truck = Truck()

    change_line_facts(line=truck.line, arrival_temperature_c=Decimal("4.1"), **_who(truck))

    line = DeliveryLine.objects.get()
    assert (line.arrival_temperature_c, line.supplier_lot) == (Decimal("4.1"), "P251118")
    assert line.expiration_date == TODAY + timedelta(days=3)


def test_another_production_date_moves_the_computed_last_day():
    truck = Truck(production_date=TODAY, shelf_life_days=5, expiration_date=TODAY + timedelta(days=5))

    change_line_facts(line=truck.line, production_date=TODAY - timedelta(days=1), **_who(truck))

    assert DeliveryLine.objects.get().expiration_date == TODAY + timedelta(days=4)


def test_a_printed_last_day_stays_whatever_the_production_date():
    truck = Truck(production_date=TODAY, shelf_life_days=5, expiration_date=TODAY + timedelta(days=30))

    change_line_facts(line=truck.line, production_date=TODAY - timedelta(days=1), **_who(truck))

    assert DeliveryLine.objects.get().expiration_date == TODAY + timedelta(days=30)


def test_another_stated_amount_reopens_the_decision():
    truck = Truck()

    change_line_facts(line=truck.line, amount=40_000, **_who(truck))

    assert _parts(truck.line) == (None, 0, 0, "")


@pytest.mark.parametrize(
    ("facts", "reasons"),
    [
        ({"arrival_temperature_c": Decimal(350)}, {Reason.TEMPERATURE_ABSURD}),
        ({"amount": 0}, {KernelReason.NOT_POSITIVE}),
        ({"weighed_amount": 10**9}, {KernelReason.TOO_MUCH}),
        ({"checklist": {"no_sprouting": True}}, {Reason.CHECK_UNKNOWN}),
    ],
)
def test_facts_that_cannot_be_are_refused(facts, reasons):
    truck = Truck()

    with pytest.raises(Refused) as refused:
        change_line_facts(line=truck.line, **facts, **_who(truck))

    assert refused.value.reasons == reasons
    assert Signature.objects.count() == 2


def test_a_paper_is_kept_with_its_file_and_can_only_be_withdrawn():
    truck = Truck()
    file = SimpleUploadedFile("检疫证.pdf", PDF)

    paper = add_paper(
        line=truck.line, kind="test_report", number="T-9", passed=True, valid_until=TODAY, file=file, **_who(truck)
    )
    withdraw_paper(paper=paper, why="拍错了", **_who(truck))

    paper = Paper.objects.get(pk=paper.pk)
    assert (paper.number, paper.attachment.name, paper.withdrawn_at) == ("T-9", "检疫证.pdf", NOON)


def test_a_supplier_paper_is_no_paper_of_a_lot():
    truck = Truck()

    with pytest.raises(Refused) as refused:
        add_paper(line=truck.line, kind="food_business_licence", **_who(truck))

    assert refused.value.reasons == {Reason.DOCUMENT_KIND_UNKNOWN}


def test_photos_change_nothing_that_was_signed():
    truck = Truck()

    add_photos(line=truck.line, photos=[SimpleUploadedFile(name, PDF) for name in ("筐.pdf", "秤.pdf")], **_who(truck))

    assert [photo.name for photo in truck.line.photos.order_by("pk")] == ["筐.pdf", "秤.pdf"]
    assert Signature.objects.count() == 2


def test_everybody_signs_once_and_only_when_every_line_is_decided():
    truck = Truck(goods_class="grain", storage="ambient", name="大米", accepted_amount=None)
    a_paper(truck.line, "test_report", passed=True)
    truck.delivery.signatures.all().delete()

    with pytest.raises(Refused) as early:
        sign_inspection(delivery=truck.delivery, **_who(truck))
    accept_rest(delivery=truck.delivery, **_who(truck))
    signature = sign_inspection(delivery=truck.delivery, **_who(truck))
    with pytest.raises(Refused) as again:
        sign_inspection(delivery=truck.delivery, **_who(truck))

    assert early.value.reasons == {Reason.LINES_UNDECIDED}
    assert (signature.user, signature.post) == (truck.crew.storekeeper, "storekeeper")
    assert again.value.reasons == {Reason.SIGNED_ALREADY}
    assert Signature.objects.count() == 1


def test_nothing_changes_after_the_inspection_is_closed():
    truck = Truck()
    type(truck.delivery).objects.update(state="inspected", inspected_at=NOON)
    truck.line.refresh_from_db()
    paper = truck.papers[0]
    calls = [
        lambda: change_line_facts(line=truck.line, supplier_lot="X", **_who(truck)),
        lambda: decide_line(line=truck.line, accepted=45_000, **_who(truck)),
        lambda: accept_rest(delivery=truck.delivery, **_who(truck)),
        lambda: add_paper(line=truck.line, kind="test_report", **_who(truck)),
        lambda: withdraw_paper(paper=paper, why="x", **_who(truck)),
        lambda: add_photos(line=truck.line, photos=[SimpleUploadedFile("a.pdf", PDF)], **_who(truck)),
        lambda: sign_inspection(delivery=truck.delivery, **_who(truck)),
    ]
    for call in calls:
        with pytest.raises(Refused) as refused:
            call()
        assert Reason.ALREADY_INSPECTED in refused.value.reasons

    assert kinds() == []


def test_accepting_thirty_lines_costs_as_many_queries_as_three(django_assert_num_queries):
    def rest(lines):
        truck = Truck(goods_class="grain", storage="ambient", name="大米", accepted_amount=None)
        a_paper(truck.line, "test_report", passed=True)
        for number in range(lines - 1):
            a_paper(
                a_line(truck.delivery, an_article(truck.school, f"大米{number}"), 1_000), "test_report", passed=True
            )
        truck.delivery.signatures.all().delete()
        truck.crew.storekeeper.acting(NOON)
        return truck

    three, thirty = rest(3), rest(30)
    with CaptureQueriesContext(connection) as counted:
        accept_rest(delivery=three.delivery, **_who(three))
    with django_assert_num_queries(len(counted)):
        accept_rest(delivery=thirty.delivery, **_who(thirty))
