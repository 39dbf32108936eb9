"""Today, search, labels, scanning, me."""

from types import SimpleNamespace

import pytest

from houqin.documents.coded import KINDS, Answer, CodedKind


@pytest.fixture
def found(monkeypatch):
    """What domain apps would find: two lots and a supplier of one school."""
    lots = [Answer("鸡腿肉", "/me/?lot=1", "L251118-07"), Answer("鸡腿肉", "/me/?lot=2", "L251118-08")]

    def kind(key, word, everything, shape=""):
        def find(text, *, school, actor):
            known = everything if school.code == "HLH" else []
            return [one for one in known if text.casefold() in f"{one.label} {one.code}".casefold()]

        monkeypatch.setitem(KINDS, key, CodedKind(key, word, 1, None, find, shape))

    for key in list(KINDS):
        monkeypatch.delitem(KINDS, key)
    kind("lot", "批次", lots, "L######-##")
    kind("supplier", "供应商", [Answer("天山绿源", "/me/?supplier=1")])
    return SimpleNamespace(lot="/me/?lot=1", kind=kind)


@pytest.mark.parametrize("address", ["/", "/me/", "/scan/", "/search/", "/search/?q=x", "/me/password/", "/sign-out/"])
def test_every_page_of_the_shell_opens(as_, keeper, address):
    assert as_(keeper).get(address).status_code == 200


def test_search_lists_what_every_app_finds(as_, keeper, found):
    page = as_(keeper).get("/search/?q=L251118")

    assert [one.code for one in page.context["found"]] == ["L251118-07", "L251118-08"]


def test_a_whole_code_opens_the_thing_itself(as_, keeper, found):
    answer = as_(keeper).get("/search/?q=l251118-07")

    assert (answer.status_code, answer["Location"]) == (303, found.lot)


def test_a_name_that_fits_one_thing_is_still_shown_as_a_list(as_, keeper, found):
    assert as_(keeper).get("/search/?q=天山").status_code == 200


def test_a_label_leads_to_the_thing(as_, keeper, found):
    answer = as_(keeper).get("/go/HLH/L251118-07/")

    assert (answer.status_code, answer["Location"]) == (303, found.lot)


@pytest.mark.parametrize("address", ["/go/HLH/L999/", "/go/HLH/L251118/", "/go/SZP/L251118-07/", "/go/XXX/L251118-07/"])
def test_a_label_of_nothing_or_of_others_is_not_found(as_, keeper, other_school, found, address):
    assert as_(keeper).get(address).status_code == 404


@pytest.mark.parametrize(("address", "status"), [("/scan/?q=l251118 99", 200), ("/go/HLH/L251118-99/", 404)])
def test_a_code_that_nothing_carries_is_answered_with_its_neighbours(as_, keeper, found, address, status):
    page = as_(keeper).get(address)

    assert (page.status_code, page.context["found"]) == (status, [])
    assert [one.code for one in page.context["meant"]] == ["L251118-07", "L251118-08"]


def test_a_code_that_two_things_carry_asks_which(as_, keeper, found):
    found.kind("shelf", "货架", [Answer("米架", "/me/?shelf=1", "F-03")])
    found.kind("room", "场所", [Answer("主食库", "/me/?room=1", "F-03")])

    page = as_(keeper).get("/scan/?q=f-03")

    assert (page.status_code, [one.label for one in page.context["found"]]) == (200, ["米架", "主食库"])


def test_a_hand_scanner_types_the_whole_link(as_, keeper, found):
    answer = as_(keeper).get("/scan/", {"q": "https://h.example/go/HLH/L251118-07"})

    assert (answer.status_code, answer["Location"]) == (303, "/go/HLH/L251118-07/")


def test_a_link_of_another_house_is_not_followed(as_, keeper, found):
    page = as_(keeper).get("/scan/", {"q": "https://pay.example/?to=1"})

    assert (page.status_code, page.context["found"], page.context["meant"]) == (200, [], [])


def test_the_bureau_scans_a_label_and_works_in_that_school(as_, officer, other_school, found):
    client = as_(officer)
    client.post("/school/", {"school": other_school.pk})

    client.get("/go/HLH/L251118-07/")

    assert client.get("/").context["school"].code == "HLH"


def test_health_needs_no_database(client):
    assert client.get("/healthz").content == b"ok"


def test_the_shell_costs_a_fixed_number_of_queries(as_, keeper, django_assert_max_num_queries):
    client = as_(keeper)
    client.get("/scan/")

    with django_assert_max_num_queries(4):
        client.get("/scan/")
