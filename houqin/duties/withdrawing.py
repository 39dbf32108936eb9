"""Taking back what is no longer asked, because it was asked anew or of somebody else."""

from datetime import datetime

from django.db import transaction

from houqin.duties.models import OPEN, Duty
from houqin.duties.telling import take_back
from houqin.kernel.transactions import lock


@transaction.atomic
def withdraw_duties(*, code: str, subject, but: str = "", at: datetime) -> int:
    """Withdraw the open duties of one kind about a thing, except the one with the key `but`. Returns how many.

    Called by verbs, which have recorded why. One query when there is none.
    """
    rows = lock(Duty.objects.about(subject).filter(code=code, state__in=OPEN).exclude(key=but))
    for one in rows:
        one.state, one.next_at = Duty.State.WITHDRAWN, None
        one.save(update_fields=["state", "next_at"])
    if rows:
        take_back(rows, at=at)
    return len(rows)
