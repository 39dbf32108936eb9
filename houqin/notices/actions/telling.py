"""Telling, and taking back. Called by verbs of other apps inside their own transaction."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.db import transaction

from houqin.journal.actions import canonical
from houqin.notices.kinds import NoticeKind
from houqin.notices.models import Notice

#: Keys in one list: SQLite takes 32,766 values.
TOGETHER = 1000


@dataclass(frozen=True)
class Word:
    """What `tell` takes, for telling many things at once."""

    kind: NoticeKind
    to: Iterable
    school: object
    subject: object = None
    url: str = ""
    urgent: bool = False
    facts: dict = field(default_factory=dict)

    def notices(self, at: datetime) -> list[Notice]:
        people, subject, facts = {user.pk: user for user in self.to}.values(), self.subject, canonical(self.facts)
        return [
            Notice(
                school=self.school, to=user, kind=self.kind.code, facts=facts, url=self.url,
                is_urgent=self.urgent or self.kind.urgent, told_at=at,
                subject_kind=subject._meta.label_lower if subject else "", subject_id=subject.pk if subject else None,
            )
            for user in people
        ]  # fmt: skip


@transaction.atomic(savepoint=False)
def tell(kind: NoticeKind, *, to: Iterable, school, at: datetime, subject=None, url: str = "", urgent: bool = False,
         **facts) -> list[Notice]:  # fmt: skip
    """Put a word into each person's inbox, in the caller's transaction; the clock loop sends it on by their channels.

    Called by verbs, which have authorised and recorded already. One insert, whatever the number of people.
    """
    return tell_all([Word(kind, to, school, subject, url, urgent, facts)], at=at)


@transaction.atomic(savepoint=False)
def tell_all(words: Iterable[Word], *, at: datetime) -> list[Notice]:
    """As `tell`, of many things, at any schools. One insert for each thousand notices."""
    told = [notice for word in words for notice in word.notices(at)]
    return Notice.objects.bulk_create(told, batch_size=TOGETHER)


@transaction.atomic(savepoint=False)
def withdraw_about(*subjects, at: datetime) -> int:
    """What was told about these is over: unread words leave the inbox, unsent ones are not sent. Returns how many.

    One update for each thousand things of a kind.
    """
    keys = sorted({(subject._meta.label_lower, subject.pk) for subject in subjects})
    withdrawn = 0
    for kind, ones in groupby(keys, key=lambda key: key[0]):
        pks = [pk for _kind, pk in ones]
        for first in range(0, len(pks), TOGETHER):
            about = Notice.objects.filter(subject_kind=kind, subject_id__in=pks[first : first + TOGETHER])
            withdrawn += about.filter(read_at=None, withdrawn_at=None).update(withdrawn_at=at)
    return withdrawn
