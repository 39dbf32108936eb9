"""Documents and phones of those who left long ago, or never came, are forgotten (PD-05)."""

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
    """Blank what is kept of documents and phones where the visit or stay was over before a moment; returns how many.

    A stay is over as well when it was declined or called off, or when its days went by and nobody came.
    The registers keep who came, when and to whom. The journal never held what is forgotten here.
    """
    authorise(actor, FORGET, school=school, at=at)
    visits = Visit.objects.of(school).filter(out_at__lt=before).exclude(**FORGOTTEN).update(**FORGOTTEN)
    stays = GuestStay.objects.of(school).over_before(before, on=school.localdate(before))
    stays = stays.exclude(**FORGOTTEN).update(**FORGOTTEN)
    if number := visits + stays:
        record(
            events.FORGOTTEN, None, chain=school.pk, actor=actor, at=at, number=number, before=school.localdate(before)
        )
    return number
