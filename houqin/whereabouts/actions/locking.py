"""Leaves of one school, locked together."""

from collections.abc import Iterable

from django.db.models import Q

from houqin.kernel.refusals import refuse
from houqin.kernel.transactions import lock
from houqin.people.models import Pupil
from houqin.whereabouts.models import Leave
from houqin.whereabouts.models.leave import OPEN
from houqin.whereabouts.reasons import Reason


def school_of(leaves: Iterable[Leave]):
    """The one school of these.  Raises Refused: NOBODY_CHOSEN."""
    leaves = list(leaves)
    if not leaves:
        refuse(Reason.NOBODY_CHOSEN)
    return leaves[0].school


def locked(leaves: Iterable[Leave], *, school) -> list[Leave]:
    """As they are now, with their pupils, in one query; those of another school are not there."""
    return _locked(Q(pk__in=[one.pk for one in leaves]), school)


def locked_with_prolonged(leaves: Iterable[Leave], *, school) -> list[Leave]:
    """As `locked`; of a prolongation also its pupil and the leave `prolongs`, which its last word moves.

    Two queries, one where none is a prolongation.
    """
    leaves = list(leaves)
    prolonging = [one for one in leaves if one.prolongs_id]
    if not prolonging:
        return locked(leaves, school=school)
    lock(Pupil.objects.of(school).filter(pk__in=[one.pupil_id for one in prolonging]))
    keys = {one.pk for one in leaves}
    found = {row.pk: row for row in _locked(Q(pk__in=keys | {one.prolongs_id for one in prolonging}), school)}
    for row in found.values():
        if row.prolongs_id:
            row.prolongs = found[row.prolongs_id]
    return [row for key, row in found.items() if key in keys]


def locked_with_prolongations(leaves: Iterable[Leave], *, school) -> tuple[list[Leave], list[Leave]]:
    """(these, their open prolongations), and first the pupils: whoever asks to prolong holds those. Two queries."""
    leaves = list(leaves)
    keys = {one.pk for one in leaves}
    lock(Pupil.objects.of(school).filter(pk__in=[one.pupil_id for one in leaves]))
    found = _locked(Q(pk__in=keys) | OPEN & Q(prolongs__in=keys), school)
    return [row for row in found if row.pk in keys], [row for row in found if row.pk not in keys]


def _locked(which: Q, school) -> list[Leave]:
    """In the order of their keys: of a leave and what prolongs it, the leave first."""
    rows = lock(Leave.objects.of(school).filter(which).select_related("pupil"))
    for row in rows:
        row.school = row.pupil.school = school
    return rows
