"""A whole inspection by exception: what is otherwise as said, the rest as stated, or nothing at all."""

import pytest

from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.supply.actions import LineDecision, SharedPaper, add_papers, decide_lines
from houqin.supply.models import DeliveryLine, Paper
from houqin.supply.reasons import Reason
from houqin.supply.selectors.next_actions import next_actions
from tests.builders import NOON, a_line, an_article
from tests.supply.arriving import PORK_PAPERS, Truck, a_paper, an_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def truck():
    """Three lines of pork with their papers, nothing decided, nobody signed."""
    truck = Truck(accepted_amount=None)
    truck.lines = [truck.line]
    for name in ("猪肝", "猪蹄"):
        article = an_article(truck.school, name, goods_class="pork", storage="chilled")
        truck.lines.append(a_line(truck.delivery, article, 20_000, arrival_temperature_c="3.5"))
        for kind in PORK_PAPERS:
            a_paper(truck.lines[-1], kind)
    return truck


def decide(truck, *decisions, rest=(), by="storekeeper"):
    who = {"actor": getattr(truck.crew, by), "at": NOON}
    return decide_lines(delivery=truck.delivery, decisions=decisions, rest=rest, **who)


def decided():
    rows = DeliveryLine.objects.order_by("pk")
    return list(rows.values_list("accepted_amount", "returned_amount", "quarantined_amount"))


def test_what_is_otherwise_is_decided_and_the_rest_is_as_stated(truck):
    first, second, third = truck.lines

    decide(truck, LineDecision(second, 15_000, returned=5_000, reject_reason="damaged"), rest=[first, third])

    assert decided() == [(45_000, 0, 0), (15_000, 5_000, 0), (20_000, 0, 0)]
    assert Entry.objects.filter(kind="supply.rest_accepted").count() == 1


def test_a_line_that_was_not_shown_stays_open(truck):
    decide(truck, rest=truck.lines[:2])

    assert decided() == [(45_000, 0, 0), (20_000, 0, 0), (None, 0, 0)]


def test_gt_04_every_line_that_cannot_be_is_named_and_nothing_is_decided(truck):
    first, second, third = truck.lines
    stranger = Truck(school=truck.school, name="别的车", accepted_amount=None).line

    with pytest.raises(Refused) as refused:
        decide(
            truck, LineDecision(second, 20_000, returned=5_000, reject_reason="damaged"),
            LineDecision(third, 0, returned=20_000), LineDecision(stranger, 0), rest=[first],
        )  # fmt: skip

    reasons = [one.reason for one in refused.value.refusals]
    assert reasons == [Reason.PARTS_NOT_WHOLE, Reason.REJECT_REASON_MISSING, Reason.LINE_OF_ANOTHER]
    assert decided() == [(None, 0, 0)] * 4


def test_somebody_without_that_post_does_not_inspect(truck):
    with pytest.raises(NotYours):
        decide(truck, rest=truck.lines, by="head_teacher")


def test_gt_02_one_sheet_is_kept_for_every_line_it_speaks_of(truck):
    Paper.objects.all().delete()
    sheet = SharedPaper("meat_inspection_certificate", tuple(truck.lines[:2]), number="T1")

    add_papers(delivery=truck.delivery, papers=[sheet], actor=truck.crew.storekeeper, at=NOON)

    rows = Paper.objects.order_by("pk").values_list("line", "kind", "number")
    assert list(rows) == [(line.pk, "meat_inspection_certificate", "T1") for line in truck.lines[:2]]
    assert not truck.delivery.signatures.exists()


@pytest.mark.parametrize("kind", [None, "nonsense"])
def test_no_paper_and_an_unknown_one_are_refused(truck, kind):
    papers = [SharedPaper(kind, (truck.line,))] if kind else []

    with pytest.raises(Refused) as refused:
        add_papers(delivery=truck.delivery, papers=papers, actor=truck.crew.storekeeper, at=NOON)

    assert refused.value.reasons == {Reason.DOCUMENT_KIND_UNKNOWN if kind else Reason.NO_PAPERS_GIVEN}
    assert truck.delivery.signatures.count() == 2


def test_a_truck_that_was_ordered_for_today_is_one_tap_until_it_is_here(truck):
    order = an_order(truck.supplier, truck.crew.buyer, (truck.article, 1_000))

    def told():
        actions = next_actions(truck.crew.storekeeper, truck.school, NOON)
        return [one.url for one in actions if one.code == "truck"]

    before = told()
    type(truck.delivery).objects.update(order=order)

    assert (before, told()) == ([f"/store/deliveries/new/?order={order.pk}"], [])
