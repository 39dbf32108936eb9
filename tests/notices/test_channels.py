"""ask_test, prefer_channel, remove_channel, and the test message itself."""

from datetime import timedelta

import pytest

from houqin.kernel.permissions import NotYours
from houqin.notices.actions import ask_test, prefer_channel, remove_channel
from houqin.notices.models import Channel, Delivery, Notice
from houqin.notices.reasons import Reason
from tests.builders import NOON
from tests.notices.conftest import a_channel, hook
from tests.refusing import not_yours, refused

MINUTE = timedelta(minutes=1)


def test_a_test_message_that_gets_through_proves_the_channel(cook, web, passes):
    channel = a_channel(cook, hook(web), verified_at=None)
    ask_test(channel=channel, actor=cook, at=NOON)

    assert [passes(seconds=2), passes(seconds=4)] == [1, 0]
    channel.refresh_from_db()
    assert channel.verified_at == NOON + timedelta(seconds=2)
    assert web.texts == ["【后勤】红柳河学校\n这是测试消息。后勤的消息以后发到这里。"]


def test_one_that_does_not_leaves_it_unproven_with_the_reason_in_the_log(cook, web, passes):
    channel = a_channel(cook, hook(web), verified_at=None, test_due=True)
    web.answers["/hook"] = (403, {}, b"")

    passes()

    channel.refresh_from_db()
    assert (channel.verified_at, channel.failures, channel.test_due) == (None, 0, False)
    assert list(Delivery.objects.values_list("outcome", "detail", "notice")) == [("refused", "HTTP 403", None)]


def test_a_test_repairs_a_dead_channel(cook, web, passes):
    channel = a_channel(cook, hook(web), failures=5, failing_since=NOON, retry_at=NOON + MINUTE, test_due=True)

    passes()

    channel.refresh_from_db()
    assert (channel.failures, channel.failing_since, channel.retry_at) == (0, None, None)


def test_one_test_a_minute(channel, cook):
    ask_test(channel=channel, actor=cook, at=NOON)

    assert refused(ask_test, channel=channel, actor=cook, at=NOON + MINUTE / 2) == [Reason.TESTED_JUST_NOW]
    ask_test(channel=channel, actor=cook, at=NOON + MINUTE)


def test_the_first_is_put_before_the_others(cook, web):
    first, second = (a_channel(cook, hook(web, path), place=1) for path in ("/a", "/b"))

    prefer_channel(channel=second, actor=cook, at=NOON)

    assert list(Channel.objects.in_order()) == [second, first]
    assert refused(prefer_channel, channel=second, actor=cook, at=NOON) == [Reason.FIRST_ALREADY]


def test_the_warning_about_a_channel_goes_with_it(cook, web, passes, told):
    channel = a_channel(cook, hook(web), failures=2)
    web.answers["/hook"] = (500, {}, b"")
    told()
    passes()

    remove_channel(channel=channel, actor=cook, at=NOON)

    assert Notice.objects.get(kind="notices.channel_dead").withdrawn_at == NOON


@pytest.mark.parametrize("verb", [ask_test, remove_channel])
def test_a_removed_channel_is_gone_for_every_verb(channel, cook, verb):
    remove_channel(channel=channel, actor=cook, at=NOON)

    assert refused(verb, channel=channel, actor=cook, at=NOON) == [Reason.CHANNEL_REMOVED]


@pytest.mark.parametrize("verb", [ask_test, prefer_channel, remove_channel])
def test_nobody_touches_the_channel_of_another_person(channel, principal, verb):
    with pytest.raises(NotYours):
        verb(channel=channel, actor=principal, at=NOON)


def test_a_cook_does_not_manage_the_group_of_the_cooks(cook, web, school):
    group = a_channel(cook, hook(web), school=school, post="cook")

    assert not_yours(remove_channel, channel=group, actor=cook, at=NOON) == "notices.manage_post_channels"
