"""Taking back what is no longer asked, because it was asked anew or of somebody else."""

from datetime import datetime

from django.db import transaction

from houqin.duties.models import OPEN, Duty
from houqin.duties.telling import take_back
from houqin.kernel.transactions import lock


@transaction.atomic
def withdraw_duties(*, code: str, subject, but: str = "", only: str = "", at: datetime) -> int:
    """Withdraw the open duties of one kind about a thing, except the one with the key `but`, or the one with the key
    `only`. Returns how many.

    Called by verbs, which have recorded why. One query when there is none.
    """
    open_ones = Duty.objects.about(subject).filter(code=code, state__in=OPEN)
    rows = lock(open_ones.filter(key=only) if only else open_ones.exclude(key=but))
    for one in rows:
        one.state, one.next_at = Duty.State.WITHDRAWN, None
        one.save(update_fields=["state", "next_at"])
    if rows:
        take_back(rows, at=at)
    return len(rows)
