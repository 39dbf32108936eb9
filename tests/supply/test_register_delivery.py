"""A truck at the door."""

from datetime import timedelta
from decimal import Decimal

import pytest

from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.quantities import MOST_BASE
from houqin.kernel.refusals import KernelReason, Refused
from houqin.supply.actions import Stated, add_line, register_delivery
from houqin.supply.models import Approval, Article, Delivery, DeliveryLine, Order
from houqin.supply.reasons import Reason
from tests.builders import NOON, TODAY, Crew, a_delivery, a_line, a_school, a_supplier, an_article
from tests.supply.arriving import an_order, kinds

pytestmark = pytest.mark.django_db


class Door:
    """A school, its crew, a supplier approved for grain, rice, and an order for 50 kg of it sent by the buyer."""

    def __init__(self):
        self.school = a_school()
        self.crew = Crew(self.school)
        self.supplier = a_supplier(self.school, approved_for=["grain"])
        self.rice = an_article(self.school)
        self.order = an_order(self.supplier, self.crew.buyer, (self.rice, 50_000))

    def register(self, **more):
        wanted = {"supplier": self.supplier, "arrived_at": NOON, "actor": self.crew.storekeeper, "at": NOON}
        return register_delivery(**(wanted | more))


def test_an_order_arrives_in_one_tap():
    door = Door()

    delivery = door.register(order=door.order)

    assert (delivery.code, delivery.buyer, delivery.received_at) == ("SH260311-01", door.crew.buyer, NOON)
    assert [(line.number, line.article, line.amount) for line in delivery.lines.all()] == [(1, door.rice, 50_000)]
    assert kinds() == ["supply.delivery_registered"]
    for thing in (delivery, door.supplier, door.order):
        assert Entry.objects.about(thing).count() == 1


def test_a_buyer_who_enters_a_delivery_without_order_is_its_buyer():
    door = Door()

    delivery = door.register(lines=[Stated(door.rice, 1_000)], actor=door.crew.buyer)

    assert delivery.buyer == door.crew.buyer


@pytest.mark.parametrize(
    ("stated", "expires"),
    [
        ({"production_date": TODAY, "shelf_life_days": 180}, TODAY + timedelta(days=180)),
        ({"expiration_date": TODAY + timedelta(days=9)}, TODAY + timedelta(days=9)),
        ({}, None),
    ],
)
def test_the_last_day_of_use_is_printed_or_computed(stated, expires):
    door = Door()

    delivery = door.register(lines=[Stated(door.rice, 1_000, **stated)])

    assert delivery.lines.get().expiration_date == expires


def test_fresh_goods_without_any_date_live_as_long_as_their_class():
    door = Door()
    supplier = a_supplier(door.school, approved_for=["leaf_vegetables"])
    spinach = an_article(door.school, "菠菜", goods_class="leaf_vegetables")

    delivery = door.register(supplier=supplier, lines=[Stated(spinach, 1_000)])

    assert delivery.lines.get().expiration_date == TODAY + timedelta(days=2)


WRONGS = {
    "not approved": (lambda door: Approval.objects.all().delete(), {}, {Reason.SUPPLIER_NOT_APPROVED}),
    "banned": (lambda door: Article.objects.update(name="四季豆"), {}, {Reason.BANNED}),
    "retired": (lambda door: Article.objects.update(retired_on=TODAY), {}, {Reason.ARTICLE_RETIRED}),
    "tomorrow": (None, {"arrived_at": NOON + timedelta(seconds=1)}, {KernelReason.IN_THE_FUTURE}),
    "order only drafted": (lambda door: Order.objects.update(state="draft"), {}, {Reason.ORDER_NOT_SENT}),
    "glowing truck": (None, {"vehicle_temperature_c": Decimal(400)}, {Reason.TEMPERATURE_ABSURD}),
}


@pytest.mark.parametrize("wrong", WRONGS)
def test_one_thing_wrong_registers_nothing(wrong):
    door = Door()
    spoil, more, reasons = WRONGS[wrong]
    if spoil:
        spoil(door)

    with pytest.raises(Refused) as refused:
        door.register(**({"order": Order.objects.get()} | more))

    assert refused.value.reasons == reasons
    assert (Delivery.objects.count(), DeliveryLine.objects.count(), kinds()) == (0, 0, [])


@pytest.mark.parametrize(
    ("amount", "reason"),
    [(0, KernelReason.NOT_POSITIVE), (-5, KernelReason.NOT_POSITIVE), (MOST_BASE + 1, KernelReason.TOO_MUCH)],
)
def test_an_absurd_amount_is_refused(amount, reason):
    door = Door()

    with pytest.raises(Refused) as refused:
        door.register(lines=[Stated(door.rice, amount)])

    assert refused.value.reasons == {reason}
    assert not Delivery.objects.exists()


def test_a_delivery_without_lines_is_refused():
    door = Door()

    with pytest.raises(Refused) as refused:
        door.register()

    assert refused.value.reasons == {Reason.NO_LINES}


def test_an_order_of_another_supplier_does_not_arrive_here():
    door = Door()
    other = a_supplier(door.school, approved_for=["grain"])

    with pytest.raises(Refused) as refused:
        door.register(supplier=other, order=door.order)

    assert refused.value.reasons == {Reason.ORDER_OF_ANOTHER}


def test_an_article_of_another_school_is_refused():
    door = Door()
    foreign = an_article(a_school("沙枣坪小学"))

    with pytest.raises(Refused) as refused:
        door.register(lines=[Stated(foreign, 1_000)])

    assert refused.value.reasons == {KernelReason.OTHER_SCHOOL}


def test_a_head_teacher_registers_nothing():
    door = Door()

    with pytest.raises(NotYours):
        door.register(order=door.order, actor=door.crew.head_teacher)


def test_a_line_is_added_under_the_next_number():
    door = Door()
    delivery = door.register(order=door.order)
    flour = an_article(door.school, "小米")

    line = add_line(delivery=delivery, stated=Stated(flour, 2_000), actor=door.crew.storekeeper, at=NOON)

    assert (line.number, line.amount) == (2, 2_000)


def test_nothing_is_added_to_a_closed_inspection():
    door = Door()
    delivery = a_delivery(door.school, door.supplier, state="inspected", inspected_at=NOON)
    a_line(delivery, door.rice)

    with pytest.raises(Refused) as refused:
        add_line(delivery=delivery, stated=Stated(door.rice, 2_000), actor=door.crew.storekeeper, at=NOON)

    assert refused.value.reasons == {Reason.ALREADY_INSPECTED}
    assert DeliveryLine.objects.count() == 1
