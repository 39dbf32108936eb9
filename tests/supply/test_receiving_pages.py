"""The pages of buying and goods-in: they open, they do not leak, their cost does not grow, and a day can be lived."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from houqin.journal.models import Entry
from houqin.kernel import clock
from houqin.supply.models import Approval, Certificate, Delivery, DeliveryLine, Lot, Order, Paper, Supplier, Suspension
from tests.builders import NOON, TODAY, Crew, a_delivery, a_line, a_lot, a_school, a_supplier, an_article
from tests.supply.arriving import PORK_PAPERS, Truck, a_paper, an_order

pytestmark = pytest.mark.django_db
LISTS = ("articles", "suppliers", "orders", "deliveries", "arriving")


@pytest.fixture(autouse=True)
def _noon(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def things(truck) -> dict[str, int]:
    """Every page that names one thing, with the key of this truck's."""
    order = an_order(truck.supplier, truck.crew.buyer, (truck.article, 45_000), state="draft")
    stopped = Suspension.objects.create(
        school=truck.school, supplier=truck.supplier, goods_class="oil", reason="哈喇味", since=NOON
    )
    return {
        "article": truck.article.pk, "change-article": truck.article.pk, "article-packs": truck.article.pk,
        "supplier": truck.supplier.pk, "change-supplier": truck.supplier.pk, "approve-supplier": truck.supplier.pk,
        "suspend-supplier": truck.supplier.pk, "new-certificate": truck.supplier.pk,
        "withdraw-approval": Approval.objects.filter(supplier=truck.supplier).first().pk,
        "lift-suspension": stopped.pk,
        "withdraw-certificate": Certificate.objects.filter(supplier=truck.supplier).first().pk,
        "order": order.pk, "cancel-order": order.pk, "delivery": truck.delivery.pk, "add-line": truck.delivery.pk,
        "line": truck.line.pk, "withdraw-paper": truck.papers[0].pk,
    }  # fmt: skip


POSTS = {
    "retire-article": "article", "add-order-line": "order", "send-order": "order", "decide-lines": "delivery",
    "delivery-papers": "delivery", "sign-inspection": "delivery", "finish-inspection": "delivery",
    "line-facts": "line", "line-decide": "line", "line-paper": "line", "line-photo": "line", "return-line": "line",
    "set-aside-line": "line",
}  # fmt: skip


def test_every_page_opens_in_both_languages():
    truck = Truck()
    keys = things(truck)
    client = signed_in(truck.crew.general_affairs_director)
    addresses = [reverse(f"supply:{name}") for name in (*LISTS, "new-article", "new-supplier", "new-order")]
    addresses += [reverse(f"supply:{name}", args=[key]) for name, key in keys.items()]
    addresses += [f"{reverse('supply:register-delivery')}?supplier={truck.supplier.pk}"]
    for language in ("zh-hans", "en"):
        client.cookies["django_language"] = language
        assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


def test_nothing_of_another_school_is_found():
    truck = Truck()
    keys = things(truck)
    stranger = Crew(a_school("沙枣坪小学"))
    for user in (stranger.storekeeper, stranger.general_affairs_director):
        client = signed_in(user)
        got = {name: client.get(reverse(f"supply:{name}", args=[key])).status_code for name, key in keys.items()}
        posted = {
            name: client.post(reverse(f"supply:{name}", args=[keys[kind]])).status_code for name, kind in POSTS.items()
        }
        register = reverse("supply:register-delivery")
        asked = [client.get(f"{register}?{name}={keys[name]}").status_code for name in ("supplier", "order")]
        assert got == dict.fromkeys(keys, 404)
        assert posted == dict.fromkeys(POSTS, 404)
        assert asked == [404, 404]
        for name in LISTS:
            page = client.get(reverse(f"supply:{name}")).content.decode()
            assert truck.supplier.name not in page
            assert truck.article.name not in page


def test_a_head_teacher_does_not_see_the_store():
    truck = Truck()
    client = signed_in(truck.crew.head_teacher)

    assert client.get(truck.delivery.get_absolute_url()).status_code == 403


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_with_one_row_and_with_three(name):
    school = a_school()
    crew = Crew(school)

    def add(number):
        article = an_article(school, f"大米 {number}")
        supplier = a_supplier(school, approved_for=["grain"])
        an_order(supplier, crew.buyer, (article, 1_000))
        a_line(a_delivery(school, supplier), article)

    def cost():
        client = signed_in(crew.storekeeper)
        client.get(reverse("supply:articles"))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(f"supply:{name}")).status_code == 200
        return len(queries)

    add(1)
    one = cost()
    add(2), add(3)

    assert cost() == one


