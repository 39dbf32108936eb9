"""GT-13: a roll never closes with an unexplained bed, through any door and in any order."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from houqin.dormitory.actions import end_stay
from houqin.dormitory.actions.searches import find_child
from houqin.dormitory.models import BedStay, Roll, RollLine, RoomCount, Search
from houqin.dormitory.reasons import Reason
from houqin.dormitory.selectors.rolls import tonight
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from tests.dormitory.builders import a_boarder, a_stay
from tests.dormitory.night import EVENING, MINUTE, NIGHT, Night
from tests.refusing import refused


def lines() -> list[tuple]:
    return list(RollLine.objects.order_by("bed__number").values_list("pupil__number", "said"))


def test_each_bed_gets_one_line_and_each_line_a_person(night):
    night.count()
    roll = night.close()

    assert lines() == [(pupil.number, "present") for pupil in night.p] + [(None, "")] * 4
    assert {line.confirmed_by for line in RollLine.objects.all()} == {night.warden}
    assert (roll.closed_by, roll.closed_at) == (night.warden, EVENING + 5 * MINUTE)


def _refused(night, **more) -> set:
    with pytest.raises(Refused) as refused:
        night.close(**more)
    assert not RollLine.objects.exists()
    assert not Roll.objects.filter(closed_at__isnull=False).exists()
    assert {one.gate for one in refused.value.refusals} == {"GT-13"}
    return refused.value.reasons


def test_not_while_a_room_is_not_counted(school, crew):
    night = Night(school, crew, rooms=2)
    night.count(rooms=night.rooms[:1])

    assert _refused(night) == {Reason.ROOM_NOT_COUNTED}


def test_not_before_the_night_has_come_even_where_nobody_sleeps(school, crew):
    night = Night(school, crew, sleepers=0)

    assert _refused(night, at=EVENING - timedelta(hours=3)) == {Reason.NOT_YET_NIGHT}


def test_not_before_anybody_has_counted(night):
    assert _refused(night) == {Reason.ROOM_NOT_COUNTED}


def test_not_while_a_child_is_missing(night):
    night.count(odd={1: "missing"})

    assert _refused(night) == {Reason.BED_UNEXPLAINED}


def test_not_while_two_people_disagree(night):
    night.count()
    night.count(by=night.crew.duty_leader, odd={1: "missing"}, seen=0)

    assert _refused(night) == {Reason.BED_DISPUTED}


def test_not_when_a_child_got_a_bed_after_the_count(night):
    night.count()
    a_stay(night.room.beds.get(number=8), a_boarder(night.school), by=night.warden, starts_on=NIGHT)

    assert _refused(night) == {Reason.BED_UNEXPLAINED}


def test_it_closes_when_the_child_is_found(night):
    night.count(odd={1: "missing"})
    find_child(search=Search.objects.get(), found_as="present", where="三楼楼梯", actor=night.warden,
               at=EVENING + 2 * MINUTE)  # fmt: skip

    night.close()

    assert {said for _number, said in lines()} == {"present", ""}


def test_at_home_without_a_leave_does_not_explain_the_bed(night):
    night.count(odd={1: "missing"})
    find_child(search=Search.objects.get(), found_as="leave", where="家里", actor=night.warden,
               at=EVENING + 2 * MINUTE)  # fmt: skip

    assert Search.objects.get().found_where == "家里"
    assert _refused(night) == {Reason.BED_UNEXPLAINED}


def test_once_is_enough(night):
    night.count()
    night.close()

    with pytest.raises(Refused) as refused:
        night.close(at=EVENING + 9 * MINUTE)

    assert refused.value.reasons == {Reason.ROLL_CLOSED}
    assert RollLine.objects.count() == 8


def test_what_was_counted_before_the_close_may_arrive_after_it(night):
    night.count()
    night.close()

    night.count(by=night.crew.duty_leader, happened_at=EVENING + MINUTE, at=EVENING + 30 * MINUTE, odd={0: "missing"},
                seen=0)  # fmt: skip

    assert Search.objects.get().pupil == night.p[0]


def test_what_was_counted_after_the_close_is_for_the_recount(night):
    night.count()
    night.close()

    with pytest.raises(Refused) as refused:
        night.count(at=EVENING + 30 * MINUTE)

    assert refused.value.reasons == {Reason.ROLL_CLOSED}


def test_the_recount_is_a_roll_of_its_own(night):
    night.count()
    night.close()
    after_the_bell = EVENING + 40 * MINUTE

    night.count(at=after_the_bell, kind="recount")
    night.close(at=after_the_bell, kind="recount")

    assert Roll.objects.filter(closed_at__isnull=False).count() == 2


def test_a_head_teacher_counts_but_does_not_close(night):
    night.count(by=night.crew.head_teacher)

    with pytest.raises(NotYours):
        night.close(by=night.crew.head_teacher)


def test_the_database_knows_one_explanation_a_bed(night):
    night.count()
    night.close()
    line = RollLine.objects.filter(pupil__isnull=False).first()
    line.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        line.save()


def test_the_database_knows_no_line_of_a_missing_child(night):
    roll = night.count(odd={1: "missing"})
    with pytest.raises(IntegrityError), transaction.atomic():
        RollLine.objects.create(
            school=night.school, roll=roll, bed=night.beds[1], pupil=night.p[1], said="missing",
            confirmed_by=night.warden, counted_by=night.warden, counted_at=EVENING,
        )  # fmt: skip


def test_the_night_after_is_another(night):
    night.count()
    night.close()
    tomorrow = EVENING + timedelta(days=1)

    on, [building] = tonight(night.school, at=tomorrow)
    assert (on, building.people, building.rolls) == (NIGHT + timedelta(days=1), 4, {})


def test_dr_01_the_recount_is_taken_after_the_bell(night):
    night.count()
    night.close(at=EVENING + MINUTE)

    with pytest.raises(Refused, match="not_yet_night"):
        night.count(kind="recount", at=EVENING + 2 * MINUTE)
    with pytest.raises(Refused, match="not_yet_night"):
        night.close(kind="recount", at=EVENING + 3 * MINUTE)

    assert not RoomCount.objects.filter(roll__kind="recount").exists()


def test_what_a_roll_saw_slept_stays_slept(night):
    night.count()
    night.close()
    after = EVENING + timedelta(days=2)
    ending = {"pupil": night.p[0], "why": "转走读", "actor": night.warden.acting(after), "at": after}

    assert refused(end_stay, last_night=NIGHT - timedelta(days=200), **ending) == [Reason.SEEN_IN_BED_SINCE]

    end_stay(last_night=NIGHT, **ending)
    assert BedStay.objects.on(NIGHT).filter(pupil=night.p[0]).exists()
