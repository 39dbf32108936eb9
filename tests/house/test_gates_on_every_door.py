"""GT-01, GT-04 and GT-06 through a page and through the API: 409, exactly this reason, and nothing has changed."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from html import escape

import pytest
from django.test import Client
from django.urls import reverse

from houqin.journal.models import Entry
from houqin.kernel import clock as kernel_clock
from houqin.supply.models import Approval, Article, DeliveryLine
from tests.api.conftest import Caller, key_of
from tests.attacks.world import differences, picture
from tests.builders import NOON, TODAY, a_dish, an_article
from tests.supply.arriving import Truck, an_order

pytestmark = pytest.mark.django_db
NEAR_MISS = {"journal.Entry", "journal.Head", "journal.Mention"}


@pytest.fixture(autouse=True)
def _noon(monkeypatch):
    monkeypatch.setattr(kernel_clock, "now", lambda: NOON)


@dataclass
class Deed:
    """One wish and its two doors."""

    who: object
    page: str
    path: str
    form: dict | None = None
    body: dict | None = None


def finish_inspection(truck) -> Deed:
    key = truck.delivery.pk
    return Deed(truck.crew.storekeeper, reverse("supply:finish-inspection", args=[key]),
                f"/store/deliveries/{key}/finish")  # fmt: skip


def accept_the_line(truck) -> Deed:
    DeliveryLine.objects.update(accepted_amount=None)
    key = truck.line.pk
    return Deed(
        truck.crew.storekeeper, reverse("supply:line-decide", args=[key]), f"/store/delivery-lines/{key}/decide",
        {"accepted": "45 kg", "returned": "0", "quarantined": "0", "reject_reason": ""}, {"accepted": 45_000},
    )  # fmt: skip


def send_an_order(truck) -> Deed:
    order = an_order(truck.supplier, truck.crew.buyer, (truck.article, 45_000), state="draft")
    return Deed(truck.crew.buyer, reverse("supply:send-order", args=[order.pk]), f"/store/orders/{order.pk}/send")


def plan_a_lunch(truck) -> Deed:
    dish = a_dish(truck.school, "小炒", per_head=[(an_article(truck.school, "四季豆"), 50_000)])
    wanted = {"kind": "lunch", "heads": 100, "dishes": [dish.pk]}
    page = f"{reverse('kitchen:plan')}?on={TODAY}"
    return Deed(truck.crew.cook, page, "/kitchen/meals", wanted, wanted | {"on": str(TODAY)})


def approval_ended():
    Approval.objects.update(ends_on=TODAY - timedelta(days=1))


def too_warm():
    DeliveryLine.objects.update(arrival_temperature_c=Decimal("8.1"))


def banned():
    Article.objects.filter(goods_class="pork").update(name="自制腊肉")


WRONGS = {
    "GT-01 at the inspection": (finish_inspection, approval_ended, "approval_ended", "GT-01"),
    "GT-01 at the order": (send_an_order, approval_ended, "approval_ended", "GT-01"),
    "GT-04 at the inspection": (finish_inspection, too_warm, "too_warm", "GT-04"),
    "GT-04 at the line": (accept_the_line, too_warm, "too_warm", "GT-04"),
    "GT-06 at the inspection": (finish_inspection, banned, "banned", "GT-06"),
    "GT-06 at the order": (send_an_order, banned, "banned", "GT-06"),
    "GT-06 at the menu": (plan_a_lunch, lambda: None, "dish_banned", "GT-06"),
}


def by_page(deed: Deed, client: Client):
    return client.post(deed.page, deed.form)


def by_api(deed: Deed, caller: Caller):
    return caller.post(deed.path, deed.body)


def door_of(deed: Deed, school, door: str):
    """The door, opened for whoever wants it: sessions and keys are written before the picture is taken."""
    if door == "API":
        return by_api, Caller(key_of(deed.who, school))
    client = Client()
    client.force_login(deed.who)
    client.cookies["django_language"] = "en"
    return by_page, client


@pytest.mark.parametrize("door", ["page", "API"])
@pytest.mark.parametrize("wrong", WRONGS)
def test_a_gate_holds_at_the_page_and_at_the_api(wrong, door):
    truck = Truck()
    wish, spoil, reason, gate = WRONGS[wrong]
    deed = wish(truck)
    spoil()
    send, sender = door_of(deed, truck.school, door)
    before = picture()

    answer = send(deed, sender)

    assert answer.status_code == 409, answer.content.decode()
    near_miss = Entry.objects.get(kind="journal.attempt_refused").revived_facts
    assert (near_miss["codes"], near_miss["gates"]) == ([reason], [gate])
    if door == "API":
        assert [(one["reason"], one["gate"]) for one in answer.json()["refusals"]] == [(reason, gate)]
    else:
        assert escape(near_miss["reasons"][0]) in answer.content.decode()
    assert set(differences(before, picture())) <= NEAR_MISS


@pytest.mark.parametrize("door", ["page", "API"])
@pytest.mark.parametrize("wish", [finish_inspection, accept_the_line, send_an_order])
def test_with_nothing_wrong_the_same_deed_goes_through(wish, door):
    truck = Truck()
    deed = wish(truck)
    send, sender = door_of(deed, truck.school, door)

    assert send(deed, sender).status_code == (200 if door == "API" else 303)
