"""Whom nobody awaits any more: a child that went home and was taken out of the school there."""

from datetime import datetime, timedelta

from houqin.duties.models import OPEN, Duty
from houqin.duties.withdrawing import withdraw_duties
from houqin.kernel.clockwork import clockwork
from houqin.whereabouts.models import Away, Leave

#: The clock lists the duties of yesterday again and again, and there passes over who has left by itself.
LISTED = timedelta(days=1)


@clockwork("whereabouts.left", seconds=3600)
def await_nobody_who_left(*, at: datetime) -> int:
    """A late return stays open until somebody acts, and of a child that left nobody can. Two queries when none is."""
    withdrawn = 0
    for code, model in (("whereabouts.return", Leave), ("whereabouts.back", Away)):
        awaited = Duty.objects.filter(code=code, state__in=OPEN).values("subject_id")
        rows = model.objects.filter(pk__in=awaited, pupil__left_on__lt=at.date() - LISTED)
        withdrawn += sum(withdraw_duties(code=code, subject=row, at=at) for row in rows)
    return withdrawn
