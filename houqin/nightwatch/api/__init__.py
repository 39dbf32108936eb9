"""The night watch over the API: who has a night, tonight's rounds, and many marks in one call. A mark takes a personal
token: it is somebody's word that they stood there."""

from datetime import date, datetime
from typing import Literal

from ninja import Router, Schema
from pydantic import Field

from houqin.journal.arrivals import measured
from houqin.journal.doors import attempt, by_our_clock
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, Day, In, Moment, Named, words
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import Refused
from houqin.nightwatch import actions
from houqin.nightwatch.models import Round
from houqin.nightwatch.permissions import SEE_NIGHT, WALK
from houqin.nightwatch.selectors.nights import rounds_of, walked
from houqin.nightwatch.selectors.roster import on_duty
from houqin.tenancy.calendar import night_of
from houqin.tenancy.reaching import one_of

router = Router(tags=["night watch"])

#: A night's worth of one phone.
MOST_MARKS = 200


class WatcherOut(Schema):
    user: Named
    building: Named | None


class OnDutyOut(Schema):
    """`is_leader_named` false: nobody is on the roster, these answer for the post."""

    night: date
    leaders: list[Named]
    watchers: list[WatcherOut]
    is_leader_named: bool


@router.get("/on-duty", response={200: OnDutyOut, **NO}, operation_id="get_on_duty", summary="Who has a night")
def get_on_duty(request, night: Day | None = None):
    authorise(request.user, SEE_NIGHT, school=request.school, at=request.now)
    return on_duty(request.school, night or night_of(request.school, request.now))


class PointOut(Schema):
    number: int
    space: Named
    code: str
    looks_at: list[str]
    wants_photo: bool
    passed_at: datetime | None


class PatrolRoundOut(Schema):
    id: int
    route: Named
    on: date
    starts_at: datetime
    due_at: datetime
    closes_at: datetime
    state: str
    points: list[PointOut]
    suspicions: int = Field(description="Marks that cannot be true as they stand: a person judges them.")


def _said(one, at: datetime) -> dict:
    passed = one.passed
    return {
        "id": one.round.pk, "route": one.round.route, "on": one.round.on, "starts_at": one.round.starts_at,
        "due_at": one.round.due_at, "closes_at": one.round.closes_at, "state": one.state(at),
        "suspicions": len(one.suspicions),
        "points": [
            {
                "number": point.number, "space": point.space, "code": point.space.code, "looks_at": point.looks_at,
                "wants_photo": point.number in one.round.photo_at,
                "passed_at": passed[point.pk].happened_at if point.pk in passed else None,
            }
            for point in one.way
        ],
    }  # fmt: skip


@router.get("/rounds", response={200: list[PatrolRoundOut], **NO}, operation_id="list_rounds",
            summary="The rounds of tonight")  # fmt: skip
def list_rounds(request):
    authorise(request.user, SEE_NIGHT, school=request.school, at=request.now)
    found = rounds_of(request.school, night_of(request.school, request.now))
    return [_said(one, request.now) for one in found]


def round_of(request, pk: int) -> Round:
    found = one_of(request, Round.objects.select_related("route", "version", "school__bureau"), pk)
    authorise(request.user, SEE_NIGHT, school=found.school, at=request.now)
    return found


@router.get("/rounds/{int:pk}", response={200: PatrolRoundOut, **NO}, operation_id="get_round",
            summary="One round with its points")  # fmt: skip
def get_round(request, pk: int):
    [found] = walked([round_of(request, pk)])
    return _said(found, request.now)


class MarkIn(In):
    """`key` makes it count once, however often it is sent; without it, its place in the call under `Entry-Key`."""

    code: words(120, "As scanned or typed, in any spelling, or the whole link of the label.", least=1)
    how: Literal["scanned", "typed"] = "scanned"
    happened_at: Moment | None = Field(None, description="By the phone's own clock.")
    key: words(40) = ""
    note: words(200) = ""
    finding: words(200, "What is wrong there; becomes a hazard.") = ""
    item: words(20, "What of the list it is about.") = ""


class MarksIn(In):
    """`sent_at` is the phone's clock now: with it, the marks of a wrong clock are put right and the error noted."""

    marks: list[MarkIn] = Field(min_length=1, max_length=MOST_MARKS)
    sent_at: Moment | None = None


class MarkOut(Schema):
    """What became of each: a refused one stops no other."""

    key: str
    state: Literal["accepted", "refused"]
    mark: int | None = None
    odd: list[str] = []
    refusals: list[dict] = []


@router.post("/rounds/{int:pk}/marks", response={200: list[MarkOut], **NO}, operation_id="mark_points",
             summary="Many marks in one call, with a personal token", **ONCE)  # fmt: skip
def mark_points(request, pk: int, sent: MarksIn):
    round = round_of(request, pk)
    authorise(request.user, WALK, school=round.school, at=request.now)
    call = request.headers.get("Entry-Key", "")[:40]
    return [_mark(request, round, one, sent.sent_at, f"{call}-{place}" if call else "")
            for place, one in enumerate(sent.marks)]  # fmt: skip


def _mark(request, round: Round, one: MarkIn, sent_at: datetime | None, place: str) -> dict:
    key, now, happened_at, arrival = one.key or place, request.now, one.happened_at, None
    if happened_at and sent_at:
        arrival = measured(pressed=happened_at, sent=sent_at, received=now, offset_then=None)
        happened_at = arrival.recorded_at if arrival else min(happened_at, now)
    else:
        happened_at = by_our_clock(happened_at, now)
    try:
        made = attempt(
            actions.mark_point, actor=request.user, at=now, chain=round.school_id, entry_key=key, about=[round],
            arrival=arrival, round=round, code=one.code, how=one.how, happened_at=happened_at, note=one.note,
            finding=one.finding, item=one.item,
        )  # fmt: skip
    except Refused as refused:
        return {"key": key, "state": "refused", "refusals": [each.as_data() for each in refused.refusals]}
    odd = list(made.oddities.values_list("kind", flat=True))
    return {"key": key, "state": "accepted", "mark": made.pk, "odd": odd}
