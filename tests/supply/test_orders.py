"""Ordering: drafted by anybody who buys, sent only where the supplier may deliver."""

from datetime import timedelta

import pytest

from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import KernelReason, Refused
from houqin.supply.actions import cancel_order, change_order_line, draft_order, send_order
from houqin.supply.models import Approval, Article, Certificate, Order, OrderLine, Suspension
from houqin.supply.reasons import Reason
from tests.builders import NOON, TODAY, Crew, a_school, a_supplier, an_article
from tests.supply.arriving import an_order, kinds

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)


class Desk:
    def __init__(self):
        self.school = a_school()
        self.crew = Crew(self.school)
        self.supplier = a_supplier(self.school, approved_for=["grain"])
        self.rice = an_article(self.school)
        self.who = {"actor": self.crew.buyer, "at": NOON}

    def draft(self):
        return an_order(self.supplier, self.crew.storekeeper, (self.rice, 50_000), state="draft", wanted_on=TOMORROW)


def _lines():
    return list(OrderLine.objects.order_by("pk").values_list("article__name", "amount", "suggested_amount"))


def test_a_draft_keeps_what_was_suggested_beside_what_is_wanted():
    desk = Desk()

    order = draft_order(supplier=desk.supplier, wanted_on=TOMORROW, lines=[(desk.rice, 50_000, 47_500)], **desk.who)

    assert (order.code, order.state, order.ordered_by) == ("CG260311-01", "draft", desk.crew.buyer)
    assert _lines() == [("大米", 50_000, 47_500)]
    assert kinds() == ["supply.order_drafted"]


@pytest.mark.parametrize(
    ("fields", "amount", "reason"),
    [
        ({"name": "鲜四季豆"}, 1_000, Reason.BANNED),
        ({"retired_on": TODAY}, 1_000, Reason.ARTICLE_RETIRED),
        ({}, 0, KernelReason.NOT_POSITIVE),
        ({}, 10**9, KernelReason.TOO_MUCH),
    ],
)
def test_a_draft_with_one_thing_wrong_is_not_kept(fields, amount, reason):
    desk = Desk()
    if fields:
        Article.objects.update(**fields)

    with pytest.raises(Refused) as refused:
        draft_order(
            supplier=desk.supplier, wanted_on=TOMORROW, lines=[(Article.objects.get(), amount, None)], **desk.who
        )

    assert refused.value.reasons == {reason}
    assert (Order.objects.count(), kinds()) == (0, [])


def test_the_same_article_twice_and_a_foreign_one_are_refused_together():
    desk = Desk()
    foreign = an_article(a_school("沙枣坪小学"), "小米")

    with pytest.raises(Refused) as refused:
        draft_order(
            supplier=desk.supplier, wanted_on=TOMORROW,
            lines=[(desk.rice, 1, None), (desk.rice, 2, None), (foreign, 1, None)], **desk.who,
        )  # fmt: skip

    assert refused.value.reasons == {Reason.LINE_TWICE, KernelReason.OTHER_SCHOOL}


def test_lines_are_added_changed_and_removed():
    desk = Desk()
    order, millet = desk.draft(), an_article(desk.school, "小米")

    change_order_line(order=order, article=millet, amount=5_000, **desk.who)
    change_order_line(order=order, article=desk.rice, amount=40_000, **desk.who)
    assert _lines() == [("大米", 40_000, None), ("小米", 5_000, None)]
    change_order_line(order=order, article=desk.rice, amount=0, **desk.who)

    assert _lines() == [("小米", 5_000, None)]
    assert kinds() == ["supply.order_line_changed"] * 3


def test_whoever_sends_it_is_the_buyer():
    desk = Desk()

    order = send_order(order=desk.draft(), **desk.who)

    assert (order.state, order.sent_at, order.ordered_by) == ("sent", NOON, desk.crew.buyer)


WRONGS = {
    "not approved": (lambda: Approval.objects.all().delete(), {Reason.SUPPLIER_NOT_APPROVED}),
    "approval ends before it is wanted": (lambda: Approval.objects.update(ends_on=TODAY), {Reason.APPROVAL_ENDED}),
    "licence ends before it is wanted": (
        lambda: Certificate.objects.update(valid_until=TODAY),
        {Reason.SUPPLIER_PAPER_EXPIRED},
    ),
    "suspended": (
        lambda: Suspension.objects.create(
            school=Order.objects.get().school, supplier=Order.objects.get().supplier, goods_class="grain",
            reason="霉变", since=NOON,
        ),
        {Reason.SUPPLIER_SUSPENDED},
    ),
    "banned": (lambda: Article.objects.update(name="野生菌"), {Reason.BANNED}),
    "empty": (lambda: OrderLine.objects.all().delete(), {Reason.ORDER_EMPTY}),
    "wanted yesterday": (
        lambda: Order.objects.update(wanted_on=TODAY - timedelta(days=1)),
        {Reason.WANTED_IN_THE_PAST},
    ),
    "sent already": (lambda: Order.objects.update(state="sent"), {Reason.ORDER_NOT_DRAFT}),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONGS)
def test_one_thing_wrong_sends_nothing(wrong):
    desk = Desk()
    order = desk.draft()
    spoil, reasons = WRONGS[wrong]
    spoil()
    state = Order.objects.get().state

    with pytest.raises(Refused) as refused:
        send_order(order=order, **desk.who)

    assert refused.value.reasons == reasons
    assert (Order.objects.get().state, kinds()) == (state, [])


def test_an_order_is_called_off_with_a_reason():
    desk = Desk()
    order = desk.draft()

    with pytest.raises(Refused) as refused:
        cancel_order(order=order, why=" ", **desk.who)
    cancel_order(order=order, why="下雪停课", **desk.who)

    assert refused.value.reasons == {Reason.WHY_MISSING}
    assert Order.objects.get().state == "cancelled"


def test_a_delivered_order_is_not_called_off():
    desk = Desk()
    order = desk.draft()
    Order.objects.update(state="delivered")

    with pytest.raises(Refused) as refused:
        cancel_order(order=order, why="迟了", **desk.who)

    assert refused.value.reasons == {Reason.ORDER_CLOSED}


def test_a_cook_orders_nothing():
    desk = Desk()

    with pytest.raises(NotYours):
        draft_order(supplier=desk.supplier, wanted_on=TOMORROW, actor=desk.crew.cook, at=NOON)
