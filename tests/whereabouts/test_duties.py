"""Whoever is out is awaited: a duty falls due with the end, and the return answers it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from houqin.duties.materialising import make_occasions
from houqin.duties.models import Duty
from houqin.duties.passing import settle_what_is_due
from houqin.notices.models import Notice
from houqin.people.actions import pupil_left
from houqin.whereabouts.actions import (
    call_guardian,
    close_illness,
    end_away,
    end_many,
    note_away,
    note_many_away,
    report_illness,
)
from houqin.whereabouts.clockwork import await_nobody_who_left
from houqin.whereabouts.models import Away
from houqin.whereabouts.selectors.board import board
from tests.builders import NOON, TODAY
from tests.duty_rows import done_codes, listed_together, make_duties, occasions
from tests.whereabouts.conftest import a_pupil
from tests.whereabouts.leaving import HOUR, TOMORROW, Leaving

pytestmark = pytest.mark.django_db


@pytest.fixture
def go(house):
    """To a contest in the town, back in three hours."""

    def note(pupil=house.ayi, kind="activity", **more):
        given = {"confirmed_by": house.crew.head_teacher, "place": "县城比赛", "until_at": NOON + 3 * HOUR}
        return note_away(pupil=pupil, kind=kind, actor=house.crew.head_teacher, at=NOON, **(given | more))

    return note


@pytest.mark.parametrize("kind", ["activity", "visit", "sick_room"])
def test_whoever_is_expected_back_is_a_duty_from_an_hour_before(house, go, kind):
    away = go(kind=kind)

    [asked] = occasions("whereabouts.back", house.school)
    assert (asked.subject, asked.opens_at, asked.due_at, asked.closes_at) == (
        away, NOON + 2 * HOUR, NOON + 3 * HOUR, None,
    )  # fmt: skip


def test_whose_return_nobody_named_is_no_duty(house, go):
    go(kind="hospital", until_at=None)

    assert occasions("whereabouts.back", house.school) == []


def test_an_outing_that_does_not_come_back_is_told_up_the_ladder(house, go):
    make_occasions([house.school], at=NOON - HOUR)
    go()
    make_occasions([house.school], at=NOON)

    for minutes in (-30, 1, 16, 31):
        settle_what_is_due(at=NOON + 3 * HOUR + timedelta(minutes=minutes))

    crew, late = house.crew, Duty.objects.get(code="whereabouts.back")
    assert late.state == "late"
    told = set(Notice.objects.filter(kind__startswith="duties").values_list("to", flat=True))
    assert told >= {crew.head_teacher.pk, crew.duty_leader.pk, crew.principal.pk}


def test_the_return_answers_at_once(house, go):
    away = go()
    make_duties("whereabouts.back", house.school)

    end_away(away=away, actor=house.crew.dorm_manager, at=NOON + 4 * HOUR)

    assert done_codes(house.school) == {"whereabouts.back": NOON + 4 * HOUR}


def test_the_return_of_a_whole_outing_answers_for_each(house):
    teacher = house.crew.head_teacher
    note_many_away(pupils=[house.ayi, house.bai], kind="activity", place="博物馆", confirmed_by=teacher,
                   until_at=NOON + HOUR, actor=teacher, at=NOON)  # fmt: skip
    make_duties("whereabouts.back", house.school)

    end_many(rows=Away.objects.all(), actor=teacher, at=NOON + HOUR)

    assert set(Duty.objects.values_list("state", flat=True)) == {"done"}


def test_the_end_of_an_illness_answers_for_the_sick_room(house, go):
    doctor = house.crew.school_doctor
    go(kind="sick_room")
    case = report_illness(pupil=house.ayi, complaint="发烧", actor=doctor, at=NOON)
    make_duties("whereabouts.back", house.school)
    call_guardian(illness=case, guardian=house.mother, was_reached=True, actor=doctor, at=NOON)

    close_illness(illness=case, outcome="好了", actor=doctor, at=NOON + HOUR)

    assert done_codes(house.school) == {"whereabouts.back": NOON + HOUR}


def test_one_outing_and_three_cost_the_same(house, go):
    counts = []
    for number in (1, 2):
        for pupil in range(number):
            go(a_pupil(house.school, house.school_class, "丁", f"{number}-{pupil}"))
        with CaptureQueriesContext(connection) as caught:
            listed = listed_together("whereabouts.back", [house.school])
        counts.append(len(caught))

    assert (len(listed), counts[0]) == (3, counts[1])


DAY = timedelta(days=1)


def leaves_for_good(house, *, at, left_on=TODAY):
    pupil_left(pupil=house.ayi, left_on=left_on, actor=house.crew.principal, at=at)


def test_who_left_the_school_while_on_leave_is_not_awaited(house):
    Leaving(house).gone()
    make_occasions([house.school], at=NOON)
    leaves_for_good(house, at=NOON + HOUR)
    make_occasions([house.school], at=TOMORROW)

    settle_what_is_due(at=TOMORROW + 2 * DAY)

    assert Duty.objects.get(code="whereabouts.return").state == "withdrawn"
    known = board(house.school, at=TOMORROW + 2 * DAY)
    assert (known.elsewhere, known.asked) == ([], [])


def test_on_the_last_day_at_school_a_child_is_awaited_as_on_any_other(house, go):
    go()
    leaves_for_good(house, at=NOON)

    assert len(occasions("whereabouts.back", house.school)) == 1
    assert [one.pupil for one in board(house.school, at=NOON + 4 * HOUR).overdue] == [house.ayi]


def test_a_late_child_that_is_taken_out_of_the_school_is_awaited_no_longer(house):
    Leaving(house).gone(until_at=NOON + HOUR)
    make_occasions([house.school], at=NOON)
    settle_what_is_due(at=NOON + 2 * DAY)
    leaves_for_good(house, at=NOON + 3 * DAY, left_on=TODAY + 3 * DAY)
    states = []

    for days in (3, 4, 6):
        make_occasions([house.school], at=NOON + days * DAY)
        await_nobody_who_left(at=NOON + days * DAY)
        states.append(Duty.objects.get(code="whereabouts.return").state)

    assert states == ["late", "late", "withdrawn"]
