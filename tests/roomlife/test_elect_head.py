"""A room elects its head: nominate, vote, count, appoint, replace (D-05, SF-06)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.roomlife.actions import (
    appoint_head,
    call_off_election,
    close_vote,
    elect_heads,
    mark_voters,
    nominate,
    open_election,
    replace_head,
)
from houqin.roomlife.models import Election, RoomHead, Tally, Voter
from houqin.roomlife.reasons import Reason
from houqin.roomlife.selectors import headless, heads_of
from houqin.tenancy.models import Term
from tests.builders import NOON, TODAY
from tests.roomlife.conftest import leave_school, move_out


@pytest.fixture
def election(scene):
    return open_election(room=scene.room, term=scene.term, nominees=scene.pupils()[:2], actor=scene.manager, at=NOON)


def by(scene):
    return {"actor": scene.manager, "at": NOON}


def test_the_pupil_with_most_papers_is_elected_and_appointed(scene, election):
    first, second = scene.pupils()[:2]

    closed = close_vote(election=election, votes={first.pk: 1, second.pk: 3}, **by(scene))
    appoint_head(room=scene.room, pupil=second, term=scene.term, election=closed, **by(scene))

    assert closed.winner == second
    assert heads_of(scene.school, TODAY) == {scene.room.pk: second}
    assert headless(scene.school, TODAY) == []
    assert list(Entry.objects.about(scene.room).order_by("pk").values_list("kind", flat=True)) == [
        "roomlife.election_opened", "roomlife.head_elected", "roomlife.head_appointed",
    ]  # fmt: skip


def test_a_tie_asks_for_another_vote_among_those_who_tied(scene, election):
    first, second, third, _fourth = scene.pupils()
    nominate(election=election, pupil=third, **by(scene))

    again = close_vote(election=election, votes={first.pk: 2, second.pk: 2}, **by(scene))
    assert (again.round, again.winner) == (2, None)
    with pytest.raises(Refused) as refused:
        close_vote(election=election, votes={third.pk: 4}, **by(scene))
    assert refused.value.reasons == {Reason.NOT_IN_THE_RUN}

    closed = close_vote(election=election, votes={first.pk: 1, second.pk: 2}, **by(scene))
    assert closed.winner == second
    assert [(one.round, one.candidate.pupil, one.votes) for one in Tally.objects.order_by("pk")] == [
        (1, first, 2), (1, second, 2), (1, third, 0), (2, first, 1), (2, second, 2),
    ]  # fmt: skip


def test_with_a_list_of_voters_each_votes_once_and_no_paper_is_one_too_many(scene, election):
    first, second, third, _fourth = scene.pupils()
    mark_voters(election=election, voters=[first, second], **by(scene))

    with pytest.raises(Refused) as twice:
        mark_voters(election=election, voters=[second, third], **by(scene))
    with pytest.raises(Refused) as too_many:
        close_vote(election=election, votes={first.pk: 3}, **by(scene))

    assert twice.value.reasons == {Reason.VOTED_ALREADY}
    assert too_many.value.reasons == {Reason.TOO_MANY_VOTES}
    assert [voter.pupil for voter in Voter.objects.order_by("pk")] == [first, second]
    assert {field.name for field in Voter._meta.fields} == {"id", "school", "election", "round", "pupil"}


def test_only_who_sleeps_in_the_room_is_nominated(scene, election):
    [stranger] = scene.pupils(scene.a_room("302 室", sleepers=1))

    with pytest.raises(Refused) as refused:
        nominate(election=election, pupil=stranger, **by(scene))

    assert refused.value.reasons == {Reason.NOT_IN_THE_ROOM}
    assert election.candidates.count() == 2


@pytest.mark.parametrize(
    ("votes", "reason"),
    [({}, Reason.NO_VOTES), ({0: 5}, Reason.TOO_MANY_VOTES), ({3: 1}, Reason.NOT_IN_THE_RUN)],
)
def test_counting_is_refused(scene, election, votes, reason):
    pupils = scene.pupils()

    with pytest.raises(Refused) as refused:
        close_vote(election=election, votes={pupils[place].pk: count for place, count in votes.items()}, **by(scene))

    assert refused.value.reasons == {reason}
    assert not Tally.objects.exists()


def test_a_room_does_not_elect_twice_at_once_nor_in_a_term_that_is_over(scene, election):
    scene.term.starts_on, scene.term.ends_on = TODAY - timedelta(days=99), TODAY - timedelta(days=1)
    scene.term.save()

    with pytest.raises(Refused) as refused:
        open_election(room=scene.room, term=scene.term, **by(scene))

    assert refused.value.reasons == {Reason.ELECTION_OPEN, Reason.TERM_NOT_NOW}
    assert Election.objects.count() == 1


@pytest.fixture
def left_open(scene):
    """A vote of the autumn that nobody closed."""
    autumn = Term.objects.create(
        school=scene.school, name="秋季学期", starts_on=date(2025, 9, 1), ends_on=date(2026, 1, 18)
    )
    return Election.objects.create(
        school=scene.school, room=scene.room, term=autumn, opened_by=scene.manager, opened_at=NOON - timedelta(days=90)
    )


def test_a_vote_left_open_last_term_is_called_off_by_that_of_this_term(scene, left_open):
    second = scene.pupils()[1]

    elect_heads(rooms={scene.room: {second.pk: 3}}, term=scene.term, **by(scene))

    left_open.refresh_from_db()
    assert heads_of(scene.school, TODAY) == {scene.room.pk: second}
    assert (left_open.closed_at, left_open.winner, str(left_open.why_called_off)) == (NOON, None, "学期已结束。")


def test_a_vote_is_called_off_with_a_reason_and_the_room_begins_another(scene, election):
    with pytest.raises(Refused) as refused:
        call_off_election(election=election, why=" ", **by(scene))
    assert refused.value.reasons == {Reason.WHY_MISSING}

    call_off_election(election=election, why="候选人都搬走了", **by(scene))
    with pytest.raises(Refused) as again:
        call_off_election(election=election, why="候选人都搬走了", **by(scene))
    open_election(room=scene.room, term=scene.term, **by(scene))

    election.refresh_from_db()
    assert again.value.reasons == {Reason.ELECTION_CLOSED}
    assert (election.closed_by, election.winner, election.why_called_off) == (scene.manager, None, "候选人都搬走了")
    said = Entry.objects.about(election).get(kind="roomlife.election_called_off")
    assert said.sentence == "301 室，春季学期"


def test_who_moved_out_during_the_vote_is_in_the_run_no_more(scene, election):
    first, second = scene.pupils()[:2]
    move_out(first)

    with pytest.raises(Refused) as refused:
        close_vote(election=election, votes={first.pk: 2, second.pk: 1}, **by(scene))
    closed = close_vote(election=election, votes={second.pk: 1}, **by(scene))

    assert refused.value.reasons == {Reason.NOT_IN_THE_RUN}
    assert closed.winner == second


def test_somebody_else_than_the_winner_is_not_appointed(scene, election):
    first, second = scene.pupils()[:2]
    close_vote(election=election, votes={first.pk: 4}, **by(scene))

    with pytest.raises(Refused) as refused:
        appoint_head(room=scene.room, pupil=second, term=scene.term, election=election, **by(scene))

    assert refused.value.reasons == {Reason.NOT_ELECTED}
    assert not RoomHead.objects.exists()


def test_a_room_has_one_head_and_the_database_says_so_too(scene):
    first, second = scene.pupils()[:2]
    head = appoint_head(room=scene.room, pupil=first, term=scene.term, **by(scene))

    with pytest.raises(Refused) as refused:
        appoint_head(room=scene.room, pupil=second, term=scene.term, **by(scene))
    with pytest.raises(IntegrityError), transaction.atomic():
        RoomHead.objects.create(
            school=scene.school, room=scene.room, pupil=second, term=scene.term, starts_on=TODAY,
            appointed_by=scene.manager, appointed_at=NOON,
        )  # fmt: skip

    assert refused.value.reasons == {Reason.HEAD_IN_OFFICE}
    assert list(RoomHead.objects.all()) == [head]


def test_a_head_is_replaced_with_a_reason(scene):
    first, second = scene.pupils()[:2]
    head = appoint_head(room=scene.room, pupil=first, term=scene.term, **by(scene))

    with pytest.raises(Refused) as refused:
        replace_head(head=head, pupil=first, why=" ", **by(scene))
    replace_head(head=head, pupil=second, why="自己提出", **by(scene))

    assert refused.value.reasons == {Reason.WHY_MISSING, Reason.SAME_PUPIL}
    assert heads_of(scene.school, TODAY) == {scene.room.pk: second}
    head.refresh_from_db()
    assert (head.ends_on, head.why_ended) == (TODAY - timedelta(days=1), "自己提出")


def test_who_moves_out_is_head_no_longer_and_the_next_is_appointed_without_more(scene):
    first, second = scene.pupils()[:2]
    gone = appoint_head(room=scene.room, pupil=first, term=scene.term, **by(scene))

    move_out(first)

    assert heads_of(scene.school, TODAY) == {}
    assert headless(scene.school, TODAY) == [scene.room]
    appoint_head(room=scene.room, pupil=second, term=scene.term, **by(scene))
    assert heads_of(scene.school, TODAY) == {scene.room.pk: second}
    gone.refresh_from_db()
    assert gone.ends_on == TODAY - timedelta(days=1)


def test_who_left_the_school_and_keeps_the_bed_is_head_no_longer(scene):
    first, second = scene.pupils()[:2]
    appoint_head(room=scene.room, pupil=first, term=scene.term, **by(scene))

    leave_school(first, last=TODAY)
    assert heads_of(scene.school, TODAY) == {scene.room.pk: first}
    leave_school(first)

    assert heads_of(scene.school, TODAY) == {}
    assert headless(scene.school, TODAY) == [scene.room]
    appoint_head(room=scene.room, pupil=second, term=scene.term, **by(scene))
    assert heads_of(scene.school, TODAY) == {scene.room.pk: second}


def test_who_left_the_school_is_not_elected(scene):
    first = scene.pupils()[0]
    leave_school(first)

    with pytest.raises(Refused) as refused:
        elect_heads(rooms={scene.room: {first.pk: 3}}, term=scene.term, **by(scene))

    assert refused.value.reasons == {Reason.NOT_IN_THE_ROOM}
    assert not Election.objects.exists()


def test_the_papers_of_many_rooms_are_entered_at_once_and_a_tie_stays_open(scene):
    other = scene.a_room("302 室")
    one, two = scene.pupils(), scene.pupils(other)

    made = elect_heads(
        rooms={scene.room: {one[0].pk: 3, one[1].pk: 1}, other: {two[0].pk: 2, two[1].pk: 2}}, term=scene.term,
        **by(scene),
    )  # fmt: skip

    assert [(row.room, row.winner, row.round) for row in made] == [(scene.room, one[0], 1), (other, None, 2)]
    assert heads_of(scene.school, TODAY) == {scene.room.pk: one[0]}


def test_one_wrong_room_stops_all_of_them(scene):
    other = scene.a_room("302 室")
    one, two = scene.pupils(), scene.pupils(other)

    with pytest.raises(Refused) as refused:
        elect_heads(rooms={scene.room: {one[0].pk: 9}, other: {two[0].pk: 2}}, term=scene.term, **by(scene))

    assert refused.value.reasons == {Reason.TOO_MANY_VOTES}
    assert not Election.objects.exists()


def test_the_head_teacher_may_and_the_guard_may_not(scene):
    open_election(room=scene.room, term=scene.term, actor=scene.crew.head_teacher, at=NOON)

    with pytest.raises(NotYours):
        appoint_head(room=scene.room, pupil=scene.pupils()[0], term=scene.term, actor=scene.crew.guard, at=NOON)


def test_all_heads_are_one_query(scene, django_assert_num_queries):
    rooms = [scene.room, scene.a_room("302 室"), scene.a_room("303 室")]
    for room in rooms:
        appoint_head(room=room, pupil=scene.pupils(room)[0], term=scene.term, **by(scene))

    first_beds = {room.pk: scene.pupils(room)[0] for room in rooms}

    with django_assert_num_queries(1):
        heads = heads_of(scene.school, TODAY)

    assert heads == first_beds
