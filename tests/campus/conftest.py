"""A school with everybody in office, a dormitory and its equipment."""

from datetime import date
from itertools import count

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from houqin.campus.models import Equipment
from houqin.tenancy.models import Building, Space
from tests.builders import NOON, YEARS_AGO, Crew, a_school

_numbers = count(1)


def a_corridor(school, name="二楼走廊", building="1 号宿舍楼") -> Space:
    house, _created = Building.objects.get_or_create(school=school, name=building)
    return Space.objects.create(
        school=school, building=house, code=f"D-{next(_numbers)}", name=name, kind=Space.Kind.CORRIDOR
    )


def a_piece(
    space, kind="extinguisher_powder", *, by, made_on=date(2025, 3, 1), in_service_on=None, **more
) -> Equipment:
    """In order, and nothing of it is due."""
    return Equipment.objects.create(
        school=space.school, code=f"E-{next(_numbers):04d}", kind=kind, space=space, made_on=made_on,
        in_service_on=in_service_on or made_on or YEARS_AGO, registered_by=by, registered_at=NOON, **more,
    )  # fmt: skip


class Scene:
    def __init__(self):
        self.school = a_school()
        self.crew = Crew(self.school)
        self.director, self.manager = self.crew.general_affairs_director, self.crew.dorm_manager
        self.corridor = a_corridor(self.school)
        self.building = self.corridor.building

    def piece(self, kind="extinguisher_powder", space=None, **more) -> Equipment:
        return a_piece(space or self.corridor, kind, by=self.director, **more)


@pytest.fixture
def scene(db):
    return Scene()


@pytest.fixture
def a_report():
    """A paper that is another one each time."""
    return lambda: SimpleUploadedFile("报告.pdf", f"%PDF-1.7 {next(_numbers)}".encode(), "application/pdf")
