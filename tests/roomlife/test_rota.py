"""The cleaning rota: by bed, past who is away, with fair substitutes, and looked at daily (D-06, SF-06)."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import KernelReason, Refused
from houqin.roomlife.actions import NotDone, check_turns, plan_rota, stand_in
from houqin.roomlife.models import Turn, TurnCheck
from houqin.roomlife.reasons import Reason
from houqin.roomlife.selectors import sleepers
from houqin.roomlife.selectors.rota import shares
from houqin.whereabouts.models import Away
from tests.builders import NOON, TODAY
from tests.journal.test_attachments import a_photo
from tests.roomlife.conftest import leave_school, move_out

DAY = timedelta(days=1)
FRIDAY = date(2026, 3, 13)


def plan(scene, first=TODAY, last=FRIDAY, rooms=None, at=NOON):
    return plan_rota(
        school=scene.school, rooms=rooms or [scene.room], first=first, last=last, actor=scene.manager, at=at
    )


def laid(scene, room=None):
    """Day by day, the number of the bed that cleans, and of the one that it stands in for."""
    beds = {pupil.pk: number for number, pupil in enumerate(scene.pupils(room), start=1)}
    turns = Turn.objects.filter(room=room or scene.room).order_by("on")
    return [(turn.on.day, beds[turn.pupil_id], beds.get(turn.instead_of_id)) for turn in turns]


def away(scene, pupil, *, until=None):
    return Away.objects.create(
        school=scene.school, pupil=pupil, kind="hospital", starts_at=NOON - DAY, until_at=until,
        confirmed_by=scene.manager, recorded_by=scene.manager, recorded_at=NOON,
    )  # fmt: skip


def test_turns_go_by_bed_over_the_days_of_school_and_go_on_where_they_stopped(scene):
    plan(scene)
    plan(scene, first=FRIDAY + DAY, last=FRIDAY + 4 * DAY)

    # Sunday ends with a night at school.
    assert laid(scene) == [(11, 1, None), (12, 2, None), (13, 3, None), (15, 4, None), (16, 1, None), (17, 2, None)]


def test_who_is_away_is_passed_over_and_the_substitute_is_written_down_without_saying_where(scene):
    first, second, *_rest = scene.pupils()
    away(scene, second)
    Turn.objects.create(
        school=scene.school, room=scene.room, on=date(2026, 3, 2), pupil=first, planned_by=scene.manager,
        planned_at=NOON,
    )  # fmt: skip

    plan(scene)

    # 2 is away on the 11th and 3, 4 have none yet: the next in order stands in.
    assert laid(scene)[1:] == [(11, 3, 2), (12, 3, None), (13, 4, None)]
    assert {str(turn.why) for turn in Turn.objects.exclude(instead_of=None)} == {"当天不在。"}


def test_who_is_back_before_that_morning_cleans(scene):
    away(scene, scene.pupils()[1], until=NOON + timedelta(hours=6))

    plan(scene)

    assert laid(scene) == [(11, 1, None), (12, 2, None), (13, 3, None)]


def test_planning_again_keeps_what_holds_and_mends_what_does_not(scene):
    plan(scene)
    move_out(scene.pupils()[1])

    changed = plan(scene)

    assert [turn.on.day for turn in changed] == [12]
    assert laid(scene) == [(11, 1, None), (12, 2, None), (13, 2, None)]


def test_who_leaves_the_school_has_no_turn_after_the_last_day(scene):
    first, second, *_rest = scene.pupils()
    leave_school(first)
    leave_school(second, last=TODAY)

    plan(scene)

    assert laid(scene) == [(11, 2, None), (12, 3, None), (13, 4, None)]


@pytest.mark.parametrize(
    ("first", "last", "reasons"),
    [
        (TODAY - DAY, TODAY, {Reason.ROTA_IN_THE_PAST}),
        (TODAY, TODAY - DAY, {Reason.ROTA_DAYS_SWAPPED}),
        (TODAY, TODAY + 31 * DAY, {Reason.ROTA_TOO_LONG}),
    ],
)
def test_planning_is_refused(scene, first, last, reasons):
    with pytest.raises(Refused) as refused:
        plan(scene, first=first, last=last)

    assert refused.value.reasons == reasons
    assert not Turn.objects.exists()


def counted(scene):
    [rows] = shares(scene.school, sleepers(scene.school, TODAY), on=TODAY).values()
    return [(share.done, share.ahead) for share in rows]


def test_a_substitute_has_the_credit_and_what_was_not_done_counts_for_nobody(scene):
    *_others, fourth = scene.pupils()
    today, tomorrow, _friday = plan(scene)
    stand_in(turn=today, pupil=fourth, why="手受伤", actor=scene.manager, at=NOON)

    check_turns(school=scene.school, on=TODAY, turns=[today], actor=scene.manager, at=NOON)
    later = {"actor": scene.crew.head_teacher, "at": NOON + DAY}
    check_turns(
        school=scene.school, on=TODAY + DAY, turns=[tomorrow], missed={tomorrow.pk: NotDone("没拖地", [a_photo()])},
        **later,
    )  # fmt: skip

    assert laid(scene)[0] == (11, 4, 1)
    assert counted(scene) == [(0, 0), (0, 0), (0, 1), (1, 0)]
    [missed] = TurnCheck.objects.filter(is_done=False)
    assert (missed.note, missed.photos.count(), missed.checked_by) == ("没拖地", 1, scene.crew.head_teacher)
    said = Entry.objects.filter(kind="roomlife.turns_checked").order_by("pk")
    assert [entry.revived_facts["missed"] for entry in said] == [[], ["301 室"]]


def test_back_to_whose_turn_it_was_undoes_the_substitute(scene):
    first, second = scene.pupils()[:2]
    [turn] = plan(scene, last=TODAY)

    stand_in(turn=turn, pupil=second, why="手受伤", actor=scene.manager, at=NOON)
    turn = stand_in(turn=turn, pupil=first, why="好了", actor=scene.manager, at=NOON)

    assert (turn.pupil, turn.instead_of, turn.why) == (first, None, "")


def test_standing_in_is_refused(scene):
    [turn] = plan(scene, last=TODAY)
    [stranger] = scene.pupils(scene.a_room("302 室", sleepers=1))
    check_turns(school=scene.school, on=TODAY, turns=[turn], actor=scene.manager, at=NOON)

    with pytest.raises(Refused) as refused:
        stand_in(turn=turn, pupil=stranger, why=" ", actor=scene.manager, at=NOON)

    assert refused.value.reasons == {Reason.TURN_OVER, Reason.WHY_MISSING, Reason.NOT_IN_THE_ROOM}
    assert laid(scene) == [(11, 1, None)]


def test_the_turn_of_a_day_that_is_over_is_not_rewritten(scene):
    [turn] = plan(scene, last=TODAY)

    with pytest.raises(Refused) as refused:
        stand_in(turn=turn, pupil=scene.pupils()[1], why="后补", actor=scene.manager, at=NOON + DAY)

    assert refused.value.reasons == {Reason.TURN_PAST}
    assert laid(scene) == [(11, 1, None)]


def test_who_is_known_to_be_away_does_not_stand_in_until_back(scene):
    second = scene.pupils()[1]
    today, tomorrow, _friday = plan(scene)
    away(scene, second, until=NOON + timedelta(hours=6))
    by = {"pupil": second, "why": "换班", "actor": scene.manager, "at": NOON}

    with pytest.raises(Refused) as refused:
        stand_in(turn=today, **by)
    Turn.objects.filter(pk=tomorrow.pk).update(pupil=scene.pupils()[3])
    stand_in(turn=tomorrow, **by)

    assert refused.value.reasons == {Reason.AWAY_THEN}
    assert laid(scene) == [(11, 1, None), (12, 2, 4), (13, 3, None)]


def test_a_past_turn_that_nobody_looked_at_is_planned_no_more_and_still_counts_for_whom_to_ask(scene):
    plan(scene)
    [rows] = shares(scene.school, sleepers(scene.school, TODAY), on=TODAY + DAY).values()

    assert [(share.done, share.unseen, share.ahead, share.all) for share in rows] == [
        (0, 1, 0, 1), (0, 0, 1, 1), (0, 0, 1, 1), (0, 0, 0, 0),
    ]  # fmt: skip


def test_a_turn_is_checked_once_and_not_before_it_is(scene):
    [turn] = plan(scene, last=TODAY)
    check_turns(school=scene.school, on=TODAY, turns=[turn], actor=scene.manager, at=NOON)

    with pytest.raises(Refused) as refused:
        check_turns(school=scene.school, on=TODAY, turns=[turn], happened_at=NOON + DAY, actor=scene.manager, at=NOON)
    with pytest.raises(Refused) as nothing:
        check_turns(school=scene.school, on=TODAY, turns=[], actor=scene.manager, at=NOON)
    with pytest.raises(NotYours):
        check_turns(school=scene.school, on=TODAY, turns=[turn], actor=scene.crew.cook, at=NOON)

    assert refused.value.reasons == {Reason.TURN_CHECKED, KernelReason.IN_THE_FUTURE}
    assert nothing.value.reasons == {Reason.NOBODY_TO_CHECK}
    assert TurnCheck.objects.count() == 1


def test_a_turn_is_not_checked_before_its_day(scene):
    _today, tomorrow, _friday = plan(scene)

    with pytest.raises(Refused) as refused:
        check_turns(school=scene.school, on=tomorrow.on, turns=[tomorrow], actor=scene.manager, at=NOON)

    assert refused.value.reasons == {Reason.TURN_AHEAD}
    assert not TurnCheck.objects.exists()


def test_many_rooms_are_planned_with_the_queries_of_one(scene, django_assert_num_queries):
    plan(scene, first=FRIDAY, last=FRIDAY)
    with CaptureQueriesContext(connection) as one:
        plan(scene, last=TODAY)
    rooms = [scene.a_room(f"4{number} 室") for number in range(3)]

    with django_assert_num_queries(len(one)):
        plan(scene, last=TODAY, rooms=rooms)
