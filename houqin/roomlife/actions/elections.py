"""A room elects: nominate, vote, count, or call it off."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from houqin.dormitory.models import DormRoom
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.spoken import spoken
from houqin.kernel.transactions import lock
from houqin.people.models import Pupil
from houqin.roomlife import events
from houqin.roomlife.gates import heads as gates
from houqin.roomlife.models import Candidate, Election, Tally, Voter
from houqin.roomlife.permissions import ELECT_HEADS
from houqin.roomlife.selectors.heads import sleepers, standing
from houqin.tenancy.models import Term


def locked_room(room: DormRoom) -> DormRoom:
    """The room, locked, with what its name and its school need."""
    [room] = lock(DormRoom.objects.filter(pk=room.pk).select_related("space", "school__bureau"))
    return room


@transaction.atomic
def open_election(*, room: DormRoom, term: Term, nominees: Iterable[Pupil] = (), actor, at: datetime) -> Election:
    """Begin the vote of a room, with its nominees. One that was left open in another term is called off here.

    Raises Refused: term_runs, none_is_open, sleeps_there.
    """
    authorise(actor, ELECT_HEADS, school=room.school, at=at)
    room, on = locked_room(room), room.school.localdate(at)
    nominees = list({pupil.pk: pupil for pupil in nominees}.values())
    there = sleepers(room.school, on, rooms=[room]).get(room.pk, [])
    require(
        gates.term_runs(term, on=on),
        gates.none_is_open(room, Election.objects.filter(room=room, term=term, closed_at=None).first()),
        gates.sleeps_there(room, nominees, there),
    )
    for left_open in lock(Election.objects.filter(room=room, closed_at=None).select_related("room__space", "term")):
        _call_off(left_open, spoken(lambda: _("The term is over.")), actor=actor, at=at)
    election = Election.objects.create(school=room.school, room=room, term=term, opened_by=actor, opened_at=at)
    Candidate.objects.bulk_create(Candidate(school=room.school, election=election, pupil=pupil) for pupil in nominees)
    record(events.ELECTION_OPENED, election, about=[room], actor=actor, at=at, room=str(room), term=str(term))
    return election


def _locked(election: Election) -> Election:
    rows = Election.objects.filter(pk=election.pk).select_related("room__space", "school__bureau", "term")
    [election] = lock(rows)
    return election


@transaction.atomic
def nominate(*, election: Election, pupil: Pupil, actor, at: datetime) -> Candidate:
    """One more candidate; in a later round as well.  Raises Refused: may_nominate, sleeps_there."""
    authorise(actor, ELECT_HEADS, school=election.school, at=at)
    election = _locked(election)
    there = sleepers(election.school, election.school.localdate(at), rooms=[election.room]).get(election.room_id, [])
    nominated = {candidate.pupil_id for candidate in standing(election, there)}
    require(gates.may_nominate(election, pupil, nominated=nominated), gates.sleeps_there(election.room, [pupil], there))
    candidate, _is_new = Candidate.objects.update_or_create(
        school=election.school, election=election, pupil=pupil, defaults={"last_round": election.round}
    )
    record(
        events.NOMINATED, election, about=[election.room, pupil], actor=actor, at=at, room=str(election.room),
        name=pupil.name,
    )  # fmt: skip
    return candidate


@transaction.atomic
def mark_voters(*, election: Election, voters: Iterable[Pupil], actor, at: datetime) -> Election:
    """These pupils have put their paper into the box: each once a round. Nobody writes down for whom.

    Raises Refused: is_open, may_vote, sleeps_there.
    """
    authorise(actor, ELECT_HEADS, school=election.school, at=at)
    election, voters = _locked(election), list({pupil.pk: pupil for pupil in voters}.values())
    there = sleepers(election.school, election.school.localdate(at), rooms=[election.room]).get(election.room_id, [])
    voted = set(election.voters.filter(round=election.round).values_list("pupil", flat=True))
    require(
        gates.is_open(election), gates.sleeps_there(election.room, voters, there), gates.may_vote(voters, voted=voted)
    )
    Voter.objects.bulk_create(
        Voter(school=election.school, election=election, round=election.round, pupil=pupil) for pupil in voters
    )
    record(
        events.VOTED, election, about=[election.room], actor=actor, at=at, room=str(election.room),
        round=election.round, count=len(voters),
    )  # fmt: skip
    return election


@transaction.atomic
def call_off_election(*, election: Election, why: str, actor, at: datetime) -> Election:
    """The vote comes to nothing, and the room may begin another; papers that were counted stay on record.

    Raises Refused: may_call_off.
    """
    authorise(actor, ELECT_HEADS, school=election.school, at=at)
    election = _locked(election)
    require(gates.may_call_off(election, why=why))
    _call_off(election, why.strip()[:120], actor=actor, at=at)
    return election


def _call_off(election: Election, why, *, actor, at: datetime) -> None:
    """The change of `call_off_election`. Why is for those who see the vote: a child may be named in it."""
    election.closed_by, election.closed_at, election.why_called_off = actor, at, why
    election.save(update_fields=["closed_by", "closed_at", "why_called_off"])
    record(
        events.ELECTION_CALLED_OFF, election, about=[election.room], actor=actor, at=at, room=str(election.room),
        term=str(election.term),
    )  # fmt: skip


@transaction.atomic
def close_vote(*, election: Election, votes: Mapping[int, int], actor, at: datetime) -> Election:
    """Enter the count of the papers, by the key of the pupil they name: most votes are elected.

    With a list of voters, no more papers than voters; without, no more than sleep in the room. A tie is kept and the
    vote stays open for another round among those who tied.  Raises Refused: count_is_possible.
    """
    authorise(actor, ELECT_HEADS, school=election.school, at=at)
    election = _locked(election)
    return count_round(election, votes, actor=actor, at=at)


def count_round(election: Election, votes: Mapping[int, int], *, actor, at: datetime) -> Election:
    """The change of `close_vote`, on a locked election."""
    there = sleepers(election.school, election.school.localdate(at), rooms=[election.room]).get(election.room_id, [])
    candidates = standing(election, there)
    listed = election.voters.filter(round=election.round).count()
    known = {candidate.pupil_id for candidate in candidates}
    votes = {key: number for key, number in votes.items() if number}
    strangers = list(Pupil.objects.of(election.school).filter(pk__in=set(votes) - known).order_by("number"))
    require(
        gates.count_is_possible(election, votes, candidates=candidates, most=listed or len(there)),
        gates.in_the_run(election, strangers),
    )
    Tally.objects.bulk_create(
        Tally(school=election.school, candidate=one, round=election.round, votes=votes.get(one.pupil_id, 0))
        for one in candidates
    )
    most = max(votes.values())
    ahead = [one for one in candidates if votes.get(one.pupil_id) == most]
    facts = {"room": str(election.room), "votes": most}
    if len(ahead) > 1:
        record(
            events.VOTE_TIED, election, about=[election.room], actor=actor, at=at, round=election.round,
            names=[one.pupil.name for one in ahead], **facts,
        )  # fmt: skip
        election.round += 1
        election.save(update_fields=["round"])
        Candidate.objects.filter(pk__in=[one.pk for one in ahead]).update(last_round=election.round)
        return election
    [elected] = ahead
    election.winner, election.closed_by, election.closed_at = elected.pupil, actor, at
    election.save(update_fields=["winner", "closed_by", "closed_at"])
    record(
        events.HEAD_ELECTED, election, about=[election.room, elected.pupil], actor=actor, at=at,
        name=elected.pupil.name, **facts,
    )  # fmt: skip
    return election
