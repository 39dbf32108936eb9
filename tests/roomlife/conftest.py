from datetime import timedelta
from itertools import count

import pytest

from houqin.dormitory.models import Bed, BedStay, DormRoom
from houqin.people.models import Pupil
from houqin.tenancy.models import Building, Space, Term
from tests.builders import NOON, TODAY, YEARS_AGO, Crew, a_school

_numbers = count(1)


def a_room(school, name="301 室", *, sleepers=4, floor=3, building="一号宿舍楼", by) -> DormRoom:
    """A girls' room with so many beds, each slept in: 学生1 in bed 1 …"""
    house, _created = Building.objects.get_or_create(school=school, name=building)
    space = Space.objects.create(
        school=school, building=house, code=f"D-{next(_numbers)}", name=name, kind=Space.Kind.DORM_ROOM
    )
    room = DormRoom.objects.create(school=school, space=space, floor=floor, gender="f", section="junior")
    for number in range(1, sleepers + 1):
        pupil = Pupil.objects.create(
            school=school, name=f"学生{number}", number=f"r{next(_numbers):05}", gender="f", is_boarder=True,
            enrolled_on=YEARS_AGO,
        )  # fmt: skip
        bed = Bed.objects.create(school=school, room=room, number=number)
        BedStay.objects.create(school=school, bed=bed, pupil=pupil, starts_on=YEARS_AGO, placed_by=by, placed_at=NOON)
    return room


def move_out(pupil, *, on=TODAY, at=NOON):
    """The last night was the one before `on`."""
    stay = pupil.bed_stays.get(ends_on=None)
    stay.ends_on, stay.ended_by, stay.ended_at = on - timedelta(days=1), stay.placed_by, at
    stay.save()


def leave_school(pupil, *, last=TODAY - timedelta(days=1)):
    """The last day at the school was `last`, and nobody has given up the bed."""
    pupil.left_on = last
    pupil.save()


class Scene:
    """A school with everybody in office, one room of four, its term."""

    def __init__(self):
        self.school = a_school()
        self.crew = Crew(self.school)
        self.manager = self.crew.dorm_manager
        self.term = Term.objects.get(school=self.school)
        self.room = self.a_room()

    def a_room(self, name="301 室", **more) -> DormRoom:
        return a_room(self.school, name, by=self.manager, **more)

    def pupils(self, room=None) -> list[Pupil]:
        rows = BedStay.objects.filter(bed__room=room or self.room, ends_on=None)
        return [stay.pupil for stay in rows.select_related("pupil").order_by("bed__number")]


@pytest.fixture
def scene(db):
    return Scene()
