"""A dormitory to try things on."""

import pytest

from tests.builders import Crew, a_school
from tests.dormitory.builders import (
    a_boarder,
    a_building,
    a_charge,
    a_class,
    a_dorm_room,
    a_dorm_space,
    a_stay,
)
from tests.dormitory.night import Night

__all__ = ["a_boarder", "a_building", "a_charge", "a_class", "a_dorm_room", "a_dorm_space", "a_stay"]


@pytest.fixture
def school(db):
    return a_school()


@pytest.fixture
def crew(school):
    return Crew(school)


@pytest.fixture
def building(school):
    return a_building(school)


@pytest.fixture
def room(building):
    return a_dorm_room(building, "301 室")


@pytest.fixture
def night(school, crew):
    return Night(school, crew)
