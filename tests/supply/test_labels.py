"""Labels of lots: of a delivery, of some lots, never of another school's."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from houqin.supply.goods_classes import goods_classes
from houqin.supply.labels import KIND_OF, labels_of
from houqin.supply.models import Lot
from houqin.tenancy.posts import Post
from tests.builders import NOON, a_holder, a_lot, a_school, an_article
from tests.supply.arriving import Truck

URL = "/store/labels/"


@pytest.fixture
def truck(db):
    truck = Truck(school=a_school(code="HLH"))
    truck.lots = [a_lot(truck.article, amount, line=truck.line, supplier=truck.supplier) for amount in (30_000, 15_000)]
    return truck


@pytest.fixture
def as_(monkeypatch):
    monkeypatch.setattr("houqin.kernel.clock.now", lambda: NOON)

    def sign_in(user):
        client = Client()
        client.force_login(user)
        return client

    return sign_in


def test_a_label_says_what_ends_when_from_whom(truck):
    with translation.override("zh-hans"):
        [label] = labels_of(Lot.objects.filter(pk=truck.lots[0].pk))

    assert label.code == truck.lots[0].code
    assert label.url == f"{settings.PUBLIC_URL}/go/HLH/{label.code}"
    assert label.name == "冷鲜猪前腿肉"
    assert "2026-04-10" in label.strong
    assert "30.0 kg" in label.lines[1]
    assert truck.supplier.name in label.lines[0]


def test_every_goods_class_that_has_a_word_exists():
    assert set(KIND_OF) <= set(goods_classes())


def test_a_lot_made_here_says_made(truck):
    made = a_lot(an_article(truck.school, "腌肉", goods_class="pork", is_intermediate=True), 1_000, origin="prepared")

    with translation.override("en"):
        [label] = labels_of(Lot.objects.filter(pk=made.pk))

    assert label.kind == "made"
    assert label.lines[0] == "made 03-11 12:00"


def test_a_delivery_has_a_label_for_every_lot(truck, as_):
    page = as_(truck.crew.storekeeper).get(URL, {"delivery": truck.delivery.pk}).content.decode()

    assert page.count('class="qr-label"') == 2
    assert [lot.code in page for lot in truck.lots] == [True, True]


def test_some_lots_only_and_begin_at_a_place(truck, as_):
    answer = as_(truck.crew.storekeeper).get(URL, {"lot": truck.lots[1].pk, "start": "4"})

    page = answer.content.decode()
    assert (page.count('class="qr-label"'), page.count("qr-label used")) == (1, 3)


def test_labels_print(truck, as_):
    answer = as_(truck.crew.storekeeper).get(URL, {"delivery": truck.delivery.pk, "as": "pdf"})

    assert answer.content[:5] == b"%PDF-"


@pytest.mark.parametrize("query", ["lot", "delivery"])
def test_another_schools_lots_have_no_label_here(truck, as_, query):
    stranger = a_holder(Post.STOREKEEPER, a_school("沙枣坪小学"))
    pk = {"lot": truck.lots[0].pk, "delivery": truck.delivery.pk}[query]

    assert as_(stranger).get(URL, {query: pk}).status_code == 404


@pytest.mark.parametrize("query", [{}, {"lot": "x"}, {"delivery": "99999"}])
def test_nonsense_is_not_found(truck, as_, query):
    assert as_(truck.crew.storekeeper).get(URL, query).status_code == 404


def test_the_address_has_a_name():
    assert reverse("supply:lot-labels") == URL
