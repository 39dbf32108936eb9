"""Scanning a room opens it: what is due, unsafe or kept there, who answers, and what can be done."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from houqin.incidents.models import Hazard, StopUse
from houqin.tenancy.models import Space
from houqin.tenancy.posts import Post
from tests.builders import NOON, a_holder, a_lot, a_school, a_space, an_article
from tests.documents.conftest import pages_of, text_of


@pytest.fixture
def school(db):
    return a_school(code="HLH")


@pytest.fixture
def keeper(school):
    return a_holder(Post.STOREKEEPER, school, "李秀兰")


@pytest.fixture
def store(school):
    space = a_space(school, Space.Kind.STORE, "主食库")
    space.code = "F-03"
    space.save(update_fields=["code"])
    return space


@pytest.fixture
def browser(keeper, monkeypatch):
    monkeypatch.setattr("houqin.kernel.clock.now", lambda: NOON)
    client = Client()
    client.force_login(keeper)
    client.cookies["django_language"] = "en"
    return client


def parts(page):
    return {title: [str(line["label"]) for line in part.lines] for title, part in page.context["parts"]}


def a_hazard_at(place, keeper):
    return Hazard.objects.create(
        school=place.school, code="YH260311-01", what="门锁坏了", category="equipment", place=place, found_at=NOON,
        received_at=NOON, found_by=keeper, suggested_grade="general", due_on=date(2026, 3, 20),
    )  # fmt: skip


@pytest.mark.parametrize("typed", ["F-03", "f-03", "Ｆ－０３", "F 03", "fo3", "F-O3"])
def test_the_code_on_the_door_opens_the_room(browser, store, typed):
    answer = browser.get(reverse("web:scan"), {"q": typed})

    assert (answer.status_code, answer.url) == (303, store.get_absolute_url())


def test_a_quiet_room_says_so_and_who_answers(browser, store):
    page = browser.get(store.get_absolute_url())

    assert [one["text"] for one in page.context["said"]] == ["Nothing is due, unsafe or out of use here."]
    assert parts(page) == {"Lots here": [], "Who answers here": ["Storekeeper"]}
    assert "李秀兰" in page.content.decode()


def test_a_room_tells_its_hazards_its_stop_and_its_lots(browser, store, keeper):
    hazard = a_hazard_at(store, keeper)
    StopUse.objects.create(
        school=store.school, hazard=hazard, space=store, name="主食库", since=NOON, stopped_by=keeper
    )
    a_lot(an_article(store.school, "大米"), space=store)

    page = browser.get(store.get_absolute_url())

    assert [one["text"] for one in page.context["said"]] == [
        "Out of use. 1 hazard is open.", "1 lot is kept here.",
    ]  # fmt: skip
    assert parts(page) == {
        "Hazards and stops": ["Out of use since 11 March 12:00", "门锁坏了"], "Lots here": ["大米"],
        "Who answers here": ["Storekeeper"],
    }  # fmt: skip


def test_a_hazard_is_reported_from_the_room_one_stands_in(browser, store):
    page = browser.get(store.get_absolute_url())
    [verb] = [verb for verb in page.context["verbs"] if verb.label == "Report a hazard"]

    form = browser.get(verb.url).context["form"]

    assert form["place"].value() == str(store.pk)


def test_another_schools_room_is_nobodys(browser):
    strange = a_space(a_school("沙枣坪小学", code="SZP"), Space.Kind.STORE)

    assert browser.get(strange.get_absolute_url()).status_code == 404
    assert browser.get(f"/go/SZP/{strange.code}/").status_code == 404
    assert browser.get("/ledgers/labels/print/", {"kind": "space", "thing": strange.pk}).status_code == 404


def test_the_page_of_a_room_costs_the_same_with_one_lot_and_with_three(browser, store):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            browser.get(store.get_absolute_url())
        return len(captured)

    a_lot(an_article(store.school, "大米"), space=store)
    cost()
    one = cost()
    for name in ("面粉", "小米"):
        a_lot(an_article(store.school, name), space=store)

    assert cost() == one


def test_a_wall_sheet_says_it_in_both_languages(browser, store):
    answer = browser.get("/ledgers/labels/print/", {"kind": "space", "thing": store.pk, "size": "wall"})

    assert answer["Content-Type"] == "application/pdf"
    assert pages_of(answer.content) == 1
    said = text_of(answer.content)
    for words in ("主食库", "F-03", "库管员", "Storekeeper", "李秀兰", "扫一扫，可以", "Scan it, and you see"):
        assert words in said
