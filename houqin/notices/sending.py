"""From the outbox to people's channels. Claim, commit, send, record: nothing is held while the network is waited for.

A claim is a lease. A sender killed at any line leaves its notices to the next pass after the lease: at least once, and
the copy carries the same number. The caller gives the moment; only the budget of a pass runs on a stopwatch.
"""

import time
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from houqin.kernel.transactions import unlocked_first
from houqin.notices import transports
from houqin.notices.models import Channel, Delivery, Notice
from houqin.notices.outcomes import give_up, put_off, record_attempt, record_done, record_test
from houqin.notices.plans import Reader, plan
from houqin.notices.wording import digest_of, in_the_words_of, message, test_message

#: Longer than one person's messages by all their channels can take.
LEASE = timedelta(minutes=3)
#: After this the next pass goes on, so that the works beside this one are not kept waiting.
BUDGET_SECONDS = 4
MOST_AT_ONCE = 200
GIVE_UP_AFTER = timedelta(hours=24)


def send_what_waits(*, at: datetime) -> int:
    """One pass. Returns how many notices and tests are done with. Four queries when nothing waits."""
    began, done = time.monotonic(), _drop_what_is_over(at) + _leave_in_inboxes(at)
    while time.monotonic() - began < BUDGET_SECONDS:
        if channel := _claim_test(at):
            done += _send_test(channel, at)
        elif claimed := _claim(at):
            done += _deliver(claimed, at)
        else:
            break
    return done


def _drop_what_is_over(at: datetime) -> int:
    """Read in the inbox, or over: not announced any more."""
    over = Q(read_at__isnull=False) | Q(withdrawn_at__isnull=False)
    return Notice.objects.unsent().filter(over).update(sent_at=at)


def _leave_in_inboxes(at: datetime) -> int:
    """Where nobody has a channel there is nothing to plan: a bureau's thousands are done with in one query."""
    proven = Channel.objects.in_use().exclude(verified_at=None)
    own, of_posts = proven.filter(user=OuterRef("to")), proven.filter(user=None, school=OuterRef("school"))
    return Notice.objects.unsent().filter(~Exists(own), ~Exists(of_posts)).update(sent_at=at)


@transaction.atomic
def _claim_test(at: datetime) -> Channel | None:
    waiting = Channel.objects.in_use().filter(test_due=True).select_related("school", "user__notice_choices")
    channel = unlocked_first(waiting.order_by("pk"))
    if channel:
        # A lost test is asked for again by the person who waits for it: at most once.
        Channel.objects.filter(pk=channel.pk).update(test_due=False)
    return channel


def _send_test(channel: Channel, at: datetime) -> int:
    reader = Reader.of(channel.user) if channel.user else Reader.of(channel.added_by)
    with in_the_words_of(reader.language, channel.school.zone):
        said = test_message(channel)
    result = transports.send(channel.kind, channel.address, said)
    record_test(channel, result, at=at)
    return 1


@transaction.atomic
def _claim(at: datetime) -> list[Notice]:
    """Everything due for one person at one school, urgent and oldest people first. Another sender's are skipped."""
    due = Notice.objects.due(at)
    first = unlocked_first(due.order_by("-is_urgent", "told_at", "pk"))
    if first is None:
        return []
    same = due.filter(to=first.to_id, school=first.school_id).select_related("school__bureau", "to__notice_choices")
    locked = same.order_by("told_at", "pk").select_for_update(no_key=True, of=("self",), skip_locked=True)
    claimed = list(locked[:MOST_AT_ONCE])
    Notice.objects.filter(pk__in=[one.pk for one in claimed]).update(try_at=at + LEASE)
    return claimed


def _deliver(claimed: list[Notice], at: datetime) -> int:
    planned = plan(claimed, at=at)
    record_done(planned.inbox_only, at=at)
    for until, notices in planned.put_off:
        put_off(notices, until=until)
    done = len(planned.inbox_only)
    for notices in planned.messages:
        done += _say(notices, planned.reader, at)
    return done


def _say(notices: list[Notice], reader: Reader, at: datetime) -> int:
    """By the first channel that takes it, if it still has to be said. One that went wrong a moment ago is left out."""
    keys = [one.pk for one in notices]
    standing = Notice.objects.unsent().unread().filter(pk__in=keys)
    notices = list(standing.select_related("school").order_by("told_at", "pk"))
    if not notices:
        return 0
    for channel in reader.channels:
        if not channel.is_ready(at):
            continue
        said = digest_of(notices)
        if channel.post and Delivery.objects.filter(channel=channel, said=said, outcome="").exists():
            record_done(notices, at=at)  # the group has read it, told to a colleague
            return len(notices)
        with in_the_words_of(reader.language, notices[0].school.zone):
            words = message(notices, notices[0].school, post=channel.post)
        result = transports.send(channel.kind, channel.address, words)
        record_attempt(channel, notices, result, said=said, at=at)
        if result.is_sent:
            return len(notices)
    if notices[0].told_at < at - GIVE_UP_AFTER:
        give_up(notices, at=at)
        return len(notices)
    put_off(notices, until=min(channel.retry_at for channel in reader.channels if channel.retry_at))
    return 0
