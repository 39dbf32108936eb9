"""Room heads over the API: who is, and the papers of a vote as they were counted."""

from datetime import date, datetime
from typing import Annotated

from ninja import Router, Schema, Status
from pydantic import Field

from houqin.dormitory.models import DormRoom
from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, In, Key, Named, distinct, words
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import refuse
from houqin.people.models import Pupil
from houqin.roomlife import actions
from houqin.roomlife.models import Election, RoomHead
from houqin.roomlife.permissions import ELECT_HEADS, SEE_CHILDREN
from houqin.roomlife.reasons import Reason
from houqin.roomlife.selectors.heads import rooms_in_use
from houqin.tenancy.calendar import term_on
from houqin.tenancy.reaching import one_of, those_of

router = Router(tags=["room life"])

MOST_ROOMS, MOST_VOTES = 200, 99


class RoomAndHeadOut(Schema):
    room: int
    name: str
    office: int | None = Field(description="What `replace` is asked of; null where a head is to be elected.")
    head: Named | None = Field(description="The pupil.")


class RoomPaperIn(In):
    pupil: Key
    votes: int = Field(ge=0, le=MOST_VOTES)


class RoomVoteIn(In):
    room: Key
    papers: Annotated[list[RoomPaperIn], Field(min_length=1, max_length=40), distinct("pupil")]


class VotesIn(In):
    """Each room's papers. A room that refuses stops all of them."""

    rooms: Annotated[list[RoomVoteIn], Field(min_length=1, max_length=MOST_ROOMS), distinct("room")]


class RoomElectionOut(Schema):
    id: int
    room: int = Field(alias="room_id")
    round: int
    winner: Named | None = Field(
        description="Null after a tie: the room votes again among those who tied. Null as well when it was called off."
    )
    closed_at: datetime | None


class ReplaceHeadIn(In):
    why: words(120)
    pupil: Key | None = Field(None, description="Who follows at once; null: the room elects anew.")


class CallOffIn(In):
    why: words(120)


class RoomHeadOut(Schema):
    id: int
    room: int = Field(alias="room_id")
    pupil: Named
    starts_on: date
    ends_on: date | None


@router.get("", response={200: list[RoomAndHeadOut], **NO}, operation_id="list_room_heads",
            summary="Every room in use with its head")  # fmt: skip
def list_heads(request):
    authorise(request.user, SEE_CHILDREN, school=request.school, at=request.now)
    today = request.school.localdate(request.now)
    offices = {one.room_id: one for one in RoomHead.objects.of(request.school).in_office(today).select_related("pupil")}
    return [
        {"room": room.pk, "name": str(room), "office": office and office.pk, "head": office and office.pupil}
        for room, office in ((room, offices.get(room.pk)) for room in rooms_in_use(request.school, today))
    ]


@router.post("/elect", response={201: list[RoomElectionOut], **NO}, operation_id="elect_room_heads",
             summary="Papers that were counted: who has most is head", **ONCE)  # fmt: skip
def elect_heads(request, sent: VotesIn):
    authorise(request.user, ELECT_HEADS, school=request.school, at=request.now)
    rooms = those_of(
        request, DormRoom.objects.select_related("space", "school__bureau"), (one.room for one in sent.rooms)
    )
    today = request.school.localdate(request.now)
    term = term_on(request.school, today)
    if term is None:
        refuse(Reason.NO_TERM, on=today)
    votes = {rooms[one.room]: {paper.pupil: paper.votes for paper in one.papers} for one in sent.rooms}
    call(request, actions.elect_heads, about=[request.school], rooms=votes, term=term)
    newest = {
        one.room_id: one for one in Election.objects.filter(room__in=rooms).select_related("winner").order_by("pk")
    }
    return Status(201, list(newest.values()))


@router.post("/elections/{int:pk}/call-off", response={200: RoomElectionOut, **NO},
             operation_id="call_off_room_election",
             summary="A vote comes to nothing, with the reason; the room may begin another", **ONCE)  # fmt: skip
def call_off(request, pk: int, sent: CallOffIn):
    election = one_of(request, Election.objects.select_related("room__space", "winner"), pk)
    authorise(request.user, ELECT_HEADS, school=election.school, at=request.now)
    return call(request, actions.call_off_election, about=[election], election=election, why=sent.why)


@router.post("/{int:pk}/replace", response={200: RoomHeadOut, **NO}, operation_id="replace_room_head",
             summary="End a head's office, with the reason; another follows or the room elects", **ONCE)  # fmt: skip
def replace_head(request, pk: int, sent: ReplaceHeadIn):
    head = one_of(request, RoomHead.objects.select_related("room__space", "pupil", "term"), pk)
    authorise(request.user, ELECT_HEADS, school=head.school, at=request.now)
    pupil = one_of(request, Pupil.objects.all(), sent.pupil)
    return call(request, actions.replace_head, about=[head], head=head, why=sent.why, pupil=pupil)
