import pytest
from django.test import Client

from houqin.kernel import clock
from houqin.tenancy.posts import Post
from tests.builders import NOON, a_bureau, a_bureau_officer, a_holder, a_school


@pytest.fixture
def division(db):
    return a_bureau("师教育局")


@pytest.fixture
def county(division):
    return a_bureau("县教育局", parent=division)


@pytest.fixture
def school(county):
    return a_school(bureau=county, code="HLH")


@pytest.fixture
def other_school(county):
    return a_school("沙枣坪小学", bureau=county, code="SZP")


@pytest.fixture
def principal(school):
    return a_holder(Post.PRINCIPAL, school, "马校长")


@pytest.fixture
def cook(school):
    return a_holder(Post.COOK, school, "李秀兰")


@pytest.fixture
def officer(county):
    return a_bureau_officer(county)


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
    """The edge reads the clock of the builders' day."""
    monkeypatch.setattr(clock, "now", lambda: NOON)
