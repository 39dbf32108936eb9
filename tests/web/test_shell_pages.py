"""Today, search, labels, scanning, me."""

from types import SimpleNamespace

import pytest

from houqin.web import finding


@pytest.fixture
def found(monkeypatch):
    """What a domain app would find: two lots and a supplier of one school."""

    def find(text, *, school, actor):
        everything = [
            ("鸡腿肉", "批次", "/me/?lot=1", "L251118-07"),
            ("鸡腿肉", "批次", "/me/?lot=2", "L251118-08"),
            ("天山绿源", "供应商", "/me/?supplier=1"),
        ]
        if school.code != "HLH":
            return []
        return [one for one in everything if text.casefold() in "".join([*one[:2], *one[3:]]).casefold()]

    monkeypatch.setattr(finding, "FINDERS", (find,))
    return SimpleNamespace(lot="/me/?lot=1")


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
