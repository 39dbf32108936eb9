"""Who is told what after a pass: one word for each late duty, or one for many; and what is taken back."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse

from houqin.duties import notice_kinds
from houqin.duties.models import OPEN, Duty, DutyState, DutyStep
from houqin.duties.writing import named
from houqin.journal.actions import canonical
from houqin.journal.writing import locked_heads
from houqin.kernel.transactions import lock
from houqin.notices.actions.telling import Word, tell_all, withdraw_about
from houqin.notices.kinds import NoticeKind
from houqin.notices.models import Notice
from houqin.people.models import User

#: More late duties than this for one person in one pass are one word.
MOST_WORDS = 3
#: Kinds of one word for several duties.
FOLDED = (notice_kinds.SEVERAL.code, notice_kinds.MEANWHILE.code)


@dataclass(frozen=True)
class Told:
    """`is_fresh`: its time has just come. What was slept through is news of yesterday."""

    user: User
    duty: Duty
    post: str
    is_fresh: bool


def tell_people(told: Iterable[Told], schools: dict, *, at: datetime) -> None:
    """Fresh and few, or urgent: a word each. All else is folded into one for each person and school, oldest first.

    All in one insert, however many schools.
    """
    tell_all(_words(told, schools), at=at)


def _words(told: Iterable[Told], schools: dict) -> Iterator[Word]:
    today = reverse("today")
    mine: dict[tuple[int, int], dict[int, Told]] = {}
    for one in told:
        mine.setdefault((one.duty.school_id, one.user.pk), {}).setdefault(one.duty.pk, one)
    alone: dict[tuple[int, str], list[Told]] = {}
    for (school_id, _user), ones in mine.items():
        fresh = [one for one in ones.values() if one.is_fresh]
        singly = {one.duty.pk for one in fresh if one.duty.kind.urgent or len(ones) <= MOST_WORDS}
        for one in fresh:
            if one.duty.pk in singly:
                alone.setdefault((one.duty.pk, one.post), []).append(one)
        folded = [one for one in ones.values() if one.duty.pk not in singly]
        if len(folded) == 1:
            yield _of_one(folded, schools[school_id])
        elif folded:
            yield _of_several(folded, schools[school_id], url=today)
    for ones in alone.values():
        yield _of_one(ones, schools[ones[0].duty.school_id])


def _of_one(ones: list[Told], school) -> Word:
    duty, facts = ones[0].duty, {}
    if duty.state == DutyState.MISSED:
        kind = notice_kinds.MISSED
    elif ones[0].post == duty.owner:
        kind = notice_kinds.LATE
    else:
        kind, facts = notice_kinds.LATE_BELOW, {"owner": duty.owner}
    return Word(
        kind, [one.user for one in ones], school, duty, duty.get_absolute_url(),
        urgent=duty.kind.urgent and duty.is_open,
        facts={"duty": named([duty])[0], "due_at": duty.due_at, **facts},
    )  # fmt: skip


def _of_several(ones: list[Told], school, *, url: str) -> Word:
    kind, urgent, facts = _folded([one.duty for one in ones])
    return Word(kind, [ones[0].user], school, url=url, urgent=urgent, facts=facts)


def _folded(duties: list[Duty]) -> tuple[NoticeKind, bool, dict]:
    """(kind, urgent, facts) of one word for several. What is over is called so, and never wakes anybody."""
    duties = sorted(duties, key=lambda duty: (duty.due_at, duty.pk))
    late = [duty for duty in duties if duty.is_open]
    missed = len(duties) - len(late)
    facts = {"late": len(late), "duties": named(duties), "about": [duty.pk for duty in duties]}
    return (
        notice_kinds.MEANWHILE if missed else notice_kinds.SEVERAL,
        any(duty.kind.urgent for duty in late if duty.kind),
        {**facts, **({"missed": missed} if missed else {})},
    )


def take_back(duties: list[Duty], *, at: datetime) -> None:
    """These are over, and written so: words about them are withdrawn, and unread words about several say what is left.

    One query more than `withdraw_about`, as long as nobody was told of several.
    """
    if shared := _words_for_several(duties, at=at):
        # The end of the journal before any word: a verb that records first holds it already, and one that records last
        # would wait for it with a word in its hands. What is shared is read again, for others may have just answered.
        locked_heads({one.school_id for one in shared})
    withdraw_about(*duties, at=at)
    if shared and (shared := _words_for_several(duties, at=at)):
        for notice in lock(Notice.objects.unread().filter(pk__in=[one.pk for one in shared])):
            _say_what_is_left(notice, at=at)


def _words_for_several(duties: list[Duty], *, at: datetime) -> list[Notice]:
    """Unread words that name one of these among others."""
    over = {duty.pk for duty in duties}
    told = DutyStep.told.through.objects.filter(dutystep__duty__in=over)
    # Whoever heard that a duty was missed had no step before.
    missed = [duty.school_id for duty in duties if duty.closes_at and duty.closes_at <= at]
    unread = Notice.objects.unread().filter(
        Q(kind__in=FOLDED, to__in=told.values("user_id")) | Q(kind=notice_kinds.MEANWHILE.code, school__in=missed),
        school__in={duty.school_id for duty in duties},
    )
    return [one for one in unread.order_by("pk") if over & set(json.loads(one.facts).get("about", ()))]


def _say_what_is_left(notice: Notice, *, at: datetime) -> None:
    """Read anew with the notice locked: another verb may just have answered another of its duties."""
    about = json.loads(notice.facts)["about"]
    left = list(Duty.objects.filter(pk__in=about, state__in=(*OPEN, DutyState.MISSED)))
    if len(left) > 1:
        kind, notice.is_urgent, facts = _folded(left)
        notice.kind, notice.facts = kind.code, canonical(facts)
    elif left:
        [duty] = left
        notice.kind = (notice_kinds.LATE if duty.is_open else notice_kinds.MISSED).code
        notice.facts = canonical({"duty": named(left)[0], "due_at": duty.due_at})
        notice.subject_kind, notice.subject_id = Duty._meta.label_lower, duty.pk
        notice.url = duty.get_absolute_url()
    else:
        notice.withdrawn_at = at
    notice.save(update_fields=["kind", "is_urgent", "facts", "subject_kind", "subject_id", "url", "withdrawn_at"])
