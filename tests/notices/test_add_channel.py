"""add_channel: what is kept, what is shown, what is refused. No secret leaves the row."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from houqin.journal.models import Entry
from houqin.notices.actions import add_channel, remove_channel
from houqin.notices.reasons import Reason
from houqin.tenancy.posts import Post
from tests.builders import NOON
from tests.notices.conftest import a_channel
from tests.refusing import refused

KEY = "abcdefgh-12345678"
WECOM = f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={KEY}"


@pytest.fixture
def add(school, cook):
    return {"school": school, "actor": cook, "at": NOON, "kind": "wecom", "address": WECOM}


@pytest.fixture(autouse=True)
def _no_mail(settings):
    settings.MAIL_SERVER, settings.NOTICE_INSIDE_HOSTS = {}, []


def test_ones_own_channel_waits_for_its_test_message(add, cook):
    channel = add_channel(**add)

    assert (channel.user, channel.post, channel.address, channel.label) == (cook, "", {"key": KEY}, "…5678")
    assert (channel.verified_at, channel.test_due, channel.test_asked_at) == (None, True, NOON)


def test_a_channel_of_a_post_belongs_to_nobody(add, principal):
    channel = add_channel(**add | {"post": Post.COOK, "actor": principal})

    assert (channel.user, channel.post) == (None, "cook")


def test_the_journal_knows_the_label_and_never_the_key(add):
    channel = add_channel(**add)
    remove_channel(channel=channel, actor=add["actor"], at=NOON)

    entries = Entry.objects.filter(kind__startswith="notices.").order_by("sequence")
    assert [(one.kind, one.revived_facts["label"]) for one in entries] == [
        ("notices.channel_added", "wecom …5678"), ("notices.channel_removed", "wecom …5678"),
    ]  # fmt: skip
    assert [one for one in Entry.objects.all() if KEY in one.facts + one.about] == []


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"address": "https://evil.example/?key=abcdefgh"}, Reason.BAD_ADDRESS),
        ({"kind": "webhook", "address": "https://10.0.0.1/"}, Reason.PRIVATE_HOST),
        ({"kind": "webhook", "address": "file:///etc/passwd"}, Reason.SCHEME_NOT_ALLOWED),
        ({"kind": "mail", "address": "cook@school.edu.cn"}, Reason.NO_MAIL_SERVER),
    ],
)
def test_an_address_that_does_not_fit_is_refused(add, given, reason):
    assert refused(add_channel, **add | given) == [reason]


def test_a_post_of_the_bureau_has_no_channel_at_a_school(add, principal):
    wanted = add | {"actor": principal, "post": "bureau_officer"}

    assert refused(add_channel, **wanted) == [Reason.POST_ELSEWHERE]


def test_the_same_address_is_added_once_and_again_after_it_was_removed(add):
    channel = add_channel(**add)
    assert refused(add_channel, **add) == [Reason.CHANNEL_KNOWN]
    remove_channel(channel=channel, actor=add["actor"], at=NOON)

    assert add_channel(**add).pk != channel.pk


def test_the_database_keeps_one_of_a_kind_too(add, cook):
    first = add_channel(**add)

    with pytest.raises(IntegrityError), transaction.atomic():
        a_channel(cook, {}, fingerprint=first.fingerprint)


def test_five_are_enough(add, cook):
    for number in range(5):
        a_channel(cook, {"key": str(number)})

    assert refused(add_channel, **add) == [Reason.TOO_MANY_CHANNELS]


def test_a_new_one_is_tried_after_the_others(add, cook):
    a_channel(cook, {}, place=7)

    assert add_channel(**add).place == 8


def test_a_removed_channel_has_forgotten_its_address(add):
    channel = remove_channel(channel=add_channel(**add), actor=add["actor"], at=NOON + timedelta(hours=1))

    channel.refresh_from_db()
    assert (channel.address, channel.fingerprint, channel.test_due) == ({}, "", False)
