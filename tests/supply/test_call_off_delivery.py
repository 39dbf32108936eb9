"""A delivery that was entered by mistake: it stays, says so, and no lot comes of it."""

import pytest
from django.utils import translation

from houqin.documents.drawn import draw
from houqin.documents.ledgers import LEDGERS
from houqin.documents.periods import Period, around
from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.supply.actions import (
    accept_rest,
    call_off_delivery,
    finish_inspection,
    register_delivery,
    sign_inspection,
)
from houqin.supply.models import Delivery, DeliveryLine, Lot, Order
from houqin.supply.reasons import Reason
from houqin.supply.selectors.next_actions import next_actions
from tests.builders import NOON, TODAY, Crew, a_school
from tests.supply.arriving import Truck, an_order

pytestmark = pytest.mark.django_db


def call_off(truck, why="录到了别的学校", **more):
    return call_off_delivery(
        **{"delivery": truck.delivery, "why": why, "actor": truck.crew.storekeeper, "at": NOON} | more
    )


def written():
    return [list(model.objects.order_by("pk").values()) for model in (Delivery, DeliveryLine, Lot)]


def reasons_of(verb, **arguments) -> set:
    with pytest.raises(Refused) as refused:
        verb(**arguments)
    return refused.value.reasons


def test_it_stays_with_who_and_why():
    truck = Truck()

    delivery = call_off(truck, " 录到了别的学校 ")

    assert (delivery.state, delivery.called_off_at, delivery.called_off_by, delivery.called_off_reason) == (
        "called_off", NOON, truck.crew.storekeeper, "录到了别的学校",
    )  # fmt: skip
    entry = Entry.objects.about(delivery)[0]
    assert entry.kind == "supply.delivery_called_off"
    with translation.override("en"):
        assert entry.sentence == f"{delivery.code} of {truck.supplier.name}. 录到了别的学校"


def test_the_order_is_on_its_way_again():
    truck = Truck()
    order = an_order(truck.supplier, truck.crew.buyer, (truck.article, 45_000))
    wrong = register_delivery(
        supplier=truck.supplier, order=order, arrived_at=NOON, actor=truck.crew.storekeeper, at=NOON
    )

    call_off(truck, delivery=wrong)

    assert Order.objects.get(pk=order.pk).state == "sent"
    right = register_delivery(
        supplier=truck.supplier, order=order, arrived_at=NOON, actor=truck.crew.storekeeper, at=NOON
    )
    assert right.order == order


def test_calling_off_is_refused_once_it_is_inspected():
    truck = Truck()
    finish_inspection(delivery=truck.delivery, actor=truck.crew.storekeeper, at=NOON)
    before = written()

    assert reasons_of(call_off, truck=truck) == {Reason.ALREADY_INSPECTED}
    assert reasons_of(call_off, truck=truck, why=" ") == {Reason.ALREADY_INSPECTED, Reason.WHY_MISSING}
    assert written() == before


def test_calling_off_needs_its_reason():
    truck = Truck()

    assert reasons_of(call_off, truck=truck, why=" ") == {Reason.WHY_MISSING}
    assert Delivery.objects.get().state == "arrived"


def test_nothing_more_happens_to_it():
    truck = Truck()
    call_off(truck)
    before = written()

    for verb in (accept_rest, sign_inspection, finish_inspection):
        refused = reasons_of(verb, delivery=truck.delivery, actor=truck.crew.food_safety_officer, at=NOON)
        assert Reason.DELIVERY_CALLED_OFF in refused
    assert reasons_of(call_off, truck=truck) == {Reason.DELIVERY_CALLED_OFF}
    assert written() == before


def test_only_who_receives_calls_off():
    truck = Truck()

    for actor in (truck.crew.head_teacher, Crew(a_school()).storekeeper):
        with pytest.raises(NotYours):
            call_off(truck, actor=actor)
    assert Delivery.objects.get().state == "arrived"


def test_nobody_is_sent_to_it_and_the_register_says_so():
    truck = Truck()
    call_off(truck)

    assert [one for one in next_actions(truck.crew.storekeeper, truck.school, NOON) if "deliver" in one.url] == []
    with translation.override("en"):
        [line] = draw(LEDGERS["goods-in"], truck.school, around(Period.MONTH, TODAY, truck.school.zone), at=NOON).lines
    columns = [column.name for column in LEDGERS["goods-in"].columns]
    assert line.cells[columns.index("decision")] == "entered by mistake"
    assert line.remarks == ["录到了别的学校"]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pages_say_so(client, language):
    truck = Truck()
    client.cookies["django_language"] = language
    client.force_login(truck.crew.storekeeper)
    address = f"/store/deliveries/{truck.delivery.pk}/"
    assert client.get(f"{address}call-off/").status_code == 200

    client.post(f"{address}call-off/", {"why": "录了两次", "entry_key": "k"})

    assert Delivery.objects.get().called_off_reason == "录了两次"
    assert "录了两次" in client.get(address).content.decode()
    assert client.get("/store/deliveries/?state=called_off").context["lines"][0]["state"] == "waiting"
