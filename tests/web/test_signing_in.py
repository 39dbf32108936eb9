"""Signing in, staying, leaving."""

import pytest

from tests.builders import a_person


@pytest.fixture
def with_password(keeper):
    keeper.set_password("houqin-demo-1")
    keeper.save()
    return keeper


def test_the_right_password_leads_to_today(client, with_password):
    answer = client.post("/sign-in/", {"login": with_password.username, "password": "houqin-demo-1"})

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/").status_code == 200


def test_the_wrong_password_keeps_the_name_and_the_door_shut(client, with_password):
    answer = client.post("/sign-in/", {"login": with_password.username, "password": "wrong"})

    assert answer.status_code == 200
    assert f'value="{with_password.username}"' in answer.content.decode()
    assert client.get("/").status_code == 302


def test_nobody_signs_up(client, db):
    assert client.get("/sign-up/").status_code == 404
    assert client.get("/signup/").status_code == 404


def test_signing_out_closes_the_door(as_, keeper):
    client = as_(keeper)

    client.post("/sign-out/")

    assert client.get("/").status_code == 302


def test_a_password_is_changed_with_the_old_one_only(as_, with_password):
    client = as_(with_password)
    new = {"password1": "much-longer-1", "password2": "much-longer-1"}

    client.post("/me/password/", {"oldpassword": "wrong", **new})
    with_password.refresh_from_db()
    assert with_password.check_password("houqin-demo-1")

    client.post("/me/password/", {"oldpassword": "houqin-demo-1", **new})
    with_password.refresh_from_db()
    assert with_password.check_password("much-longer-1")


def test_an_account_without_a_password_cannot_sign_in(client, db):
    person = a_person()

    client.post("/sign-in/", {"login": person.username, "password": ""})

    assert client.get("/me/").status_code == 302
