from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.http import Http404
from django.test import RequestFactory

from houqin.documents.labels import Label, label_page, label_sheet, label_url, single_label
from tests.documents.conftest import page_size, pages_of, text_of


def a_label(number=1, **more):
    given = {"code": f"L251118-{number:02}", "name": "鸡腿肉", "kind": "生", "strong": "到期 2025-11-21",
             "lines": ["天山绿源，11-18 到", "58.0 kg，冷藏 0–8 ℃"]}  # fmt: skip
    return Label(**given | {"url": f"https://h.example/go/HLH/L251118-{number:02}"} | more)


def ask(labels, **query):
    request = RequestFactory().get("/labels/", query)
    request.now, request.school = datetime(2026, 11, 21, tzinfo=UTC), SimpleNamespace(code="HLH")
    return label_page(request, labels, "批次标签")


def test_the_link_on_a_label_is_short(school, settings):
    settings.PUBLIC_URL = "https://h.example"

    assert label_url(school, "L251118-07") == "https://h.example/go/HLH/L251118-07"


@pytest.mark.parametrize(("count", "start_at", "pages"), [(1, 1, 1), (24, 1, 1), (25, 1, 2), (24, 2, 2), (1, 24, 1)])
def test_24_labels_fill_a_sheet_from_the_place_where_it_starts(count, start_at, pages):
    pdf = label_sheet([a_label(number) for number in range(count)], start_at)

    assert (pages_of(pdf), page_size(pdf)) == (pages, (210, 297))


@pytest.mark.parametrize("start_at", [0, 25])
def test_a_sheet_has_no_other_places(start_at):
    with pytest.raises(ValueError, match="places 1 to 24"):
        label_sheet([a_label()], start_at)


def test_a_single_label_is_its_own_page_with_the_human_code():
    pdf = single_label(a_label(name="新疆阿克苏冰糖心苹果特级大果礼盒装" * 3))

    assert (pages_of(pdf), page_size(pdf)) == (1, (70, 37))
    assert "L251118-01" in text_of(pdf)


def test_hostile_words_on_a_label_are_only_words():
    assert "#panic()" in text_of(single_label(a_label(name="#panic()", lines=["$x$ @y", "\\"])))


def test_the_address_answers_with_a_pdf_named_in_chinese():
    response = ask([a_label()], **{"as": "pdf", "start": "3"})

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == "inline; filename*=utf-8''%E6%89%B9%E6%AC%A1%E6%A0%87%E7%AD%BE.pdf"


@pytest.mark.parametrize("start", ["0", "25", "x", "-1", "9" * 5000, "²"])
def test_a_place_that_no_sheet_has_is_not_found(start):
    with pytest.raises(Http404):
        ask([a_label()], start=start)
