"""What a sender writes down, each in a short transaction of its own, after the network is done."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import translation

from houqin.notices.actions.telling import tell, withdraw_about
from houqin.notices.models import Channel, Delivery, Notice
from houqin.notices.models.channels import DEAD_AFTER
from houqin.notices.notice_kinds import CHANNEL_DEAD
from houqin.notices.permissions import MANAGE_POST_CHANNELS
from houqin.notices.plans import Reader
from houqin.notices.transports import Result
from houqin.people.selectors import holders

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(minutes=15)


def record_done(notices: list[Notice], *, at: datetime) -> None:
    Notice.objects.unsent().filter(pk__in=[one.pk for one in notices]).update(sent_at=at)


def put_off(notices: list[Notice], *, until: datetime) -> None:
    Notice.objects.unsent().filter(pk__in=[one.pk for one in notices]).update(try_at=until)


@transaction.atomic
def record_attempt(channel: Channel, notices: list[Notice], result: Result, *, said: str, at: datetime) -> None:
    """One row in the log; the channel is proven again or one step nearer to dead."""
    first = notices[0]
    Delivery.objects.create(
        school=first.school, channel=channel, to_id=first.to_id, notice=first, count=len(notices), at=at,
        outcome=result.outcome, detail=result.detail, said=said,
    )  # fmt: skip
    if result.is_sent:
        record_done(notices, at=at)
        _works(channel, at=at)
    else:
        _went_wrong(channel, school=first.school, at=at)


@transaction.atomic
def record_test(channel: Channel, result: Result, *, at: datetime) -> None:
    Delivery.objects.create(
        school=channel.school, channel=channel, to_id=channel.user_id or channel.added_by_id, at=at,
        outcome=result.outcome, detail=result.detail,
    )  # fmt: skip
    if result.is_sent:
        Channel.objects.filter(pk=channel.pk, verified_at=None).update(verified_at=at)
        _works(channel, at=at)
    elif channel.verified_at:
        _went_wrong(channel, school=channel.school, at=at)


@transaction.atomic
def give_up(notices: list[Notice], *, at: datetime) -> None:
    first = notices[0]
    Delivery.objects.create(
        school=first.school, to_id=first.to_id, notice=first, count=len(notices), at=at,
        outcome=Delivery.Outcome.GIVEN_UP,
    )  # fmt: skip
    record_done(notices, at=at)


def _works(channel: Channel, *, at: datetime) -> None:
    if channel.failures >= DEAD_AFTER:
        withdraw_about(channel, at=at)
    channel.failures, channel.failing_since, channel.retry_at = 0, None, None
    Channel.objects.filter(pk=channel.pk).exclude(failures=0).update(failures=0, failing_since=None, retry_at=None)


def _went_wrong(channel: Channel, *, school, at: datetime) -> None:
    """Wait longer each time. Exactly one attempt is the one that makes it dead, and tells its owner."""
    Channel.objects.filter(pk=channel.pk).update(failures=F("failures") + 1)
    Channel.objects.filter(pk=channel.pk, failing_since=None).update(failing_since=at)
    channel.refresh_from_db(fields=["failures", "failing_since"])
    channel.retry_at = at + min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(channel.failures - 1, 10))
    Channel.objects.filter(pk=channel.pk).update(retry_at=channel.retry_at)
    if channel.failures == DEAD_AFTER:
        for owner in owners(channel, at=at):
            with translation.override(Reader.of(owner).language):
                facts = {"label": str(channel), "count": channel.failures}
            tell(
                CHANNEL_DEAD, to=[owner], school=school, at=at, subject=channel, url=channel.get_absolute_url(), **facts
            )


def owners(channel: Channel, *, at: datetime) -> list:
    """Who looks after it: the person themselves, or those in office who manage the channels of posts."""
    if channel.user_id:
        return [channel.user]
    in_office = holders(channel.school, on=channel.school.localdate(at))
    return [held.user for held in in_office if held.post in MANAGE_POST_CHANNELS.posts]