def test_an_inspection_page_costs_the_same_with_one_line_and_with_five():
    truck = Truck(accepted_amount=None)

    def cost():
        client = signed_in(truck.crew.storekeeper)
        client.get(reverse("supply:articles"))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(truck.delivery.get_absolute_url()).status_code == 200
        return len(queries)

    one = cost()
    for number in range(4):
        line = a_line(truck.delivery, an_article(truck.school, f"猪肉 {number}", goods_class="pork", storage="chilled"))
        a_paper(line, "animal_quarantine_certificate")

    assert cost() == one


def test_a_delivery_is_received_from_the_order_to_the_lots():
    school = a_school()
    crew = Crew(school)
    supplier = a_supplier(school, approved_for=["grain"])
    rice, millet = an_article(school), an_article(school, "小米")
    buyer, keeper, officer = signed_in(crew.buyer), signed_in(crew.storekeeper), signed_in(crew.food_safety_officer)

    wanted = {"supplier": supplier.pk, "wanted_on": TODAY.isoformat()}
    buyer.post(reverse("supply:new-order"), wanted)
    order = Order.objects.get()
    for article, amount in ((rice, "50"), (millet, "10 斤")):
        buyer.post(reverse("supply:add-order-line", args=[order.pk]), {"article": article.pk, "amount": amount})
    buyer.post(reverse("supply:send-order", args=[order.pk]))
    arrived = {"arrived_at": "2026-03-11T11:50", "note_number": "SH-1119", "is_vehicle_clean": "true"}
    answer = keeper.post(f"{reverse('supply:register-delivery')}?order={order.pk}", arrived)

    delivery = Delivery.objects.get()
    assert answer.headers["Location"] == delivery.get_absolute_url()
    assert (delivery.buyer, delivery.arrived_at) == (crew.buyer, NOON - timedelta(minutes=10))
    first, second = delivery.lines.order_by("number")
    assert (first.amount, second.amount) == (50_000, 5_000)
    for line in (first, second):
        seen = {"amount": "50" if line == first else "5", "supplier_lot": "B1", "production_date": "2026-03-01",
                "shelf_life_days": "180", "checklist": ["package_intact", "label_complete", "within_date",
                "colour_normal", "odour_normal", "no_mould_no_insects"]}  # fmt: skip
        assert keeper.post(reverse("supply:line-facts", args=[line.pk]), seen).status_code == 303
        paper = {"kind": "test_report", "number": "T1", "for_lot": "B1", "passed": "true",
                 "file": SimpleUploadedFile(f"{line.pk}.pdf", b"%PDF-1.4 " + str(line.pk).encode())}  # fmt: skip
        assert keeper.post(reverse("supply:line-paper", args=[line.pk]), paper).status_code == 303
    part = {"accepted": "4", "returned": "1", "quarantined": "0", "reject_reason": "damaged"}
    keeper.post(reverse("supply:line-decide", args=[second.pk]), part)
    keeper.post(reverse("supply:decide-lines", args=[delivery.pk]), {"shown": str(first.pk)})
    for client in (keeper, officer):
        client.post(reverse("supply:sign-inspection", args=[delivery.pk]))
    keeper.post(reverse("supply:finish-inspection", args=[delivery.pk]))

    lots = Lot.objects.with_balance().order_by("code").values_list("article__name", "left")
    assert list(lots) == [("大米", 50_000), ("小米", 4_000)]
    page = keeper.get(delivery.get_absolute_url()).content.decode()
    assert all(lot.code in page for lot in Lot.objects.all())
    assert f"{reverse('supply:lot-labels')}?delivery={delivery.pk}" in page


def test_a_line_that_cannot_be_taken_says_why_and_goes_back_in_one_tap():
    truck = Truck(accepted_amount=None, arrival_temperature_c="9.6")
    Paper.objects.all().delete()
    client = signed_in(truck.crew.storekeeper)

    page = client.get(truck.delivery.get_absolute_url()).content.decode()
    assert page.count('class="gate"') >= 3
    assert 'value="wrong_temperature"' in page
    client.post(reverse("supply:return-line", args=[truck.line.pk]), {"reject_reason": "wrong_temperature"})

    line = DeliveryLine.objects.get()
    assert (line.accepted_amount, line.returned_amount) == (0, 45_000)


def test_finishing_too_early_answers_409_with_the_reasons():
    truck = Truck()
    truck.signatures[0].delete()
    client = signed_in(truck.crew.storekeeper)

    answer = client.post(reverse("supply:finish-inspection", args=[truck.delivery.pk]))

    assert answer.status_code == 409
    assert "GT-03" in answer.content.decode()
    assert not Lot.objects.exists()


def test_a_refused_form_keeps_what_was_typed():
    truck = Truck()
    client = signed_in(truck.crew.storekeeper)

    answer = client.post(reverse("supply:new-article"), {
        "name": "四季豆", "goods_class": "root_vegetables", "storage": "ambient", "base_unit": "g",
    })  # fmt: skip

    assert answer.status_code == 409
    assert 'value="四季豆"' in answer.content.decode()
    assert "GT-06" in answer.content.decode()


