"""Scanning a label opens the thing; a label of another school leads nowhere."""

import pytest
from django.test import Client
from django.urls import reverse

from houqin.kitchen.models import RetainedSample
from houqin.supply.models import Order
from houqin.tenancy.posts import Post
from tests.builders import NOON, TODAY, a_holder, a_school
from tests.documents.conftest import text_of
from tests.kitchen.lineage import Lineage

KINDS = ("lot", "delivery", "order", "supplier", "article", "batch", "sample", "meal", "dish")


@pytest.fixture
def line(db):
    return Lineage(a_school(code="HLH"))


@pytest.fixture
def as_(monkeypatch):
    monkeypatch.setattr("houqin.kernel.clock.now", lambda: NOON)

    def sign_in(user):
        client = Client()
        client.force_login(user)
        return client

    return sign_in


def thing(line, kind):
    if kind == "order":
        return Order.objects.create(
            school=line.school, code="CG-260311-01", supplier=line.supplier, wanted_on=TODAY, state="sent",
            ordered_by=line.keeper, created_at=NOON, sent_at=NOON,
        )  # fmt: skip
    return {
        "lot": line.thighs, "delivery": line.delivery, "supplier": line.supplier, "article": line.chicken,
        "batch": line.steamed, "sample": line.steamed.samples.get(), "meal": line.dinner, "dish": line.steamed.dish,
    }[kind]  # fmt: skip


def address(kind, found):
    app = "supply" if kind in {"lot", "delivery", "order", "supplier", "article"} else "kitchen"
    return reverse(f"{app}:{kind}", args=[found.pk])


@pytest.mark.parametrize("kind", KINDS)
def test_a_code_opens_its_thing(line, as_, kind):
    found = thing(line, kind)

    answer = as_(line.crew.principal).get(f"/go/HLH/{found.code}/")

    assert (answer.status_code, answer.url) == (303, address(kind, found))


@pytest.mark.parametrize("kind", KINDS)
def test_a_code_of_another_school_is_not_found(line, as_, kind):
    found = thing(line, kind)
    stranger = a_holder(Post.PRINCIPAL, a_school("沙枣坪小学", code="SZP"))

    assert as_(stranger).get(f"/go/HLH/{found.code}/").status_code == 404
    assert as_(stranger).get(f"/go/SZP/{found.code}/").status_code == 404


def test_an_unknown_code_is_not_found(line, as_):
    assert as_(line.crew.principal).get("/go/HLH/L991231-99/").status_code == 404
    assert as_(line.crew.principal).get("/go/HLH/M991332-L/").status_code == 404


def test_the_label_of_a_corrected_sample_opens_the_row_that_holds(line, as_):
    line.steamed.samples.update(superseded_at=NOON)
    old = line.steamed.samples.get()
    new = RetainedSample.objects.create(
        school=line.school, code="S-new", batch=line.steamed, grams=152, taken_at=old.taken_at, received_at=NOON,
        taken_by=old.taken_by, cabinet=old.cabinet, position=old.position, keep_until=old.keep_until,
        cabinet_temperature_c=old.cabinet_temperature_c, corrects=old, correction_reason="多写一个零",
    )  # fmt: skip

    answer = as_(line.crew.principal).get(f"/go/HLH/{old.code}/")

    assert answer.url == reverse("kitchen:sample", args=[new.pk])


def test_sample_labels_of_a_meal(line, as_):
    browser = as_(line.crew.cook)
    browser.cookies["django_language"] = "zh-hans"

    page = browser.get(reverse("kitchen:sample-labels"), {"meal": line.dinner.pk})
    pdf = browser.get(reverse("kitchen:sample-labels"), {"meal": line.dinner.pk, "as": "pdf", "start": "5"})

    assert page.content.decode().count('class="qr-label"') == 2
    text = text_of(pdf.content)
    for sample in RetainedSample.objects.all():
        assert sample.code in text
    assert "150 g" in text


def test_one_sample_label_and_none_of_another_school(line, as_):
    sample = line.steamed.samples.get()
    stranger = a_holder(Post.COOK, a_school("沙枣坪小学"))
    url = reverse("kitchen:sample-labels")

    assert as_(line.crew.cook).get(url, {"sample": sample.pk}).content.decode().count('class="qr-label"') == 1
    assert as_(stranger).get(url, {"sample": sample.pk}).status_code == 404
    assert as_(stranger).get(url, {"meal": line.dinner.pk}).status_code == 404
    assert as_(line.crew.cook).get(url).status_code == 404


@pytest.mark.parametrize("kind", ["lot", "delivery", "supplier", "batch", "meal", "sample"])
def test_the_page_of_a_thing_leads_to_its_trace(line, as_, kind):
    found = thing(line, kind)

    page = as_(line.crew.food_safety_officer).get(address(kind, found)).content.decode()

    assert reverse(f"kitchen:trace-{kind}", args=[found.pk]) in page
