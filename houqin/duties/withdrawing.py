"""Taking back what is no longer asked, because it was asked anew or of somebody else."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from houqin.duties.models import OPEN, Duty
from houqin.duties.telling import take_back
from houqin.kernel.rows import update_rows
from houqin.kernel.transactions import lock


@transaction.atomic
def withdraw_duties(*, code: str, subject, but: str = "", only: str = "", at: datetime) -> int:
    """Withdraw the open duties of one kind about a thing, except the one with the key `but`, or the one with the key
    `only`. Returns how many.

    Called by verbs, which have recorded why. One query when there is none.
    """
    about = Duty.objects.about(subject).filter(code=code)
    return _withdraw(about.filter(key=only) if only else about.exclude(key=but), at=at)


@transaction.atomic
def withdraw_of_each(*, code: str, subjects: Iterable, at: datetime) -> int:
    """As `withdraw_duties`, of many things of one kind. The number of statements does not grow with them."""
    subjects = list(subjects)
    kinds = {one._meta.label_lower for one in subjects}
    about = Duty.objects.filter(subject_kind__in=kinds, subject_id__in=[one.pk for one in subjects])
    return _withdraw(about.filter(code=code), at=at)


def _withdraw(duties, *, at: datetime) -> int:
    rows = lock(duties.filter(state__in=OPEN))
    for one in rows:
        one.state, one.next_at = Duty.State.WITHDRAWN, None
    update_rows(rows, ("state", "next_at"))
    if rows:
        take_back(rows, at=at)
    return len(rows)