def test_the_same_form_sent_twice_counts_once():
    crew = Crew(a_school())
    client = signed_in(crew.buyer)
    form = {"name": "天山绿源", "entry_key": "k1"}

    addresses = {client.post(reverse("supply:new-supplier"), form).headers["Location"] for _ in range(2)}

    assert addresses == {Supplier.objects.get().get_absolute_url()}


def test_a_wrong_amount_is_said_at_its_field():
    truck = Truck(accepted_amount=None)
    client = signed_in(truck.crew.storekeeper)

    answer = client.post(
        reverse("supply:line-decide", args=[truck.line.pk]), {"accepted": "四十五", "returned": "0", "quarantined": "0"}
    )

    assert answer.status_code == 422
    assert "四十五" in answer.content.decode()


def test_goods_that_expire_before_those_in_the_store_are_taken_with_a_warning():
    truck = Truck()
    lot = a_lot(truck.article, expires_in=5)
    client = signed_in(truck.crew.storekeeper)
    client.cookies["django_language"] = "en"

    page = client.get(truck.delivery.get_absolute_url()).content.decode()
    client.post(reverse("supply:finish-inspection", args=[truck.delivery.pk]))

    assert f"expires 2 days before {lot.code} in the store" in page
    assert Lot.objects.filter(line=truck.line).count() == 1


def test_what_no_line_mends_stands_on_top_and_the_closing_line_is_short():
    truck = Truck(accepted_amount=None)
    Approval.objects.update(ends_on=TODAY - timedelta(days=1))
    type(truck.line).objects.update(accepted_amount=45_000)
    truck.signatures[0].delete()
    client = signed_in(truck.crew.storekeeper)
    client.cookies["django_language"] = "en"

    page = client.get(truck.delivery.get_absolute_url()).content.decode()

    assert 'id="in-the-way"' in page
    assert "Still missing: 1 signature besides the buyer&#x27;s, what stands on top." in page


def test_the_journal_names_changed_fields_in_the_words_of_the_page():
    truck = Truck()
    client = signed_in(truck.crew.storekeeper)
    client.cookies["django_language"] = "en"

    client.post(
        reverse("supply:line-facts", args=[truck.line.pk]),
        {"amount": "45", "supplier_lot": "P251118", "production_date": TODAY.isoformat(),
         "expiration_date": (TODAY + timedelta(days=3)).isoformat(), "arrival_temperature_c": "4.1",
         "checklist": ["vehicle_clean", "stamps_present", "colour_normal", "odour_normal", "texture_normal"]},
    )  # fmt: skip

    sentence = Entry.objects.about(truck.line).get(kind="supply.line_changed").sentence
    assert "Temperature on arrival: 3.5 → 4.1" in sentence
    assert "Not right: — → Weighed again, agrees with the note" in sentence


def test_open_lines_are_decided_by_exception_in_one_form():
    truck = Truck(accepted_amount=None)
    other, unseen = (
        a_line(truck.delivery, an_article(truck.school, name, goods_class="pork", storage="chilled"), 20_000,
               arrival_temperature_c="3.5")
        for name in ("猪肝", "猪蹄")
    )  # fmt: skip
    for line in (other, unseen):
        for kind in PORK_PAPERS:
            a_paper(line, kind)
    client = signed_in(truck.crew.storekeeper)
    key = other.pk
    said = {"shown": f"{truck.line.pk},{key}", f"odd-{key}": "on", f"amount-{key}": "0.5", f"where-{key}": "returned"}

    wrong = client.post(reverse("supply:decide-lines", args=[truck.delivery.pk]), said)
    undecided = list(DeliveryLine.objects.values_list("accepted_amount", flat=True))
    right = client.post(reverse("supply:decide-lines", args=[truck.delivery.pk]), said | {f"why-{key}": "damaged"})

    assert (wrong.status_code, undecided, right.status_code) == (422, [None] * 3, 303)
    decided = DeliveryLine.objects.order_by("pk").values_list("accepted_amount", "returned_amount")
    assert list(decided) == [(45_000, 0), (19_500, 500), (None, 0)]


def test_a_paper_that_several_lines_lack_is_photographed_once():
    truck = Truck(accepted_amount=None)
    Paper.objects.all().delete()
    second = a_line(truck.delivery, an_article(truck.school, "猪肝", goods_class="pork", storage="chilled"))
    client = signed_in(truck.crew.storekeeper)
    sheet = {"file-meat_inspection_certificate": SimpleUploadedFile("a.pdf", b"%PDF-1.4 a"),
             "lines-meat_inspection_certificate": [truck.line.pk, second.pk]}  # fmt: skip

    client.post(reverse("supply:delivery-papers", args=[truck.delivery.pk]), sheet)

    rows = Paper.objects.order_by("pk").values_list("line", "kind", "attachment__name")
    assert list(rows) == [(line.pk, "meat_inspection_certificate", "a.pdf") for line in (truck.line, second)]
