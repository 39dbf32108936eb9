"""Two people give one bed at the same moment: one of them gets it, on a real PostgreSQL, with threads."""

import pytest

from houqin.dormitory.actions import ask_move, decide_move, place_pupil
from houqin.dormitory.models import BedStay, MoveDecision
from tests.builders import NOON
from tests.dormitory.conftest import a_boarder, a_charge, a_dorm_room, a_stay
from tests.supply.store.test_races import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _charge(building, crew):
    return a_charge(building, crew.dorm_manager)


def reasons(results) -> list:
    return [one for one in results if isinstance(one, set)]


def test_one_bed_goes_to_one_of_two_pupils(school, crew, room):
    bed, girls = room.beds.first(), [a_boarder(school) for _n in range(3)]

    results = at_once(
        *(lambda girl=girl: place_pupil(bed=bed, pupil=girl, actor=crew.dorm_manager, at=NOON) for girl in girls)
    )

    assert reasons(results) == [{"bed_taken"}] * 2
    assert BedStay.objects.count() == 1


def test_one_pupil_gets_one_of_two_beds(school, crew, building, room):
    girl, other = a_boarder(school), a_dorm_room(building)
    beds = [room.beds.first(), other.beds.first()]

    results = at_once(
        *(lambda bed=bed: place_pupil(bed=bed, pupil=girl, actor=crew.dorm_manager, at=NOON) for bed in beds)
    )

    assert reasons(results) == [{"has_a_bed"}]
    assert BedStay.objects.count() == 1


def test_the_last_place_of_the_standard_is_given_once(school, crew, building):
    full = a_dorm_room(building, beds=10, section="junior")
    beds = list(full.beds.order_by("number"))
    for bed in beds[:7]:
        a_stay(bed, a_boarder(school, grade=7), by=crew.dorm_manager)
    girls = [a_boarder(school, grade=7) for _n in range(2)]

    results = at_once(
        *(
            lambda bed=bed, girl=girl: place_pupil(bed=bed, pupil=girl, actor=crew.dorm_manager, at=NOON)
            for bed, girl in zip(beds[7:], girls, strict=False)
        )
    )

    assert reasons(results) == [{"room_full"}]
    assert BedStay.objects.count() == 8


def test_a_move_is_decided_once(school, crew, room):
    stay = a_stay(room.beds.first(), a_boarder(school), by=crew.dorm_manager)
    move = ask_move(pupil=stay.pupil, to_bed=room.beds.last(), why="换床", actor=crew.dorm_manager, at=NOON)

    results = at_once(
        lambda: decide_move(move=move, approve=True, actor=crew.duty_leader, at=NOON),
        lambda: decide_move(move=move, approve=False, note="不", actor=crew.principal, at=NOON),
    )

    assert reasons(results) == [{"move_decided_already"}]
    assert MoveDecision.objects.count() == 1
