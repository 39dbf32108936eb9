"""What a verb did answers duties of the school as a whole: the canteen day, the store, the week."""

from datetime import datetime

from django.db import transaction

from houqin.duties.actions import settle
from houqin.duties.declaring import DUTIES
from houqin.duties.models import OPEN, Duty
from houqin.kernel.transactions import lock


@transaction.atomic
def answer_codes(school, *codes: str, at: datetime) -> list[Duty]:
    """Ask the open duties of these codes at a school, and close those that are answered.

    As `answer_about`, for duties that are about no one row. One query when none is open.
    """
    open_ones = lock(Duty.objects.of(school).filter(code__in=codes, state__in=OPEN))
    answered = []
    for code in codes:
        if asked := [one for one in open_ones if one.code == code]:
            answered += [settle(done, at=at) for done in DUTIES[code].evidence(asked)]
    return answered
