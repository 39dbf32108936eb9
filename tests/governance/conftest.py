import pytest
from django.test import Client

from houqin.governance import actions
from houqin.kernel import clock
from houqin.tenancy.posts import Post
from tests.builders import NOON, TODAY, Crew, a_bureau_officer, a_school
from tests.refusing import DAY


@pytest.fixture
def school(db):
    return a_school(code="HLH")


@pytest.fixture
def crew(school):
    return Crew(school)


@pytest.fixture
def officer(school):
    return a_bureau_officer(school.bureau)


@pytest.fixture
def an_item():
    def make(what="补齐灭火器", owner=Post.STOREKEEPER, due_on=TODAY + DAY, **more):
        return actions.NewItem(what, owner, due_on, **more)

    return make


@pytest.fixture
def a_meeting(school, crew):
    """`a_meeting(kind="dispatch")` was held this morning, led by the general-affairs director, kept by the deputy."""

    def make(**more):
        facts = {
            "school": school, "kind": "logistics", "held_at": NOON - DAY / 8, "place": "会议室",
            "chair": crew.general_affairs_director, "minutes": "一、通报上周情况。", "actor": crew.deputy_principal,
            "at": NOON,
        }  # fmt: skip
        return actions.hold_meeting(**(facts | more))

    return make


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
