"""Plan the cleaning rota, let somebody stand in, check what was done."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from houqin.dormitory.models import DormRoom
from houqin.duties.actions import answer_codes
from houqin.journal.actions import record
from houqin.journal.attachments import store_attachment
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.spoken import spoken
from houqin.kernel.transactions import lock
from houqin.people.models import Pupil
from houqin.roomlife import events
from houqin.roomlife.gates import rota as gates
from houqin.roomlife.gates.heads import sleeps_there
from houqin.roomlife.models import Turn, TurnCheck, TurnPhoto
from houqin.roomlife.permissions import CHECK_ROTA, PLAN_ROTA
from houqin.roomlife.selectors.heads import sleepers
from houqin.roomlife.selectors.rota import (
    LOOK_BACK,
    MORNING,
    Share,
    away_at,
    away_on,
    cleaning_days,
    shares,
    turns_of,
)


@transaction.atomic
def plan_rota(*, school, rooms: Iterable[DormRoom], first: date, last: date, actor, at: datetime) -> list[Turn]:
    """Give every cleaning day of these rooms a duty pupil, by bed, going on where the order stopped.

    Whoever is known to be away is passed over: the one present with the fewest turns this term stands in, and that
    is written down. Days that are planned stay, unless their pupil has moved out or is away. Returns what is new or
    changed.  Raises Refused: may_plan.
    """
    authorise(actor, PLAN_ROTA, school=school, at=at)
    today = school.localdate(at)
    rooms = lock(DormRoom.objects.of(school).filter(pk__in=[room.pk for room in rooms]).select_related("space"))
    require(gates.may_plan(first=first, last=last, today=today))
    there = sleepers(school, today, rooms=rooms)
    days = cleaning_days(school, first, last)
    away = away_on(school, days)
    counted = shares(school, there, on=first)
    before = {turn.room_id: turn.whose for turn in _before(school, rooms, first)}
    planned = {(turn.room_id, turn.on): turn for turn in turns_of(school, first, last, rooms=rooms)}
    new: list[Turn] = []
    changed: list[Turn] = []
    for room in rooms:
        whose = before.get(room.pk)
        for on in days:
            # Whose last day at the school is known to come before it has no turn then.
            order = [share for share in counted.get(room.pk, []) if not share.pupil.has_left(on)]
            if not order:
                continue
            turn = planned.get((room.pk, on))
            if turn and (_holds(turn, order, away[on]) or hasattr(turn, "check_of")):
                whose = turn.whose
                continue
            next_one, doing = _next(order, whose, away[on])
            whose = next_one.pupil.pk
            (changed if turn else new).append(_laid(turn or Turn(school=school, room=room, on=on), next_one, doing))
    for turn in [*new, *changed]:
        turn.planned_by, turn.planned_at = actor, at
    Turn.objects.bulk_create(new)
    Turn.objects.bulk_update(changed, ["pupil", "instead_of", "why", "planned_by", "planned_at"])
    record(
        events.ROTA_PLANNED, school, about=rooms[:50], actor=actor, at=at, first=first, last=last,
        count=len(new) + len(changed), rooms=len(rooms),
    )  # fmt: skip
    answer_codes(school, "roomlife.plan-rota", at=at)
    return [*new, *changed]


def _before(school, rooms, first: date):
    """The turns before the first day, so that the last of each room wins. One query."""
    return Turn.objects.of(school).filter(room__in=rooms, on__gte=first - LOOK_BACK, on__lt=first).order_by("on")


def _holds(turn: Turn, order: list[Share], away: Collection[int]) -> bool:
    return turn.pupil_id not in away and any(share.pupil.pk == turn.pupil_id for share in order)


def _next(order: list[Share], whose: int | None, away: Collection[int]) -> tuple[Share, Share]:
    """Whose turn it is after `whose`, and who does it: the same, or who is there and has done least."""
    keys = [share.pupil.pk for share in order]
    place = (keys.index(whose) + 1) % len(keys) if whose in keys else 0
    ahead = [*order[place:], *order[:place]]
    here = [share for share in ahead if share.pupil.pk not in away]
    # With everybody away nobody stands in: whoever is back first finds their name on the wall.
    doing = ahead[0] if not here or ahead[0] in here else min(here, key=lambda share: share.all)
    doing.ahead += 1
    return ahead[0], doing


def _laid(turn: Turn, whose: Share, doing: Share) -> Turn:
    turn.pupil, turn.instead_of, turn.why = doing.pupil, None, ""
    if doing is not whose:
        # Not where and not why: the sheet hangs in the room.
        turn.instead_of, turn.why = whose.pupil, spoken(lambda: _("Away that day."))
    return turn


@transaction.atomic
def stand_in(*, turn: Turn, pupil: Pupil, why: str, actor, at: datetime) -> Turn:
    """Another pupil of the room cleans that day and has the credit; back to whose turn it was undoes it.

    Today or later: what a day was is not written anew.

    Raises Refused: may_stand_in, sleeps_there.
    """
    authorise(actor, PLAN_ROTA, school=turn.school, at=at)
    rows = Turn.objects.filter(pk=turn.pk).select_related("room__space", "school__bureau", "pupil", "instead_of")
    [turn] = lock(rows)
    there = sleepers(turn.school, turn.on, rooms=[turn.room]).get(turn.room_id, [])
    is_checked = TurnCheck.objects.filter(turn=turn).exists()
    # The room is cleaned in the morning; when that is over, whoever is there now may still do it.
    away = away_at(turn.school, max(at, turn.school.moment(turn.on, MORNING)))
    today = turn.school.localdate(at)
    require(
        gates.may_stand_in(turn, pupil, why=why, is_checked=is_checked, away=away, today=today),
        sleeps_there(turn.room, [pupil], there),
    )
    whose = turn.instead_of or turn.pupil
    is_back = pupil.pk == whose.pk
    turn.pupil, turn.instead_of = pupil, None if is_back else whose
    turn.why = "" if is_back else why.strip()[:120]
    turn.planned_by, turn.planned_at = actor, at
    turn.save(update_fields=["pupil", "instead_of", "why", "planned_by", "planned_at"])
    record(
        events.TURN_TAKEN, turn, about=[turn.room, pupil, whose], actor=actor, at=at, room=str(turn.room), on=turn.on,
        name=pupil.name,
    )  # fmt: skip
    return turn


@dataclass(frozen=True)
class NotDone:
    """What was left undone, in words and photos."""

    note: str = ""
    photos: list = field(default_factory=list)


@transaction.atomic
def check_turns(
    *, school, on: date, turns: Iterable[Turn], missed: Mapping[int, NotDone] | None = None,
    happened_at: datetime | None = None, actor, at: datetime,
) -> list[TurnCheck]:  # fmt: skip
    """These turns of a day were looked at: done, unless `missed` names them by key.  Raises Refused: may_check."""
    authorise(actor, CHECK_ROTA, school=school, at=at)
    happened_at, missed = happened_at or at, missed or {}
    rows = Turn.objects.of(school).filter(pk__in=[turn.pk for turn in turns], on=on).select_related("room__space")
    turns = lock(rows)
    checked = set(TurnCheck.objects.of(school).filter(turn__in=turns).values_list("turn", flat=True))
    seen_on = school.localdate(happened_at)
    require(gates.may_check(turns, on=on, seen_on=seen_on, checked=checked, happened_at=happened_at, at=at))
    made = TurnCheck.objects.bulk_create(
        TurnCheck(
            school=school, turn=turn, is_done=turn.pk not in missed,
            note=missed[turn.pk].note.strip()[:200] if turn.pk in missed else "", happened_at=happened_at,
            received_at=at, checked_by=actor,
        )
        for turn in turns
    )  # fmt: skip
    kept = {"chain": school.pk, "actor": actor, "at": at}
    photos = [
        TurnPhoto(school=school, check_of=check, attachment=store_attachment(photo, **kept))
        for check in made
        if check.turn_id in missed
        for photo in missed[check.turn_id].photos
    ]
    TurnPhoto.objects.bulk_create(photos)
    record(
        events.TURNS_CHECKED, school,
        about=[*(turn.room for turn in turns if turn.pk in missed), *(photo.attachment for photo in photos)],
        actor=actor, at=at, happened_at=happened_at, on=on, count=len(turns),
        missed=[str(turn.room) for turn in turns if turn.pk in missed],
    )  # fmt: skip
    answer_codes(school, "roomlife.check-turns", at=at)
    return made
