"""A school with everybody in office, under a bureau with an officer."""

import pytest

from tests.builders import Crew, a_bureau_officer, a_school, a_space


class Scene:
    def __init__(self):
        self.school = a_school()
        self.crew = Crew(self.school)
        self.officer = a_bureau_officer(self.school.bureau)
        self.kitchen = a_space(self.school, "kitchen", "热加工间")


@pytest.fixture
def scene(db):
    return Scene()
