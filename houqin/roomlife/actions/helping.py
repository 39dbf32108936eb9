"""Help a room first, honour it afterwards."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from houqin.dormitory.models import DormRoom
from houqin.duties.actions import answer_about
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.transactions import lock
from houqin.roomlife import events
from houqin.roomlife.actions.elections import locked_room
from houqin.roomlife.gates import inspections as gates
from houqin.roomlife.models import HelpNote, RoomAward
from houqin.roomlife.permissions import AWARD_ROOMS, HELP_ROOMS
from houqin.roomlife.selectors.dangers import open_dangers
from houqin.roomlife.selectors.ratings import days_looked, month_of, ratings
from houqin.tenancy.parameters import parameters_of


@transaction.atomic
def help_room(
    *, room: DormRoom, kind: str, text: str, happened_at: datetime | None = None, actor, at: datetime
) -> HelpNote:
    """Write down what was said or shown in a room. It costs nobody a point.  Raises Refused: happened, says_how."""
    authorise(actor, HELP_ROOMS, school=room.school, at=at)
    room, happened_at = locked_room(room), happened_at or at
    require(gates.happened(happened_at, at=at), gates.says_how(text))
    note = HelpNote.objects.create(
        school=room.school, room=room, kind=kind, text=text.strip()[:400], happened_at=happened_at, received_at=at,
        given_by=actor,
    )  # fmt: skip
    record(
        events.ROOM_HELPED, note, about=[room], actor=actor, at=at, happened_at=happened_at, room=str(room), how=kind,
    )  # fmt: skip
    answer_about(room, at=at)
    return note


@transaction.atomic
def award_rooms(*, school, month: date, rooms: Iterable[DormRoom], actor, at: datetime) -> list[RoomAward]:
    """Name the civilised rooms of a month that is over. All of them or none.  Raises Refused: may_award."""
    authorise(actor, AWARD_ROOMS, school=school, at=at)
    keys = [room.pk for room in rooms]
    rooms = lock(DormRoom.objects.of(school).filter(pk__in=keys).select_related("space"))
    first, last = month_of(month)
    rated = ratings(school, first, last, rooms=rooms)
    awarded = set(RoomAward.objects.of(school).filter(month=first, withdrawn_at=None).values_list("room", flat=True))
    needs = {
        "least": award_needs(school, last), "looked": days_looked(school, first, last),
        "dangers": open_dangers(school, rooms),
    }  # fmt: skip
    require(gates.may_award(rated, rooms, last=last, today=school.localdate(at), awarded=awarded, **needs))
    made = []
    for room in rooms:
        award = RoomAward.objects.create(
            school=school, room=room, month=first, score=rated[room.pk].score, awarded_by=actor, awarded_at=at
        )
        record(
            events.ROOM_AWARDED, award, about=[room, room.space], actor=actor, at=at, room=str(room),
            month=f"{first:%Y-%m}", score=award.score,
        )  # fmt: skip
        made.append(award)
    return made


def award_needs(school, on: date) -> int:
    """The mean score from which on a room may have the award (EV-07)."""
    return int(parameters_of(school, on=on)["civilised_room_least_score"])


@transaction.atomic
def withdraw_award(*, award: RoomAward, why: str, actor, at: datetime) -> RoomAward:
    """Take an award back, with the reason; it stays on record.  Raises Refused: may_withdraw."""
    authorise(actor, AWARD_ROOMS, school=award.school, at=at)
    [award] = lock(RoomAward.objects.filter(pk=award.pk).select_related("room__space", "school__bureau"))
    require(gates.may_withdraw(award, why=why))
    award.withdrawn_by, award.withdrawn_at, award.why_withdrawn = actor, at, why.strip()[:120]
    award.save(update_fields=["withdrawn_by", "withdrawn_at", "why_withdrawn"])
    record(
        events.AWARD_WITHDRAWN, award, about=[award.room], actor=actor, at=at, room=str(award.room),
        month=f"{award.month:%Y-%m}", why=award.why_withdrawn,
    )  # fmt: skip
    answer_about(award, at=at)
    return award
