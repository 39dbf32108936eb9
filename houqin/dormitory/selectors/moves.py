"""Moves that wait for somebody's word."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from houqin.dormitory.gates.moving import may_decide, may_move
from houqin.dormitory.models import Move
from houqin.dormitory.selectors.assigned import assigned_from
from houqin.kernel.refusals import Refusal
from houqin.tenancy.calendar import night_of
from houqin.tenancy.parameters import parameters_of


def waiting_moves(school, pupils: Iterable[int] | None = None) -> list[Move]:
    """Undecided moves, the oldest first; only those that touch these pupils when they are named. One query."""
    rows = Move.objects.of(school).open().with_all().order_by("asked_at", "pk")
    if pupils is not None:
        keys = set(pupils)
        rows = rows.filter(Q(pupil__in=keys) | Q(other__in=keys))
    return list(rows)


def why_not(move: Move, *, actor, at: datetime) -> list[Refusal]:
    """Why this person may not approve an undecided move now: shown before the tap."""
    school, on = move.school, max(move.starts_on, night_of(move.school, at))
    pupils = {move.pupil_id, move.other_id or move.pupil_id}
    assigned = assigned_from(school, on, beds=[move.from_bed, move.to_bed], pupils=pupils)
    world = may_move(
        school, pupil=move.pupil, from_bed=move.from_bed, to_bed=move.to_bed, other=move.other, on=on,
        assigned=assigned, numbers=parameters_of(school, on=on),
    )  # fmt: skip
    return [*may_decide(move, actor=actor, decision=None), *world]
