"""May this pupil be nominated, counted, appointed? D-05: one head a room, who sleeps there."""

from collections.abc import Collection, Iterator, Mapping

from houqin.kernel.refusals import Refusal
from houqin.people.models import Pupil
from houqin.roomlife.models import Candidate, Election, RoomHead
from houqin.roomlife.reasons import Reason


def term_runs(term, *, on) -> Iterator[Refusal]:
    if not term.starts_on <= on <= term.ends_on:
        yield Refusal(Reason.TERM_NOT_NOW, {"term": str(term), "on": on})


def sleeps_there(room, pupils: Collection[Pupil], sleepers: Collection[Pupil]) -> Iterator[Refusal]:
    known = {pupil.pk for pupil in sleepers}
    for pupil in pupils:
        if pupil.pk not in known:
            yield Refusal(Reason.NOT_IN_THE_ROOM, {"name": pupil.name, "room": str(room)})


def none_is_open(room, election: Election | None) -> Iterator[Refusal]:
    if election is not None:
        yield Refusal(Reason.ELECTION_OPEN, {"room": str(room)}, where=election)


def is_open(election: Election) -> Iterator[Refusal]:
    if election.closed_at:
        yield Refusal(Reason.ELECTION_CLOSED, {"room": str(election.room)}, where=election)


def may_call_off(election: Election, *, why: str) -> Iterator[Refusal]:
    yield from is_open(election)
    if not why.strip():
        yield Refusal(Reason.WHY_MISSING)


def may_nominate(election: Election, pupil: Pupil, *, nominated: Collection[int]) -> Iterator[Refusal]:
    yield from is_open(election)
    if pupil.pk in nominated:
        yield Refusal(Reason.NOMINATED_ALREADY, {"name": pupil.name})


def may_vote(voters: Collection[Pupil], *, voted: Collection[int]) -> Iterator[Refusal]:
    again = [pupil.name for pupil in voters if pupil.pk in voted]
    if again:
        yield Refusal(Reason.VOTED_ALREADY, {"names": again})


def count_is_possible(
    election: Election, votes: Mapping[int, int], *, candidates: list[Candidate], most: int
) -> Iterator[Refusal]:
    """`votes` by the key of a pupil; `most` is how many may have voted."""
    room = str(election.room)
    yield from is_open(election)
    if not candidates:
        yield Refusal(Reason.NO_CANDIDATES, {"room": room}, where=election)
    elif not sum(votes.values()):
        yield Refusal(Reason.NO_VOTES, {"room": room}, where=election)
    elif sum(votes.values()) > most:
        yield Refusal(Reason.TOO_MANY_VOTES, {"room": room, "votes": sum(votes.values()), "most": most}, where=election)


def may_appoint(room, pupil: Pupil, *, heads: Collection[RoomHead], election: Election | None) -> Iterator[Refusal]:
    """`heads` are those in office now that name this room or this pupil."""
    for head in heads:
        if head.room_id == room.pk:
            yield Refusal(Reason.HEAD_IN_OFFICE, {"room": str(room), "name": head.pupil.name}, where=head)
        elif head.pupil_id == pupil.pk:
            yield Refusal(Reason.HEADS_ELSEWHERE, {"room": str(head.room), "name": pupil.name}, where=head)
    if election is not None and not election.closed_at:
        yield Refusal(Reason.VOTE_NOT_CLOSED, {"room": str(room)}, where=election)
    elif election is not None and election.winner_id != pupil.pk:
        yield Refusal(Reason.NOT_ELECTED, {"room": str(room), "name": pupil.name}, where=election)


def may_replace(head: RoomHead, pupil: Pupil | None, *, why: str) -> Iterator[Refusal]:
    if head.ends_on is not None:
        yield Refusal(Reason.HEAD_ENDED, where=head)
    if not why.strip():
        yield Refusal(Reason.WHY_MISSING)
    if pupil is not None and pupil.pk == head.pupil_id:
        yield Refusal(Reason.SAME_PUPIL, {"name": pupil.name})


def in_the_run(election: Election, strangers: Collection[Pupil]) -> Iterator[Refusal]:
    """Nobody has votes who is no candidate of this round."""
    for pupil in strangers:
        yield Refusal(Reason.NOT_IN_THE_RUN, {"name": pupil.name, "room": str(election.room)}, where=election)
