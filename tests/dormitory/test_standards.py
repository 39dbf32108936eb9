"""DB-01, DB-02, DB-08, SF-01, SF-04: what is beyond the standard is said, by room and by house."""

from decimal import Decimal

import pytest

from houqin.dormitory.gates.standards import has_enough_managers, has_room_for
from houqin.dormitory.models import Bed
from houqin.dormitory.reasons import Reason
from houqin.dormitory.selectors.charges import charges_of
from houqin.dormitory.selectors.rooms import rooms_on
from houqin.dormitory.selectors.standards import checks_of, space_checks
from houqin.dormitory.standards import Standard, section_of
from tests.builders import TODAY
from tests.dormitory.conftest import a_boarder, a_charge, a_dorm_room, a_stay

STANDARD = Standard(8, Decimal("2.5"), Decimal(3), 100)


def a_house(school, building, crew, *, beds=8, heads=8, **more):
    room = a_dorm_room(building, beds=beds, section="junior", **more)
    for bed in list(room.beds.order_by("number"))[:heads]:
        a_stay(bed, a_boarder(school, grade=7), by=crew.dorm_manager)
    return room


@pytest.mark.parametrize(("heads", "reasons"), [(8, []), (9, [Reason.ROOM_FULL])])
def test_the_last_bed_of_the_standard_is_still_given(building, heads, reasons):
    room = a_dorm_room(building)

    assert [one.reason for one in has_room_for(room, heads, STANDARD)] == reasons


@pytest.mark.parametrize(
    ("house", "reasons"),
    [
        ({}, []),
        ({"beds": 10, "heads": 8}, [Reason.BEDS_BEYOND]),
        ({"beds": 10, "heads": 9}, [Reason.BEDS_BEYOND, Reason.SLEEPERS_BEYOND]),
        ({"area_m2": Decimal("19.9")}, [Reason.AREA_SHORT]),
        ({"area_m2": Decimal("20.0")}, [Reason.AREA_BELOW_NEW]),
        ({"area_m2": Decimal("24.0")}, []),
    ],
)
def test_what_of_a_room_is_beyond_is_said(school, building, crew, house, reasons):
    a_house(school, building, crew, **house)

    assert [one.reason for one in space_checks(rooms_on(school, TODAY))] == reasons


def test_a_bed_out_of_use_counts_no_more(school, building, crew):
    room = a_house(school, building, crew, beds=9)
    Bed.objects.filter(room=room, number=9).update(closed_on=TODAY)

    [one] = rooms_on(school, TODAY)
    assert (one.beyond, one.in_use, one.free) == ([], 8, 0)


def test_no_bed_beyond_the_standard_counts_as_free(school, building, crew):
    a_house(school, building, crew, beds=10, heads=7)

    [one] = rooms_on(school, TODAY)
    assert one.free == 1


@pytest.mark.parametrize(
    ("heads", "have", "needed"),
    [({"junior": 100}, 1, None), ({"junior": 101}, 1, 2), ({"junior": 1, "primary": 1}, 1, 2), ({}, 0, None)],
)
def test_each_started_number_of_boarders_wants_a_manager(heads, have, needed):
    found = list(has_enough_managers(heads, {"junior": STANDARD, "primary": STANDARD}, have=have))

    assert [one.facts["needed"] for one in found] == ([needed] if needed else [])


def test_girls_are_looked_after_by_a_woman(school, building, crew):
    a_house(school, building, crew, heads=1)
    charge = a_charge(building, crew.dorm_manager)

    def said():
        return [one.reason for one in checks_of(rooms_on(school, TODAY), charges_of(school, TODAY))]

    assert said() == [Reason.NO_WOMAN_FOR_GIRLS]
    type(charge).objects.update(is_woman=True)
    assert said() == []


def test_the_sixth_grade_is_the_last_of_primary():
    assert [section_of(grade) for grade in (1, 6, 7, 9)] == ["primary", "primary", "junior", "junior"]
