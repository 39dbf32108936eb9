"""Who is told what after a pass: one word for each late duty, or one for many."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from houqin.duties import notice_kinds
from houqin.duties.models import Duty, DutyState
from houqin.duties.writing import named
from houqin.notices.actions.telling import Word, tell_all
from houqin.people.models import User

#: More late duties than this for one person in one pass are one word.
MOST_WORDS = 3


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
    """What is over is called so, and never wakes anybody."""
    duties = sorted((one.duty for one in ones), key=lambda duty: (duty.due_at, duty.pk))
    late = [duty for duty in duties if duty.is_open]
    missed = len(duties) - len(late)
    return Word(
        notice_kinds.MEANWHILE if missed else notice_kinds.SEVERAL, [ones[0].user], school, url=url,
        urgent=any(duty.kind.urgent for duty in late),
        facts={"late": len(late), "duties": named(duties), **({"missed": missed} if missed else {})},
    )  # fmt: skip
