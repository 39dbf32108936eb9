"""Which posts may change how word goes out; everybody else meets NotYours."""

from datetime import time

import pytest

from houqin.notices import actions
from houqin.tenancy.posts import Post
from tests.builders import NOON
from tests.notices.conftest import a_channel
from tests.refusing import posts_that_may, strangers_that_may

pytestmark = pytest.mark.django_db

LEADERS = {"principal", "deputy_principal", "general_affairs_director"}
EVERYBODY = {post.value for post in Post}
HOOK = "https://example.cn/hook"


def verbs(school, cook):
    group = a_channel(cook, {}, school=school, post="cook", place=1)
    a_channel(cook, {"key": "1"}, school=school, post="cook", place=0)
    calls = {
        "add_channel": lambda d: actions.add_channel(school=school, kind="webhook", address=HOOK, **d),
        "add_channel of a post": lambda d: actions.add_channel(
            school=school, kind="webhook", address=HOOK, post="buyer", **d
        ),
        "ask_test": lambda d: actions.ask_test(channel=group, **d),
        "prefer_channel": lambda d: actions.prefer_channel(channel=group, **d),
        "remove_channel": lambda d: actions.remove_channel(channel=group, **d),
        "set_choices": lambda d: actions.set_choices(
            school=school, language="en", from_time=None, until_time=None, **d
        ),
        "set_quiet_hours": lambda d: actions.set_quiet_hours(
            school=school, from_time=time(21), until_time=time(7), **d
        ),
        "read_all": lambda d: actions.read_all(school=school, **d),
    }
    return {name: lambda actor, call=call: call({"actor": actor, "at": NOON}) for name, call in calls.items()}


EXPECTED = {
    "add_channel": EVERYBODY,
    "add_channel of a post": LEADERS,
    "ask_test": LEADERS,
    "prefer_channel": LEADERS,
    "remove_channel": LEADERS,
    "set_choices": EVERYBODY,
    "set_quiet_hours": LEADERS,
    "read_all": EVERYBODY,
}


def test_every_verb_is_listed_here():
    other = {"tell", "tell_all", "withdraw_about", "read_notice", "add_channel of a post"}

    assert set(EXPECTED) | other == set(actions.__all__) | {"add_channel of a post"}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_exactly_these_posts_may(school, cook, name):
    attempt = verbs(school, cook)[name]

    assert posts_that_may(school, attempt) == EXPECTED[name]
    assert strangers_that_may(school, attempt) == []
