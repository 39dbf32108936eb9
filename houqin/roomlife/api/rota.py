"""The cleaning rota over the API: whose turn it is, who stands in, what was done."""

from datetime import date
from typing import Annotated

from ninja import Query, Router, Schema, Status
from pydantic import ConfigDict, Field

from houqin.dormitory.models import DormRoom
from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, Day, In, Key, Moment, Named, Said, distinct, words
from houqin.kernel.permissions import authorise
from houqin.people.models import Pupil
from houqin.roomlife import actions
from houqin.roomlife.actions import NotDone
from houqin.roomlife.models import Turn
from houqin.roomlife.permissions import CHECK_ROTA, PLAN_ROTA, SEE_CHILDREN
from houqin.roomlife.selectors.heads import rooms_in_use
from houqin.roomlife.selectors.rota import turns_of
from houqin.tenancy.reaching import one_of, those_of

router = Router(tags=["room life"])

MOST_TURNS = 500


class CleaningDayIn(Schema):
    model_config = ConfigDict(extra="ignore")

    on: Day | None = Field(None, description="Today when left out.")


class CleaningTurnOut(Schema):
    id: int
    room: int = Field(alias="room_id")
    on: date
    pupil: Named
    instead_of: Named | None
    why: Said
    is_done: bool | None = Field(description="Null while nobody has looked.")

    @staticmethod
    def resolve_is_done(turn):
        return turn.check_of.is_done if hasattr(turn, "check_of") else None


class PlanCleaningIn(In):
    first: Day
    last: Day
    rooms: Annotated[list[Key], Field(max_length=MOST_TURNS, description="All rooms in use when empty.")] = []


class StandInIn(In):
    pupil: Key
    why: words(120)


class MissedTurnIn(In):
    turn: Key
    note: words(200) = ""


class CheckCleaningIn(In):
    """These turns of a day were looked at: done, unless `missed` names them."""

    on: Day
    turns: Annotated[list[Key], Field(min_length=1, max_length=MOST_TURNS)]
    missed: Annotated[list[MissedTurnIn], Field(max_length=MOST_TURNS), distinct("turn")] = []
    happened_at: Moment | None = None


def _turns(request, on):
    return turns_of(request.school, on, on)


@router.get("", response={200: list[CleaningTurnOut], **NO}, operation_id="list_cleaning_turns",
            summary="Whose turn it is on a day, and whether it was done")  # fmt: skip
def list_turns(request, asked: Query[CleaningDayIn]):
    authorise(request.user, SEE_CHILDREN, school=request.school, at=request.now)
    return list(_turns(request, asked.on or request.school.localdate(request.now)))


@router.post("/plan", response={201: list[CleaningTurnOut], **NO}, operation_id="plan_cleaning",
             summary="Give each cleaning day its duty pupil, going on where the order stopped", **ONCE)  # fmt: skip
def plan_rota(request, sent: PlanCleaningIn):
    school = request.school
    authorise(request.user, PLAN_ROTA, school=school, at=request.now)
    rooms = those_of(request, DormRoom.objects.all(), sent.rooms).values() if sent.rooms else None
    if rooms is None:
        rooms = rooms_in_use(school, school.localdate(request.now))
    call(request, actions.plan_rota, about=[school], school=school, rooms=rooms, first=sent.first, last=sent.last)
    return Status(201, list(turns_of(school, sent.first, sent.last, rooms=rooms)))


@router.post("/{int:pk}/stand-in", response={200: CleaningTurnOut, **NO}, operation_id="stand_in_for_cleaning",
             summary="Another pupil of the room cleans that day", **ONCE)  # fmt: skip
def stand_in(request, pk: int, sent: StandInIn):
    turn = one_of(request, Turn.objects.select_related("room__space"), pk)
    authorise(request.user, PLAN_ROTA, school=turn.school, at=request.now)
    pupil = one_of(request, Pupil.objects.all(), sent.pupil)
    call(request, actions.stand_in, about=[turn], turn=turn, pupil=pupil, why=sent.why)
    return _turns(request, turn.on).get(pk=turn.pk)


@router.post("/check", response={200: list[CleaningTurnOut], **NO}, operation_id="check_cleaning",
             summary="Turns were looked at, by exception", **ONCE)  # fmt: skip
def check_turns(request, sent: CheckCleaningIn):
    school = request.school
    authorise(request.user, CHECK_ROTA, school=school, at=request.now)
    turns = those_of(request, Turn.objects.all(), {*sent.turns, *(one.turn for one in sent.missed)})
    missed = {one.turn: NotDone(one.note) for one in sent.missed}
    call(
        request, actions.check_turns, about=[school], school=school, on=sent.on, turns=turns.values(), missed=missed,
        happened_at=sent.happened_at,
    )  # fmt: skip
    return [turn for turn in _turns(request, sent.on) if turn.pk in turns]
