"""Changes of bed: asked for by one, decided by another, with a personal token."""

from datetime import date, datetime

from ninja import Query, Router, Schema, Status
from pydantic import Field

from houqin.dormitory import actions
from houqin.dormitory.models import Bed, Move
from houqin.dormitory.permissions import SEE_DORMITORY
from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, Day, In, Key, Named, PageIn, PageOut, page, words
from houqin.kernel.permissions import authorise
from houqin.people.models import Pupil
from houqin.tenancy.reaching import one_of

router = Router(tags=["dormitory"])


class BedMoveIn(In):
    """`other` sleeps in `to_bed` now and comes to the pupil's bed: a swap."""

    pupil: Key
    to_bed: Key
    other: Key | None = None
    starts_on: Day | None = Field(None, description="The first night; tonight when missing.")
    why: words(120, "Why, in a few words.", least=1)


class BedDecisionIn(In):
    approve: bool
    note: words(120, "Needed when it is declined.") = ""


class BedMoveOut(Schema):
    """`outcome` is empty while nobody has decided."""

    id: int
    pupil: Named
    other: Named | None
    from_bed: Named
    to_bed: Named
    starts_on: date
    why: str
    asked_by: Named
    asked_at: datetime
    outcome: str
    decided_by: Named | None

    @staticmethod
    def resolve_outcome(row):
        decision = getattr(row, "decision", None)
        return decision.outcome if decision else ""

    @staticmethod
    def resolve_decided_by(row):
        decision = getattr(row, "decision", None)
        return decision.by if decision else None


def move_of(request, pk: int) -> Move:
    return one_of(request, Move.objects.with_all().select_related("school__bureau"), pk)


@router.get("", response={200: PageOut[BedMoveOut], **NO}, operation_id="list_bed_moves",
            summary="Changes of bed, newest first")  # fmt: skip
def list_bed_moves(request, asked: Query[PageIn]):
    authorise(request.user, SEE_DORMITORY, school=request.school, at=request.now)
    return page(Move.objects.of(request.school).with_all(), asked)


@router.post("", response={201: BedMoveOut, **NO}, operation_id="ask_bed_move",
             summary="Ask that a boarder changes bed (DV-03)", **ONCE)  # fmt: skip
def ask_bed_move(request, sent: BedMoveIn):
    people = Pupil.objects.select_related("school__bureau")
    pupil, other = one_of(request, people, sent.pupil), one_of(request, people, sent.other)
    bed = one_of(request, Bed.objects.select_related("room__space"), sent.to_bed)
    made = call(
        request, actions.ask_move, about=[pupil], pupil=pupil, to_bed=bed, other=other, starts_on=sent.starts_on,
        why=sent.why,
    )  # fmt: skip
    return Status(201, move_of(request, made.pk))


@router.post("/{int:pk}/decide", response={200: BedMoveOut, **NO}, operation_id="decide_bed_move",
             summary="Approve or decline it as a second person, with a personal token", **ONCE)  # fmt: skip
def decide_bed_move(request, pk: int, sent: BedDecisionIn):
    move = move_of(request, pk)
    call(request, actions.decide_move, about=[move], move=move, approve=sent.approve, note=sent.note)
    return move_of(request, pk)
