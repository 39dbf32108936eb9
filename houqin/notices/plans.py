"""What becomes of the notices claimed for one person: which are said now, together or alone, and which can wait."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings

from houqin.notices.models import QUIET_FROM, QUIET_UNTIL, Channel, Choices, Delivery, Notice, QuietHours
from houqin.notices.quiet import quiet_until

#: So many messages a minute reach a person one by one; beyond, they come folded into one.
MOST_A_MINUTE = 3
MINUTE = timedelta(minutes=1)


@dataclass
class Reader:
    """The person, as a sender needs them: language, channels in the order in which they are tried."""

    language: str
    channels: list[Channel] = field(default_factory=list)
    own_quiet: tuple | None = None

    @classmethod
    def of(cls, user) -> "Reader":
        try:
            chosen = user.notice_choices
        except Choices.DoesNotExist:
            return cls(settings.LANGUAGE_CODE)
        own = (chosen.from_time, chosen.until_time) if chosen.from_time is not None else None
        return cls(chosen.language, own_quiet=own)


@dataclass
class Plan:
    reader: Reader
    inbox_only: list[Notice] = field(default_factory=list)
    put_off: list[tuple[datetime, list[Notice]]] = field(default_factory=list)
    messages: list[list[Notice]] = field(default_factory=list)


def plan(claimed: list[Notice], *, at: datetime) -> Plan:
    """For notices of one person at one school, oldest first. Five queries at most."""
    to, school = claimed[0].to, claimed[0].school
    reader = Reader.of(to)
    posts = to.acting(at).posts_in(school, at) if to.is_active else frozenset()
    reader.channels = channels_for(to, school, posts) if posts else []
    if not reader.channels:  # no way out, no account, or no post any more: school matters go nowhere else
        return Plan(reader, inbox_only=claimed)
    ready = [channel.retry_at for channel in reader.channels if not channel.is_ready(at)]
    if len(ready) == len(reader.channels):
        return Plan(reader, put_off=[(min(ready), claimed)])
    planned = Plan(reader, messages=[[one] for one in claimed if one.is_urgent])
    rest = [one for one in claimed if not one.is_urgent]
    if rest and (until := quiet_until(at, school.zone, _quiet_spans(school, reader))):
        planned.put_off.append((until, rest))
    elif rest:
        _fold(planned, rest, to, at)
    return planned


def channels_for(user, school, posts) -> list[Channel]:
    """One's own first, then the group robots of one's posts at the school. Proven ones only. One query."""
    own = Channel.objects.in_use().filter(user=user)
    of_posts = Channel.objects.in_use().filter(user=None, school=school, post__in=posts)
    found = (own | of_posts).exclude(verified_at=None).order_by("place", "pk")
    return sorted(found, key=lambda channel: bool(channel.post))


def school_quiet(school) -> tuple:
    """From and until by the wall clock. One query."""
    said = QuietHours.objects.of(school).first()
    return (said.from_time, said.until_time) if said else (QUIET_FROM, QUIET_UNTIL)


def _quiet_spans(school, reader: Reader) -> list[tuple]:
    return [school_quiet(school), *([reader.own_quiet] if reader.own_quiet else [])]


def _fold(planned: Plan, rest: list[Notice], to, at: datetime) -> None:
    """A storm, or what piled up while nobody could send, is one message, oldest first."""
    told_long_ago = abs(at - rest[0].told_at) > MINUTE
    if len(rest) > MOST_A_MINUTE or (len(rest) > 1 and told_long_ago):
        planned.messages.append(rest)
        return
    recent = Delivery.objects.filter(to=to, at__gt=at - MINUTE, at__lte=at, outcome="", notice__isnull=False)
    said = list(recent.order_by("at").values_list("at", flat=True))
    room = max(0, MOST_A_MINUTE - len(said))
    planned.messages += [[one] for one in rest[:room]]
    if rest[room:]:
        # All that trickles in waits for the same moment, so that it can be folded there.
        planned.put_off.append((said[0] + MINUTE if said else at + MINUTE, rest[room:]))
