import pytest

from houqin.kernel.refusals import KernelReason
from houqin.tenancy.actions import add_space, add_spaces
from houqin.tenancy.actions.places import NewSpace
from houqin.tenancy.models import Building, Space
from houqin.tenancy.reasons import Reason
from tests.builders import NOON, a_space
from tests.refusing import refused


@pytest.fixture
def building(school):
    return Building.objects.create(school=school, name="食堂楼")


def add(building, principal, **more):
    arguments = {"code": "F-03", "name": "留样柜", "kind": "sample_refrigerator", "positions": 12} | more
    return {"building": building, "actor": principal, "at": NOON} | arguments


def test_a_sample_refrigerator_keeps_its_positions(building, principal, school):
    kitchen = a_space(school, Space.Kind.KITCHEN, "厨房")

    space = add_space(**add(building, principal, within=kitchen))

    space.refresh_from_db()
    assert (space.school, space.building, space.within) == (school, building, kitchen)
    assert (space.code, space.name, space.kind, space.positions) == ("F-03", "留样柜", "sample_refrigerator", 12)


def test_a_code_stands_on_one_door(building, principal, school):
    taken = a_space(school)

    assert refused(add_space, **add(building, principal, code=taken.code)) == [Reason.NAME_TAKEN]


def test_nothing_stands_inside_another_schools_room(building, principal, other_school):
    theirs = a_space(other_school)

    assert refused(add_space, **add(building, principal, within=theirs)) == [KernelReason.OTHER_SCHOOL]


def test_many_spaces_are_added_together_or_not_at_all(school, principal, building):
    wanted = [NewSpace(building, f"S-{number}", f"{number} 室", Space.Kind.DORM_ROOM) for number in range(3)]

    made = add_spaces(school=school, spaces=wanted, actor=principal, at=NOON)

    assert [(space.code, space.kind) for space in made] == [(f"S-{n}", "dorm_room") for n in range(3)]
    again = [
        NewSpace(building, "S-9", "9 室", Space.Kind.DORM_ROOM),
        wanted[0],
        NewSpace(building, "S-9", "9", "other"),
    ]
    assert refused(add_spaces, school=school, spaces=again, actor=principal, at=NOON) == [Reason.NAME_TAKEN] * 2
    assert Space.objects.of(school).count() == 3
