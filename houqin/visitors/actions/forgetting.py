"""Documents and phones of those who left long ago are forgotten (PD-05)."""

from datetime import datetime

from django.db import transaction

from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.visitors import events
from houqin.visitors.models import GuestStay, Visit
from houqin.visitors.permissions import FORGET

FORGOTTEN = {"phone": "", "document_ending": "", "document_digest": ""}


@transaction.atomic
def forget_visitors(*, school, before: datetime, actor, at: datetime) -> int:
    """Blank what is kept of documents and phones of those who left before a moment; returns how many.

    The registers keep who came, when and to whom. The journal never held what is forgotten here.
    """
    authorise(actor, FORGET, school=school, at=at)
    visits = Visit.objects.of(school).filter(out_at__lt=before).exclude(**FORGOTTEN).update(**FORGOTTEN)
    stays = GuestStay.objects.of(school).filter(departed_at__lt=before).exclude(**FORGOTTEN).update(**FORGOTTEN)
    if number := visits + stays:
        record(
            events.FORGOTTEN, None, chain=school.pk, actor=actor, at=at, number=number, before=school.localdate(before)
        )
    return number
