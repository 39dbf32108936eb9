"""Why a channel may not be added, tested or changed, and why hours may not be quiet."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta

from houqin.kernel.refusals import Refusal
from houqin.notices.addresses import EXAMPLES, Address
from houqin.notices.models import Channel
from houqin.notices.quiet import covers, length_hours
from houqin.notices.reasons import Reason

MOST_CHANNELS = 5
MOST_QUIET_HOURS = 12
MOST_OWN_QUIET_HOURS = 16
BETWEEN_TESTS = timedelta(minutes=1)


def may_add(address: Address, *, others: Iterable[Channel], has_mail: bool) -> Iterator[Refusal]:
    """`others` are the channels in use of the same person or post. Says nothing of the secret parts."""
    others = list(others)
    if address.wrong == "address":
        facts = {"kind": Channel.Kind(address.kind).label, "example": EXAMPLES[Channel.Kind(address.kind)]}
        yield Refusal(Reason.BAD_ADDRESS, facts)
    if address.wrong == "scheme":
        yield Refusal(Reason.SCHEME_NOT_ALLOWED, {"scheme": address.about})
    if address.wrong == "private":
        yield Refusal(Reason.PRIVATE_HOST, {"host": address.about})
    if not address.wrong and address.fingerprint in {one.fingerprint for one in others}:
        yield Refusal(Reason.CHANNEL_KNOWN, {"label": address.label})
    yield from may_add_more(len(others))
    if address.kind == Channel.Kind.MAIL:
        yield from may_mail(has_mail)


def may_add_more(count: int) -> Iterator[Refusal]:
    if count >= MOST_CHANNELS:
        yield Refusal(Reason.TOO_MANY_CHANNELS, {"count": count})


def may_mail(has_mail: bool) -> Iterator[Refusal]:
    if not has_mail:
        yield Refusal(Reason.NO_MAIL_SERVER)


def may_use(channel: Channel) -> Iterator[Refusal]:
    if channel.removed_at:
        yield Refusal(Reason.CHANNEL_REMOVED, {"label": channel.label})


def may_test(channel: Channel, *, at: datetime) -> Iterator[Refusal]:
    """A test a minute: nobody's telephone is to be flooded by a finger on a button."""
    yield from may_use(channel)
    if channel.test_asked_at and abs(at - channel.test_asked_at) < BETWEEN_TESTS:
        yield Refusal(Reason.TESTED_JUST_NOW, {"label": channel.label})


def may_go_first(channel: Channel, *, others: Iterable[Channel]) -> Iterator[Refusal]:
    yield from may_use(channel)
    if all((channel.place, channel.pk) < (one.place, one.pk) for one in others if one.pk != channel.pk):
        yield Refusal(Reason.FIRST_ALREADY, {"label": channel.label})


def may_be_quiet(from_time: time, until_time: time, *, most_hours: int = MOST_QUIET_HOURS) -> Iterator[Refusal]:
    facts = {"from_time": f"{from_time:%H:%M}", "until_time": f"{until_time:%H:%M}"}
    if from_time == until_time:
        yield Refusal(Reason.QUIET_EMPTY, {"from_time": facts["from_time"]})
    elif length_hours(from_time, until_time) > most_hours:
        yield Refusal(Reason.QUIET_TOO_LONG, facts | {"hours": most_hours})


def may_be_quiet_for_me(from_time: time, until_time: time, *, school: tuple[time, time]) -> Iterator[Refusal]:
    """One's own quiet hours cover the school's and may be longer; what is urgent comes through either."""
    yield from may_be_quiet(from_time, until_time, most_hours=MOST_OWN_QUIET_HOURS)
    if from_time != until_time and not covers((from_time, until_time), school):
        facts = {"from_time": f"{school[0]:%H:%M}", "until_time": f"{school[1]:%H:%M}"}
        yield Refusal(Reason.QUIET_NOT_WIDER, facts)
