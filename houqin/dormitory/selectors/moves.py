"""Moves that wait for somebody's word."""

from collections.abc import Iterable

from django.db.models import Q

from houqin.dormitory.models import Move


def waiting_moves(school, pupils: Iterable[int] | None = None) -> list[Move]:
    """Undecided moves, the oldest first; only those that touch these pupils when they are named. One query."""
    rows = Move.objects.of(school).open().with_all().order_by("asked_at", "pk")
    if pupils is not None:
        keys = set(pupils)
        rows = rows.filter(Q(pupil__in=keys) | Q(other__in=keys))
    return list(rows)
