"""Codes as people type them."""

import pytest

from houqin.documents.coded import KINDS, Answer, CodedKind
from houqin.documents.short_codes import carrying, fitted, of_link, suggested, tidied

LOT = "L######-##"


@pytest.mark.parametrize(
    "typed",
    [
        "L251118-07",
        "l251118-07",
        " L251118 - 07 ",
        "Ｌ２５１１１８－０７",
        "L251118—07",
        "L25111807",
        "l25lll8-o7",
        "L251II8-O7",
    ],
)
def test_a_code_has_many_spellings(typed):
    assert fitted(typed, LOT) == "L251118-07"


@pytest.mark.parametrize(
    "typed", ["", "L251118", "S251118-07", "LX51118-07", "L251118-0x", "鸡腿肉", "L251118-", "Ⅷ251118-07"]
)
def test_other_words_are_no_code_of_that_shape(typed):
    assert fitted(typed, LOT) is None


def test_a_hundredth_of_a_day_has_three_digits():
    assert fitted("l251118-107", LOT) == "L251118-107"


def test_a_letter_inside_a_code_stays_a_letter():
    assert fitted("c251119l01", "C######-?-##") == "C251119-L-01"


def test_what_is_typed_is_tidied_without_guessing():
    assert tidied("ｆ－０３\u200b ") == "F-03"


@pytest.mark.parametrize(
    ("link", "parts"),
    [
        ("https://h.example/go/HLH/L251118-07", ("HLH", "L251118-07")),
        ("http://old.example:8000/go/HLH/F-03/", ("HLH", "F-03")),
        ("https://h.example/go/HLH/%E4%B8%9C-1", ("HLH", "东-1")),
        ("https://h.example/me/", None),
        ("https://h.example/go/HLH/", None),
        ("javascript:/go/HLH/L251118-07", None),
        ("L251118-07", None),
        ("https://[", None),
    ],
)
def test_the_link_of_a_label_is_read_whatever_the_house_was_called_then(link, parts):
    assert of_link(link) == parts


@pytest.fixture
def kinds(monkeypatch):
    """Lots, coded by the house, and rooms, coded by the school. Notes who was asked for what."""
    asked = []

    def kind(key, codes, shape=""):
        def find(text, *, school, actor):
            asked.append((key, text))
            return [Answer(code, f"/{key}/{code}", code) for code in codes if text.casefold() in code.casefold()]

        monkeypatch.setitem(KINDS, key, CodedKind(key, key, 1, None, find, shape))

    for key in list(KINDS):
        monkeypatch.delitem(KINDS, key)
    kind("lot", ["L251118-07", "L251118-08", "L251118-107"], LOT)
    kind("room", ["F-03", "O-1"])
    return asked


def found(text):
    return [one.url for one in carrying(text, school=None, actor=None)]


def test_a_code_of_the_house_asks_only_its_own_kind(kinds):
    assert found("l25lll8o7") == ["/lot/L251118-07"]
    assert kinds == [("lot", "L251118-07")]


def test_a_code_of_the_school_is_found_as_it_was_written(kinds):
    assert found("f-03") == ["/room/F-03"]
    assert found("F-3") == []


def test_several_things_with_one_code_are_all_told(kinds, monkeypatch):
    monkeypatch.setitem(
        KINDS, "shelf", CodedKind("shelf", "shelf", 2, None, lambda text, **_: [Answer("x", "/shelf", "F-03")])
    )

    assert found("F-03") == ["/room/F-03", "/shelf"]


def test_a_slip_at_the_end_suggests_its_neighbours(kinds):
    assert [one.code for one in suggested("L251118-99", school=None, actor=None)] == [
        "L251118-07", "L251118-08", "L251118-107",
    ]  # fmt: skip
    assert suggested("Q77", school=None, actor=None) == []
