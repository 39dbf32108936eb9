"""What stands around every answer of the API, and that pages' doors are not opened by its name."""

import logging

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone, translation

from tests.builders import Crew, a_school


@pytest.fixture
def keeper(db, calling):
    crew = Crew(a_school())
    return calling(crew.storekeeper)


def test_an_answer_is_data_that_no_browser_runs_or_frames(keeper):
    answer = keeper.get("/store/lots")

    assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert (answer["X-Frame-Options"], answer["X-Content-Type-Options"]) == ("DENY", "nosniff")
    assert int(answer["Content-Length"]) == len(answer.content)


@pytest.mark.parametrize(("asked", "told"), [("en", "en"), ("zh-CN,zh", "zh-hans"), ("fr", "zh-hans")])
def test_the_answer_says_its_language(keeper, asked, told):
    answer = keeper.get("/store/lots/999", **{"Accept-Language": asked})

    assert (answer["Content-Language"], answer["Vary"]) == (told, "Accept-Language")


def test_a_cookie_opens_nothing(db):
    browser = Client()
    browser.force_login(Crew(a_school()).storekeeper)

    assert browser.get("/api/v1/store/lots").status_code == 401


def test_an_operation_that_is_not_there_is_said_in_json(keeper):
    answer = keeper.get("/nothing/here")

    assert (answer.status_code, answer.json()["reason"]) == (404, "not_found")


def test_beside_the_api_there_is_no_way_around_signing_in(db):
    for path in ("/api/", "/api/v2/store/lots", "/apis/", "/api/v1"):
        assert Client().get(path).status_code in (301, 302, 404), path


def test_a_host_that_is_not_ours_is_refused(keeper, settings):
    settings.ALLOWED_HOSTS = ["school.example"]

    assert keeper.get("/store/lots", Host="elsewhere.example").status_code == 400


def test_zone_language_and_wall_are_left_as_they_were(keeper):
    before = timezone.get_current_timezone_name(), translation.get_language()

    assert keeper.get("/store/lots").status_code == 200

    assert (timezone.get_current_timezone_name(), translation.get_language()) == before
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('houqin.whole_house')")
            assert cursor.fetchone() == ("yes",)


def test_what_breaks_gives_a_code_that_is_in_the_log_and_no_stack(keeper, monkeypatch, caplog):
    def breaking(*_given, **_named):
        raise RuntimeError("secret words")

    keeper.client.raise_request_exception = False
    assert keeper.get("/search?text=x").status_code == 200
    monkeypatch.setattr("houqin.api.searching.kinds_for", breaking)
    with caplog.at_level(logging.ERROR, logger="houqin.faults"):
        answer = keeper.get("/search?text=x")

    assert (answer.status_code, answer.json()["reason"]) == (500, "broken")
    assert "secret words" not in answer.content.decode()
    assert answer.json()["code"] in caplog.text
    assert "secret words" in caplog.text
