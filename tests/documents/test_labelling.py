"""Choosing things and printing their labels."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from houqin.documents.coded import KINDS
from houqin.documents.labels import MEDIUM, SIZES, label_sheet
from houqin.tenancy.posts import Post
from tests.builders import NOON, a_holder, a_lot, a_school, an_article
from tests.documents.conftest import pages_of, text_of
from tests.documents.test_labels import a_label

PRINT, CHOOSE = "/ledgers/labels/print/", "/ledgers/labels/"


@pytest.fixture
def school(db):
    return a_school(code="HLH")


@pytest.fixture
def as_(monkeypatch):
    monkeypatch.setattr("houqin.kernel.clock.now", lambda: NOON)

    def sign_in(user):
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def keeper(as_, school):
    return as_(a_holder(Post.STOREKEEPER, school))


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_no_code_is_under_20_mm_and_the_grid_fits_on_a4(size):
    assert size.square >= 20
    assert size.columns * size.width <= 210
    assert size.rows * size.height + 2 * size.top <= 297


def test_ten_medium_labels_fill_a_sheet():
    labels = [a_label(number, school="红柳河学校") for number in range(11)]

    sheets = [label_sheet(labels[:10], size=MEDIUM, lines=True), label_sheet(labels, size=MEDIUM)]

    assert [pages_of(sheet) for sheet in sheets] == [1, 2]


def test_the_things_that_are_ticked_are_printed_as_often_as_wanted(keeper, school):
    one, other = (a_lot(an_article(school, name)) for name in ("大米", "面粉"))

    answer = keeper.get(PRINT, {"kind": "lot", "thing": one.pk, "copies": 3, "start": 2, "lines": 1, "as": "pdf"})

    assert (answer["Content-Type"], answer["Content-Disposition"][:6]) == ("application/pdf", "inline")
    said = text_of(answer.content)
    assert (said.count(one.code), other.code in said, school.name in said) == (3, False, True)


def test_nothing_ticked_prints_the_whole_list_as_it_was_narrowed(keeper, school):
    rice, flour = (a_lot(an_article(school, name)) for name in ("大米", "面粉"))

    page = keeper.get(PRINT, {"kind": "lot", "q": "大米"}).content.decode()

    assert (rice.code in page, flour.code in page) == (True, False)


@pytest.mark.parametrize(
    "query",
    [{}, {"kind": "nothing"}, {"kind": "supplier"}, {"kind": "lot", "thing": "x"}, {"kind": "lot", "size": "huge"},
     {"kind": "lot", "copies": "25"}, {"kind": "lot", "start": "25"}, {"kind": "lot", "size": "medium", "start": "11"},
     {"kind": "lot", "size": "wall"}],
)  # fmt: skip
def test_what_nobody_can_print_is_not_found(keeper, query):
    assert keeper.get(PRINT, query).status_code == 404


def test_another_schools_thing_is_not_found(keeper, school):
    mine, strange = a_lot(an_article(school)), a_lot(an_article(a_school("邻校")))

    assert keeper.get(PRINT, {"kind": "lot", "thing": [mine.pk, strange.pk]}).status_code == 404


def test_a_head_teacher_labels_rooms_and_hazards_but_no_food(as_, school):
    client = as_(a_holder(Post.HEAD_TEACHER, school))

    assert [kind.key for kind in client.get(CHOOSE).context["kinds"]] == ["hazard", "equipment", "space"]
    assert client.get(PRINT, {"kind": "lot"}).status_code == 403


def test_a_list_of_three_costs_what_a_list_of_one_costs(keeper, school):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            keeper.get(CHOOSE, {"kind": "lot"})
            keeper.get(PRINT, {"kind": "lot"})
        return len(captured)

    a_lot(an_article(school, "大米"))
    cost()
    one = cost()
    for name in ("面粉", "小米"):
        a_lot(an_article(school, name))

    assert cost() == one


@pytest.mark.parametrize("key", [key for key, kind in KINDS.items() if kind.labels])
def test_every_kind_that_carries_labels_has_its_page(as_, school, key):
    client = as_(a_holder(Post(min(KINDS[key].labels.needs.posts)), school))

    assert client.get(CHOOSE, {"kind": key}).status_code == 200
    assert client.get(PRINT, {"kind": key}).status_code == 200
