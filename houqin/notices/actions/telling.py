"""Telling, and taking back. Called by verbs of other apps inside their own transaction."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from houqin.journal.actions import canonical
from houqin.notices.kinds import NoticeKind
from houqin.notices.models import Notice


@transaction.atomic(savepoint=False)
def tell(kind: NoticeKind, *, to: Iterable, school, at: datetime, subject=None, url: str = "", urgent: bool = False,
         **facts) -> list[Notice]:  # fmt: skip
    """Put a word into each person's inbox, in the caller's transaction; the clock loop sends it on by their channels.

    Called by verbs, which have authorised and recorded already. One insert, whatever the number of people.
    """
    people = list({user.pk: user for user in to}.values())
    return Notice.objects.bulk_create(
        Notice(
            school=school, to=user, kind=kind.code, facts=canonical(facts), url=url,
            is_urgent=urgent or kind.urgent, told_at=at,
            subject_kind=subject._meta.label_lower if subject else "", subject_id=subject.pk if subject else None,
        )
        for user in people
    )  # fmt: skip


@transaction.atomic(savepoint=False)
def withdraw_about(subject, *, at: datetime) -> int:
    """What was told about a thing is over: unread words leave the inbox, unsent ones are not sent. Returns how many."""
    waiting = Notice.objects.filter(
        subject_kind=subject._meta.label_lower, subject_id=subject.pk, read_at=None, withdrawn_at=None
    )
    return waiting.update(withdrawn_at=at)
