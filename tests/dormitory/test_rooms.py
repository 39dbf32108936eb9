"""Rooms are furnished, changed, and their beds closed."""

from decimal import Decimal

import pytest

from houqin.dormitory.actions import add_bed, change_room, close_bed, furnish_room, reopen_bed
from houqin.dormitory.models import Bed, DormRoom
from houqin.dormitory.reasons import Reason
from houqin.journal.models import Entry
from houqin.tenancy.models import Space
from tests.builders import NOON, TODAY, a_space
from tests.dormitory.conftest import a_boarder, a_dorm_room, a_dorm_space, a_stay
from tests.refusing import posts_that_may, refused, strangers_that_may

GIRLS = {"floor": 3, "gender": "f", "section": "primary", "beds": 8}


def test_a_space_becomes_a_room_with_numbered_beds(building, crew):
    space = a_dorm_space(building, "301 室")

    room = furnish_room(space=space, **GIRLS, area_m2=Decimal("24.5"), actor=crew.dorm_manager, at=NOON)

    assert [bed.number for bed in room.beds.order_by("number")] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert (room.space, room.floor, room.gender, room.section, room.area_m2) == (
        space, 3, "f", "primary", Decimal("24.5"),
    )  # fmt: skip
    assert Entry.objects.get(kind="dormitory.room_furnished").actor == crew.dorm_manager


@pytest.mark.parametrize(
    ("wanted", "reasons"),
    [
        ({"floor": 0}, [Reason.IN_A_BASEMENT]),
        ({"beds": 0, "area_m2": Decimal("0.5")}, [Reason.BED_COUNT_ABSURD, Reason.AREA_ABSURD]),
        ({"beds": 41, "area_m2": Decimal("501")}, [Reason.BED_COUNT_ABSURD, Reason.AREA_ABSURD]),
    ],
)
def test_nonsense_is_refused(building, crew, wanted, reasons):
    space = a_dorm_space(building)

    assert refused(furnish_room, space=space, **(GIRLS | wanted), actor=crew.dorm_manager, at=NOON) == reasons
    assert not DormRoom.objects.exists()


def test_only_an_open_dorm_room_is_furnished_and_once(school, crew, room):
    store = a_space(school, Space.Kind.STORE)
    closed = a_dorm_space(room.space.building)
    Space.objects.filter(pk=closed.pk).update(closed_on=TODAY)

    for space, reasons in (
        (store, [Reason.NOT_A_DORM_ROOM]),
        (closed, [Reason.ROOM_OUT_OF_USE]),
        (room.space, [Reason.FURNISHED_ALREADY]),
    ):
        assert refused(furnish_room, space=space, **GIRLS, actor=crew.dorm_manager, at=NOON) == reasons


def test_the_gender_of_a_room_changes_only_when_nobody_has_a_bed_in_it(school, crew, room):
    stay = a_stay(room.beds.first(), a_boarder(school), by=crew.dorm_manager)
    wanted = {"room": room, "floor": 2, "section": "junior", "area_m2": None, "actor": crew.dorm_manager, "at": NOON}

    assert refused(change_room, gender="m", **wanted) == [Reason.SOMEBODY_SLEEPS_HERE]
    change_room(gender="f", **wanted)
    assert DormRoom.objects.filter(floor=2, section="junior", gender="f").exists()

    type(stay).objects.update(ends_on=TODAY.replace(day=10), ended_by=crew.dorm_manager)
    change_room(gender="m", **wanted)
    assert DormRoom.objects.get().gender == "m"


def test_a_bed_is_added_closed_and_opened_again(room, crew):
    bed = add_bed(room=room, actor=crew.dorm_manager, at=NOON)
    assert bed.number == 9

    close_bed(bed=bed, why="床板断裂", actor=crew.dorm_manager, at=NOON)
    assert Bed.objects.get(pk=bed.pk).closed_on == TODAY
    assert refused(close_bed, bed=bed, why="再关", actor=crew.dorm_manager, at=NOON) == [Reason.BED_CLOSED_ALREADY]

    reopen_bed(bed=bed, actor=crew.dorm_manager, at=NOON)
    assert Bed.objects.get(pk=bed.pk).closed_on is None
    assert refused(reopen_bed, bed=bed, actor=crew.dorm_manager, at=NOON) == [Reason.BED_NOT_CLOSED]


def test_nobody_is_turned_out_of_bed(school, room, crew):
    bed = room.beds.first()
    a_stay(bed, a_boarder(school, "古丽"), by=crew.dorm_manager)

    assert refused(close_bed, bed=bed, why=" ", actor=crew.dorm_manager, at=NOON) == [
        Reason.SOMEBODY_SLEEPS_HERE, Reason.WHY_MISSING,
    ]  # fmt: skip


def test_who_furnishes_rooms(school, building):
    def attempt(actor):
        furnish_room(space=a_dorm_space(building), **GIRLS, actor=actor, at=NOON)

    assert posts_that_may(school, attempt) == {
        "principal", "deputy_principal", "general_affairs_director", "dorm_manager",
    }  # fmt: skip
    assert strangers_that_may(school, attempt) == []


def test_a_bed_number_stands_once_in_a_room(building):
    room = a_dorm_room(building, beds=1)

    with pytest.raises(Exception, match=r"(?i)unique"):
        Bed.objects.create(school=room.school, room=room, number=1)
