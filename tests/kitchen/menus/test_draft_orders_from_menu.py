from datetime import timedelta

import pytest

from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.kitchen.actions import draft_orders_from_menu
from houqin.kitchen.reasons import Reason
from houqin.supply.models import Approval, Certificate, Order, OrderLine, Suspension
from houqin.supply.reasons import Reason as SupplyReason
from tests.builders import NOON, TODAY, YEARS_AGO, a_delivery, a_dish, a_line, a_supplier
from tests.kitchen.menus.conftest import WEEK

PAPERS = ("business_licence", "food_business_licence", "food_production_licence")


def a_seller(school, name, *classes, since=YEARS_AGO):
    """Approved, with papers in order."""
    supplier = a_supplier(school, name, approved_for=classes, starts_on=since)
    for kind in PAPERS:
        Certificate.objects.create(
            school=school, supplier=supplier, kind=kind, number="1", valid_from=YEARS_AGO,
            valid_until=TODAY + timedelta(days=900), recorded_by_id=supplier.approvals.first().approved_by_id,
            recorded_at=NOON,
        )  # fmt: skip
    return supplier


@pytest.fixture
def menu(crew, a_menu, goods):
    dish = a_dish(crew.school, per_head=[(goods.egg, 1_000), (goods.tomato, 100_000)])
    rice = a_dish(crew.school, "米饭", kind="staple", per_head=[(goods.rice, 120_000)])
    return a_menu(items=[(TODAY, "lunch", dish), (TODAY, "lunch", rice)])


def draft(crew, **more):
    given = {"school": crew.school, "from_on": TODAY, "to_on": WEEK[-1], "heads": {"lunch": 100}, "actor": crew.buyer}
    return draft_orders_from_menu(**(given | {"at": NOON} | more))


def ordered():
    lines = OrderLine.objects.order_by("order__supplier__name", "article__name")
    return [(line.order.supplier.name, line.article.name, line.amount, line.suggested_amount) for line in lines]


def test_one_draft_per_supplier(crew, menu):
    a_seller(crew.school, "甲", "eggs", "root_vegetables")
    a_seller(crew.school, "乙", "grain")

    drafted = draft(crew)

    assert ordered() == [
        ("乙", "大米", 12_000, 12_000), ("甲", "西红柿", 10_000, 10_000), ("甲", "鲜鸡蛋", 100, 100),
    ]  # fmt: skip
    assert {(order.state, order.wanted_on) for order in Order.objects.all()} == {("draft", TODAY)}
    assert (len(drafted.orders), drafted.unsupplied) == (2, [])


def test_drafting_again_finds_nothing_left(crew, menu):
    a_seller(crew.school, "甲", "eggs", "root_vegetables", "grain")
    draft(crew)

    with pytest.raises(Refused) as refused:
        draft(crew)

    assert refused.value.reasons == {Reason.NOTHING_TO_ORDER}
    assert Order.objects.count() == 1


def test_what_a_person_entered_wins_and_the_suggestion_is_kept(crew, menu, goods):
    a_seller(crew.school, "甲", "eggs", "root_vegetables", "grain")

    draft(crew, amounts={goods.rice.pk: 25_000, goods.egg.pk: 0}, wanted_on=TODAY + timedelta(days=1))

    assert ordered() == [("甲", "大米", 25_000, 12_000), ("甲", "西红柿", 10_000, 10_000)]
    assert Order.objects.get().wanted_on == TODAY + timedelta(days=1)


def test_whoever_delivered_the_class_last_is_asked_again(crew, menu, goods):
    first = a_seller(crew.school, "甲", "eggs", "root_vegetables", "grain", since=YEARS_AGO)
    last = a_seller(crew.school, "乙", "grain", since=YEARS_AGO + timedelta(days=90))
    a_line(a_delivery(crew.school, first, arrived_at=NOON - timedelta(days=9)), goods.rice)
    a_line(a_delivery(crew.school, last, arrived_at=NOON - timedelta(days=2)), goods.rice)

    draft(crew)

    assert [(supplier, article) for supplier, article, *_amounts in ordered()] == [
        ("乙", "大米"), ("甲", "西红柿"), ("甲", "鲜鸡蛋"),
    ]  # fmt: skip


def test_without_a_delivery_the_first_approved_is_asked(crew, menu):
    a_seller(crew.school, "新", "eggs", "root_vegetables", "grain", since=YEARS_AGO + timedelta(days=90))
    a_seller(crew.school, "老", "grain", since=YEARS_AGO)

    draft(crew)

    assert ordered()[-1][:2] == ("老", "大米")


def test_an_article_that_nobody_may_deliver_is_named_with_the_reason(crew, menu, goods):
    eggs = a_seller(crew.school, "甲", "eggs")
    stopped = a_seller(crew.school, "乙", "root_vegetables")
    Suspension.objects.create(
        school=crew.school, supplier=stopped, goods_class="root_vegetables", reason="发霉", since=NOON
    )

    drafted = draft(crew)

    assert [order.supplier for order in drafted.orders] == [eggs]
    assert sorted(
        (article.name, refusal.reason, refusal.gate) for article, why in drafted.unsupplied for refusal in why
    ) == [
        ("大米", Reason.NOBODY_MAY_SUPPLY, "GT-01"),
        ("西红柿", SupplyReason.SUPPLIER_SUSPENDED, "GT-01"),
    ]


def test_when_nobody_may_deliver_anything_nothing_is_drafted(crew, menu):
    supplier = a_seller(crew.school, "甲", "grain")
    Approval.objects.filter(supplier=supplier).update(ends_on=TODAY - timedelta(days=1))

    with pytest.raises(Refused) as refused:
        draft(crew)

    assert refused.value.reasons == {SupplyReason.APPROVAL_ENDED, Reason.NOBODY_MAY_SUPPLY}
    assert not Order.objects.exists()


def test_swapped_days_and_nothing_to_buy_are_refused(crew, menu, goods):
    a_seller(crew.school, "甲", "eggs", "root_vegetables", "grain")
    for more, reason in [
        ({"to_on": TODAY - timedelta(days=1)}, Reason.DAYS_SWAPPED),
        ({"amounts": {goods.rice.pk: 0, goods.egg.pk: 0, goods.tomato.pk: 0}}, Reason.NOTHING_TO_ORDER),
    ]:
        with pytest.raises(Refused) as refused:
            draft(crew, **more)
        assert refused.value.reasons == {reason}
    assert not Order.objects.exists()


def test_the_cook_orders_nothing(crew, menu):
    with pytest.raises(NotYours):
        draft(crew, actor=crew.cook)
    assert not Order.objects.exists()
