"""What a verb did answers duties of the school as a whole: the canteen day, the store, the week."""

from datetime import datetime

from django.db import transaction

from houqin.duties.answers import answerable, ask, close_answered, counts
from houqin.duties.models import Duty
from houqin.kernel.transactions import lock


@transaction.atomic(savepoint=False)
def answer_codes(school, *codes: str, at: datetime) -> list[Duty]:
    """Ask the open duties of these codes at a school, and close those that are answered.

    As `answer_about`, for duties that are about no one row. One query when none is open.
    """
    duties = lock(answerable(Duty.objects.of(school).filter(code__in=codes), at=at).select_related("school"))
    answered, _waiting = ask(duties)
    return close_answered([done for done in answered if counts(done)], at=at)
