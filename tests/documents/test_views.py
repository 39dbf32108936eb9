"""The three doors of a ledger, with a person who is nothing but their permissions."""

from urllib.parse import quote

import pytest
from django.http import Http404
from django.test import RequestFactory

from houqin.documents import views
from houqin.documents.ledgers import ledgers_for
from houqin.kernel.permissions import NotYours
from tests.documents.conftest import PRINTED_AT, a_sample, text_of

pytestmark = pytest.mark.django_db


class Person:
    def __init__(self, *permissions):
        self.permissions = permissions

    def may(self, needed, *, school, at):
        return needed in self.permissions


@pytest.fixture
def ask(school):
    def ask(view, person, *args, **query):
        request = RequestFactory().get("/ledgers/", query)
        request.user, request.school, request.now = person, school, PRINTED_AT
        return view(request, *args)

    return ask


@pytest.fixture
def reader(declared):
    return Person(declared.permission)


def test_the_index_lists_only_what_the_posts_may_see(declared, reader, school):
    assert ledgers_for(reader, school=school, at=PRINTED_AT)[0] is declared
    assert ledgers_for(Person(), school=school, at=PRINTED_AT) == []


@pytest.mark.parametrize("view", [views.ledger, views.pdf, views.xlsx])
def test_without_the_permission_there_is_no_door(ask, declared, view):
    with pytest.raises(NotYours) as refused:
        ask(view, Person(), "test-samples", period="2026-11")

    assert refused.value.permission is declared.permission


@pytest.mark.parametrize("view", [views.ledger, views.pdf, views.xlsx])
@pytest.mark.parametrize(("code", "period"), [("unknown", "2026-11"), ("test-samples", "2026-13")])
def test_an_unknown_ledger_or_period_is_not_found(ask, reader, view, code, period):
    with pytest.raises(Http404):
        ask(view, reader, code, period=period)


@pytest.fixture
def seen(monkeypatch):
    """What the page is given to show, without the shell around it."""
    shown = {}
    monkeypatch.setattr(views, "render", lambda request, template, context: shown.update(context) or shown)
    return shown


def test_the_screen_shows_a_sheet_of_twenty_rows_at_a_time(ask, reader, samples, seen):
    samples += [a_sample(dish=f"菜{number}") for number in range(45)]

    ask(views.ledger, reader, "test-samples", period="2026-11", page="3")

    assert [row["number"] for row in seen["rows"]] == [41, 42, 43, 44, 45]
    assert seen["position"] == "Page 3 of 3"


def test_the_index_gives_each_ledger_with_its_present_period(ask, declared, reader, seen):
    ask(views.index, reader)

    assert [(entry["ledger"], entry["span"].code) for entry in seen["entries"]] == [(declared, "2026-11")]


def test_the_pdf_is_of_the_period_asked_for_and_opens_in_the_browser(ask, reader, samples):
    samples.append(a_sample())

    response = ask(views.pdf, reader, "test-samples", period="2026-10")

    assert "2026-10" in text_of(response.content)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline; filename*=utf-8''%E7%BA%A2%E6%9F%B3%E6%B2%B3")
    assert response["Cache-Control"] == "private, no-store"


def test_the_pdf_is_kept_when_asked(ask, reader):
    response = ask(views.pdf, reader, "test-samples", save="")

    assert response["Content-Disposition"].startswith("attachment; ")


def test_the_spreadsheet_is_named_in_chinese(ask, reader):
    response = ask(views.xlsx, reader, "test-samples", period="2026-11")

    named = quote("红柳河学校 食品留样记录表 2026-11.xlsx")
    assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{named}"
    assert response.content[:2] == b"PK"
