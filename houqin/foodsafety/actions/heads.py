"""The end of each day's chain goes to the bureau: what the school cannot rewrite any more."""

from datetime import datetime

from django.db import transaction

from houqin.duties.actions import answer_codes
from houqin.foodsafety import events
from houqin.foodsafety.models import HeadHandover
from houqin.foodsafety.permissions import HAND_OVER_HEADS
from houqin.foodsafety.reasons import Reason
from houqin.foodsafety.selectors.heads import heads_waiting
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import refuse
from houqin.kernel.transactions import lock
from houqin.tenancy.models import School


@transaction.atomic
def hand_over_heads(*, school, actor, at: datetime) -> list[HeadHandover]:
    """Hand every day of the journal that the bureau's list lacks to it.  Raises Refused: HANDED_OVER_ALREADY."""
    authorise(actor, HAND_OVER_HEADS, school=school, at=at)
    lock(School.objects.filter(pk=school.pk))
    waiting = heads_waiting(school)
    if not waiting:
        refuse(Reason.HANDED_OVER_ALREADY)
    made = HeadHandover.objects.bulk_create(
        HeadHandover(
            school=school, bureau_id=school.bureau_id, on=head.on, sequence=head.sequence, hash=head.hash,
            handed_at=at, handed_by=actor,
        )
        for head in waiting
    )  # fmt: skip
    record(
        events.HEADS_HANDED_OVER, school, actor=actor, at=at, bureau=school.bureau.name,
        days=[f"{one.on:%m-%d} #{one.sequence}" for one in made][-7:], number=len(made),
    )  # fmt: skip
    answer_codes(school, "foodsafety.hand-over-heads", at=at)
    return made
