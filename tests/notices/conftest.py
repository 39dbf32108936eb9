from datetime import timedelta
from itertools import count

import pytest
from django.test import Client
from django.utils import translation

from houqin.kernel import clock
from houqin.notices.actions import tell
from houqin.notices.models import Channel
from houqin.notices.sending import send_what_waits
from houqin.tenancy.posts import Post
from tests.builders import NOON, a_holder, a_person, a_school
from tests.notices.kinds import LATE
from tests.notices.servers import a_post, a_web


@pytest.fixture(autouse=True)
def _in_chinese():
    """As the clock loop runs, whatever language a page of another test was read in."""
    with translation.override("zh-hans"):
        yield


@pytest.fixture(scope="session")
def _web():
    with a_web() as web:
        yield web


@pytest.fixture(scope="session")
def _post():
    with a_post() as post:
        yield post


@pytest.fixture
def web(_web, settings):
    """A web server inside, which the settings allow."""
    _web.heard.clear()
    _web.answers.clear()
    settings.NOTICE_INSIDE_HOSTS = [f"127.0.0.1:{_web.port}"]
    return _web


@pytest.fixture
def post(_post, settings):
    """The mail server of the settings."""
    _post.heard.clear()
    _post.unknown.clear()
    settings.MAIL_SERVER = {"host": "127.0.0.1", "port": _post.port, "mode": "insecure", "user": "", "password": ""}
    settings.MAIL_FROM = "houqin@school.edu.cn"
    return _post


@pytest.fixture
def school(db):
    return a_school(code="HLH")


@pytest.fixture
def cook(school):
    return a_holder(Post.COOK, school, "李秀兰")


@pytest.fixture
def principal(school):
    return a_holder(Post.PRINCIPAL, school, "马校长")


_numbers = count(1)


def hook(web, path="/hook", port=None) -> dict:
    return {"scheme": "http", "host": "127.0.0.1", "port": port or web.port, "path": path, "query": ""}


def a_channel(user, address, *, kind="webhook", verified_at=NOON, **more) -> Channel:
    """Of a person; with `post` and `school` of a post."""
    owner = {"user": None} if more.get("post") else {"user": user, "school": user.holdings.first().school}
    return Channel.objects.create(
        **(owner | {"kind": kind, "label": f"{address.get('path', '…')}", "address": address, "added_by": user,
           "fingerprint": f"made-{next(_numbers)}", "added_at": NOON, "verified_at": verified_at} | more),
    )  # fmt: skip


@pytest.fixture
def channel(cook, web):
    return a_channel(cook, hook(web))


@pytest.fixture
def told(school, cook):
    """`told("午餐", to=[…], at=…)` puts a word into inboxes: the cook's when nobody is named."""

    def say(meal="午餐", *, to=(), kind=LATE, at=NOON, **more):
        facts = {"place": meal} if kind is not LATE else {"meal": meal, "serves_at": NOON}
        return tell(kind, to=to or [cook], school=school, at=at, url="/kitchen/", **(facts | more))

    return say


@pytest.fixture
def passes():
    """`passes(minutes=5)` is one pass of the clock loop that long after noon."""
    return lambda **after: send_what_waits(at=NOON + timedelta(**after))


@pytest.fixture
def as_(db):
    """`as_(cook)` is a browser where that person has signed in, reading English."""

    def sign_in(user):
        client = Client(raise_request_exception=True)
        client.force_login(user)
        client.cookies["django_language"] = "en"
        return client

    return sign_in


@pytest.fixture
def _at_noon(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)


@pytest.fixture
def stranger(db):
    return a_person("路人")
