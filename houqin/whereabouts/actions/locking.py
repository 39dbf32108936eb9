"""Leaves of one school, locked together."""

from collections.abc import Iterable

from houqin.kernel.refusals import refuse
from houqin.kernel.transactions import lock
from houqin.whereabouts.models import Leave
from houqin.whereabouts.reasons import Reason


def school_of(leaves: Iterable[Leave]):
    """The one school of these.  Raises Refused: NOBODY_CHOSEN."""
    leaves = list(leaves)
    if not leaves:
        refuse(Reason.NOBODY_CHOSEN)
    return leaves[0].school


def locked(leaves: Iterable[Leave], *, school) -> list[Leave]:
    """As they are now, with their pupils, in one query; those of another school are not there."""
    rows = lock(Leave.objects.of(school).filter(pk__in=[one.pk for one in leaves]).select_related("pupil"))
    for row in rows:
        row.school = row.pupil.school = school
    return rows
