"""A person's own channels, and those of a school's posts."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from houqin.journal.actions import record
from houqin.kernel.permissions import NotYours, authorise
from houqin.kernel.refusals import refuse, require
from houqin.kernel.transactions import lock
from houqin.notices.actions.telling import withdraw_about
from houqin.notices.addresses import Address, read_address
from houqin.notices.events import CHANNEL_ADDED, CHANNEL_PREFERRED, CHANNEL_REMOVED, CHANNEL_TESTED
from houqin.notices.gates import may_add, may_go_first, may_test, may_use
from houqin.notices.models import Channel
from houqin.notices.permissions import KEEP_OWN_CHANNELS, MANAGE_POST_CHANNELS
from houqin.notices.reasons import Reason
from houqin.people.accounts import User
from houqin.tenancy.models import School
from houqin.tenancy.posts import EVERY_SCHOOL_POST


@transaction.atomic
def add_channel(*, school, kind: str, address: str, signing_key: str = "", post: str = "", actor,
                at: datetime) -> Channel:  # fmt: skip
    """One's own, or with `post` that of a post at the school. Its test message is on its way then.

    Raises Refused: BAD_ADDRESS, SCHEME_NOT_ALLOWED, PRIVATE_HOST, CHANNEL_KNOWN, TOO_MANY_CHANNELS, NO_MAIL_SERVER,
    POST_ELSEWHERE.
    """
    authorise(actor, MANAGE_POST_CHANNELS if post else KEEP_OWN_CHANNELS, school=school, at=at)
    if post and post not in EVERY_SCHOOL_POST:
        refuse(Reason.POST_ELSEWHERE, post=post)
    lock(School.objects.filter(pk=school.pk) if post else User.objects.filter(pk=actor.pk))
    owner = {"user": None, "school": school, "post": post} if post else {"user": actor}
    others = list(Channel.objects.in_use().filter(**owner))
    read = read_address(kind, address, signing_key)
    require(may_add(read, others=others, has_mail=bool(settings.MAIL_SERVER)))
    channel = _made(read, others, owner | {"school": school}, actor=actor, at=at)
    _record(CHANNEL_ADDED, channel, actor=actor, at=at)
    return channel


def _made(read: Address, others: list[Channel], owner: dict, *, actor, at: datetime) -> Channel:
    return Channel.objects.create(
        **owner, kind=read.kind, label=read.label, address=read.parts, fingerprint=read.fingerprint,
        place=max((one.place for one in others), default=0) + 1, added_by=actor, added_at=at, test_asked_at=at,
        test_due=True,
    )  # fmt: skip


@transaction.atomic
def ask_test(*, channel: Channel, actor, at: datetime) -> Channel:
    """The clock loop sends it within seconds; no page waits for the network.  Raises Refused: CHANNEL_REMOVED,
    TESTED_JUST_NOW.
    """
    channel = _own(channel, actor=actor, at=at)
    require(may_test(channel, at=at))
    Channel.objects.filter(pk=channel.pk).update(test_asked_at=at, test_due=True)
    _record(CHANNEL_TESTED, channel, actor=actor, at=at)
    return channel


@transaction.atomic
def prefer_channel(*, channel: Channel, actor, at: datetime) -> Channel:
    """Try this one before the others.  Raises Refused: CHANNEL_REMOVED, FIRST_ALREADY."""
    channel = _own(channel, actor=actor, at=at)
    others = list(Channel.objects.in_use().filter(user=channel.user_id, post=channel.post, **_at_school(channel)))
    require(may_go_first(channel, others=others))
    Channel.objects.filter(pk=channel.pk).update(place=min(one.place for one in others) - 1)
    _record(CHANNEL_PREFERRED, channel, actor=actor, at=at)
    return channel


@transaction.atomic
def remove_channel(*, channel: Channel, actor, at: datetime) -> Channel:
    """Nothing goes out by it any more, and its address is forgotten; the log keeps its label.

    Raises Refused: CHANNEL_REMOVED.
    """
    channel = _own(channel, actor=actor, at=at)
    require(may_use(channel))
    Channel.objects.filter(pk=channel.pk).update(removed_at=at, address={}, fingerprint="", test_due=False)
    withdraw_about(channel, at=at)
    _record(CHANNEL_REMOVED, channel, actor=actor, at=at)
    return channel


def _own(channel: Channel, *, actor, at: datetime) -> Channel:
    """The channel, locked, when it is the actor's to change.  Raises NotYours."""
    authorise(actor, MANAGE_POST_CHANNELS if channel.post else KEEP_OWN_CHANNELS, school=channel.school, at=at)
    if channel.user_id and channel.user_id != actor.pk:
        raise NotYours(KEEP_OWN_CHANNELS)
    return lock(Channel.objects.filter(pk=channel.pk).select_related("school"))[0]


def _at_school(channel: Channel) -> dict:
    return {"school": channel.school} if channel.post else {}


def _record(kind, channel: Channel, *, actor, at: datetime) -> None:
    record(kind, channel, actor=actor, at=at, label=f"{channel.kind} {channel.label}", post=channel.post)
