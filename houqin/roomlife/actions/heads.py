"""Appoint and replace room heads: one room with care, or all rooms from the counted papers."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from houqin.dormitory.models import DormRoom
from houqin.duties.actions import answer_codes
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.spoken import spoken
from houqin.kernel.transactions import do_all, lock
from houqin.people.models import Pupil
from houqin.roomlife import events
from houqin.roomlife.actions.elections import count_round, locked_room, open_election
from houqin.roomlife.gates import heads as gates
from houqin.roomlife.models import Election, RoomHead
from houqin.roomlife.permissions import ELECT_HEADS
from houqin.roomlife.selectors.heads import sleepers
from houqin.tenancy.models import Term

DAY = timedelta(days=1)
#: The duties that an appointment may answer.
HEAD_DUTIES = ("roomlife.elect-heads", "roomlife.new-head")


@transaction.atomic
def appoint_head(
    *, room: DormRoom, pupil: Pupil, term: Term, election: Election | None = None, actor, at: datetime
) -> RoomHead:
    """Make a pupil head of the room they sleep in, from today. With an election, only who won it.

    A head who moved out or whose term is over is ended here.
    Raises Refused: term_runs, sleeps_there, may_appoint.
    """
    authorise(actor, ELECT_HEADS, school=room.school, at=at)
    head = _appoint(locked_room(room), pupil, term, election, actor=actor, at=at)
    answer_codes(room.school, *HEAD_DUTIES, at=at)
    return head


def _appoint(room: DormRoom, pupil: Pupil, term: Term, election: Election | None, *, actor, at: datetime) -> RoomHead:
    """The change of `appoint_head`, on a locked room; the duties are the caller's to answer."""
    on = room.school.localdate(at)
    if election is not None:
        election = Election.objects.of(room.school).select_related("room__space").get(pk=election.pk, room=room)
    touching = RoomHead.objects.of(room.school).filter(Q(room=room) | Q(pupil=pupil))
    there = sleepers(room.school, on, rooms=[room]).get(room.pk, [])
    require(
        gates.term_runs(term, on=on),
        gates.sleeps_there(room, [pupil], there),
        gates.may_appoint(
            room, pupil, heads=touching.in_office(on).select_related("room__space", "pupil"), election=election
        ),
    )
    for gone in lock(touching.named().select_related("room__space", "pupil")):
        _end(gone, spoken(lambda: _("Moved out, or the term is over.")), on=on, actor=actor, at=at)
    head = RoomHead.objects.create(
        school=room.school, room=room, pupil=pupil, term=term, election=election, starts_on=on, appointed_by=actor,
        appointed_at=at,
    )  # fmt: skip
    record(
        events.HEAD_APPOINTED, head, about=[room, pupil, election], actor=actor, at=at, room=str(room),
        term=str(term), name=pupil.name,
    )  # fmt: skip
    return head


def _end(head: RoomHead, why, *, on, actor, at: datetime) -> None:
    head.ends_on, head.ended_by, head.ended_at, head.why_ended = on - DAY, actor, at, why
    head.save(update_fields=["ends_on", "ended_by", "ended_at", "why_ended"])
    record(
        events.HEAD_ENDED, head, about=[head.room, head.pupil], actor=actor, at=at, room=str(head.room),
        name=head.pupil.name,
    )  # fmt: skip


@transaction.atomic
def replace_head(*, head: RoomHead, why: str, pupil: Pupil | None = None, actor, at: datetime) -> RoomHead:
    """End a head's office, with the reason; another pupil of the room follows at once, or the room elects anew.

    Returns the head who is in office now, or the ended one.  Raises Refused: may_replace; those of appoint_head.
    """
    authorise(actor, ELECT_HEADS, school=head.school, at=at)
    locked_room(head.room)
    [head] = lock(RoomHead.objects.filter(pk=head.pk).select_related("room__space", "pupil", "term", "school__bureau"))
    require(gates.may_replace(head, pupil, why=why))
    _end(head, why.strip()[:120], on=head.school.localdate(at), actor=actor, at=at)
    if pupil is None:
        return head
    return appoint_head(room=head.room, pupil=pupil, term=head.term, actor=actor, at=at)


@transaction.atomic
def elect_heads(*, rooms: Mapping[DormRoom, Mapping[int, int]], term: Term, actor, at: datetime) -> list[Election]:
    """The papers of many rooms at once: each room's votes by the key of the pupil they name.

    Who has most is elected and appointed. A tied room stays open for another round, and the others are done. A room
    that refuses stops all of them, with the reasons of each.
    Raises Refused: those of open_election, close_vote and appoint_head.
    """
    made: list[Election] = []
    for room in rooms:
        authorise(actor, ELECT_HEADS, school=room.school, at=at)
    ordered = sorted(rooms.items(), key=lambda pair: pair[0].pk)
    do_all(
        [lambda room=room, votes=votes: made.append(_elect(room, votes, term, actor, at)) for room, votes in ordered]
    )
    for school in {room.school_id: room.school for room in rooms}.values():
        answer_codes(school, *HEAD_DUTIES, at=at)
    return made


def _elect(room: DormRoom, votes: Mapping[int, int], term: Term, actor, at: datetime) -> Election:
    room = locked_room(room)
    running = Election.objects.of(room.school).running(room.school.localdate(at)).filter(room=room)
    election = next(iter(lock(running.select_related("room__space", "school__bureau"))), None)
    if election is None:
        named = Pupil.objects.of(room.school).filter(pk__in=[key for key, number in votes.items() if number])
        election = open_election(room=room, term=term, nominees=named.order_by("number"), actor=actor, at=at)
    election = count_round(election, votes, actor=actor, at=at)
    if election.winner:
        _appoint(election.room, election.winner, term, election, actor=actor, at=at)
    return election
