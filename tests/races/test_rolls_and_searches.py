"""Several people at one roll, one search and one evacuation in the same instant, with threads on PostgreSQL."""

import pytest

from houqin.dormitory.actions.emergencies import start_emergency
from houqin.dormitory.actions.searches import find_child
from houqin.dormitory.models import Emergency, Mark, Roll, RollLine, RoomCount, Search
from tests.builders import Crew, a_school
from tests.dormitory.night import EVENING, MINUTE, Night
from tests.supply.store.test_races import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
LATER = EVENING + 5 * MINUTE
BELL = EVENING + 25 * MINUTE  # after lights-out


@pytest.fixture
def night(db):
    school = a_school()
    return Night(school, Crew(school), rooms=2, sleepers=2)


def refused(results) -> list:
    return [one for one in results if isinstance(one, set)]


def test_two_first_rooms_make_one_roll(night):
    leader, rooms = night.crew.duty_leader, night.rooms

    results = at_once(lambda: night.count(rooms=rooms[:1]), lambda: night.count(by=leader, rooms=rooms[1:]))

    assert refused(results) == []
    assert (Roll.objects.count(), Mark.objects.count(), RoomCount.objects.count()) == (1, 4, 2)
    assert night.said() == ["present"] * 4


def test_a_roll_is_closed_before_a_count_or_not_at_all(night):
    night.count()

    results = at_once(
        lambda: night.close(at=LATER), lambda: night.count(by=night.crew.duty_leader, odd={0: "missing"}, at=LATER)
    )

    # The phone may still have seen the roll open, or already the mark of the other.
    assert refused(results) in ([{"roll_closed"}], [{"bed_unexplained"}], [{"bed_disputed"}])
    is_closed = Roll.objects.get().closed_at is not None
    assert (RollLine.objects.exists(), Search.objects.exists()) == (is_closed, not is_closed)


def test_the_evening_and_the_recount_miss_two_children_once(night):
    gone = {0: "missing", 3: "missing"}

    results = at_once(*(lambda kind=kind: night.count(odd=gone, kind=kind, at=BELL) for kind in ("evening", "recount")))

    assert refused(results) == []
    assert sorted(Search.objects.values_list("pupil__number", flat=True)) == sorted(
        [night.p[0].number, night.p[3].number]
    )
    assert Mark.objects.filter(said="missing").count() == 4


def test_a_child_is_found_once(night):
    night.count(odd={0: "missing"})
    search = Search.objects.get()
    finders = (night.warden, night.crew.duty_leader.acting(LATER))

    results = at_once(
        *(lambda who=who: find_child(search=search, found_as="present", where="楼梯", actor=who, at=LATER)
          for who in finders),
    )  # fmt: skip

    assert refused(results) == [{"found_already"}]
    assert Mark.objects.filter(said="present", pupil=night.p[0]).count() == 1


def test_whoever_finds_and_whoever_counts_do_not_wait_for_each_other(night):
    night.count(odd={0: "missing"})
    search = Search.objects.get()

    results = at_once(
        lambda: find_child(search=search, found_as="present", where="楼梯", actor=night.warden, at=LATER),
        lambda: night.count(by=night.crew.duty_leader, odd={0: "present", 1: "missing"}, at=LATER),
    )

    assert refused(results) in ([], [{"found_already"}])
    assert {one.pupil: one.found_at for one in Search.objects.all()} == {night.p[0]: LATER, night.p[1]: None}


def test_one_evacuation_begins(night):
    starters = (night.warden, night.crew.guard.acting(EVENING))

    results = at_once(
        *(lambda who=who: start_emergency(school=night.school, what="冒烟", actor=who, at=EVENING) for who in starters)
    )

    assert refused(results) == [{"emergency_runs"}]
    assert Emergency.objects.get().people.count() == 4
