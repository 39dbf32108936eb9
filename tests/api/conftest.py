"""A school whose people have keys, and a way to send as one of them."""

import json

import pytest
from django.test import Client

from houqin.kernel import clock as kernel_clock
from houqin.people.actions.tokens import digest_of
from houqin.people.models import ApiToken
from tests.builders import NOON


def key_of(user, school) -> str:
    """A personal key of somebody at a school."""
    key = ApiToken.new_key()
    ApiToken.objects.create(
        user=user, school=school, name="手机", digest=digest_of(key), created_by=user, created_at=NOON
    )
    return key


class Caller:
    """Sends JSON as one person: `caller.post("/store/issues", {...}).json()`."""

    def __init__(self, key: str, language: str = "en"):
        self.client, self.key, self.language = Client(), key, language

    def send(self, method: str, path: str, body=None, **headers):
        more = {"headers": {"Accept-Language": self.language, "Authorization": f"Bearer {self.key}", **headers}}
        if body is not None:
            more |= {"data": json.dumps(body), "content_type": "application/json"}
        return getattr(self.client, method)(f"/api/v1{path}", **more)

    def get(self, path: str, **headers):
        return self.send("get", path, **headers)

    def post(self, path: str, body=None, **headers):
        return self.send("post", path, body, **headers)


@pytest.fixture(autouse=True)
def at(monkeypatch):
    """Noon for every call, until told otherwise: `at(clock(8))`."""

    def set_clock(moment):
        monkeypatch.setattr(kernel_clock, "now", lambda: moment)

    set_clock(NOON)
    return set_clock


@pytest.fixture
def calling(db):
    """`calling(crew.storekeeper)` sends with a personal key of the school where that person holds a post."""

    def make(user, school=None, **more) -> Caller:
        return Caller(key_of(user, school or user.holdings.get().school), **more)

    return make
