"""A boarding school on a Wednesday night: one building, a girls' and a boys' room, everybody in office."""

from datetime import UTC, datetime, time

import pytest
from django.test import Client

from houqin.dormitory.models import Bed, BedStay, DormRoom
from houqin.kernel import clock
from houqin.people.models import Guardian, Pupil
from houqin.tenancy.models import Building, Space, TimetableEntry
from tests.builders import NOON, TODAY, YEARS_AGO, Crew, a_class, a_school

#: 22:10 on the wall: ten minutes after the bell of the juniors.
NIGHT = datetime(2026, 3, 11, 14, 10, tzinfo=UTC)


class Scene:
    def __init__(self):
        self.school = a_school()
        self.crew = Crew(self.school)
        self.warden, self.leader = self.crew.dorm_manager, self.crew.duty_leader
        self.building = Building.objects.create(school=self.school, name="一号宿舍楼")
        self.school_class = a_class(self.school, 7, 1, pupils=4)
        self.pupils = list(Pupil.objects.order_by("pk"))
        Pupil.objects.update(is_boarder=True)
        self.rooms = [self.a_room(f"10{number}") for number in (1, 2)]
        for place, pupil in enumerate(self.pupils):
            pupil.is_boarder = True
            self.a_stay(self.rooms[place // 2], pupil)
        self.girl = self.pupils[0]
        self.mother = Guardian.objects.create(
            school=self.school, pupil=self.girl, name="王芳", relation="母亲", phone="13900000000"
        )
        for what, clock_time in (("lights_out", time(22)), ("get_up", time(7))):
            TimetableEntry.objects.create(school=self.school, what=what, at_time=clock_time, valid_from=YEARS_AGO)

    def a_room(self, name, section="junior", building=None):
        space = Space.objects.create(
            school=self.school, building=building or self.building, code=f"S-{name}", name=f"{name} 室",
            kind=Space.Kind.DORM_ROOM,
        )  # fmt: skip
        return DormRoom.objects.create(school=self.school, space=space, floor=1, gender="f", section=section)

    def a_stay(self, room, pupil):
        bed = Bed.objects.create(school=self.school, room=room, number=room.beds.count() + 1)
        return BedStay.objects.create(
            school=self.school, bed=bed, pupil=pupil, starts_on=YEARS_AGO, placed_by=self.warden, placed_at=NOON
        )

    def newcomer(self, **more):
        """A boarder without class or bed."""
        said = {"name": "新来", "number": "n1", "gender": "f", "enrolled_on": YEARS_AGO} | more
        return Pupil.objects.create(school=self.school, is_boarder=True, **said)

    def teacher_of(self, school_class):
        """The head teacher as staff with an account."""
        school_class.head_teacher = self.crew.head_teacher.staff
        school_class.save(update_fields=["head_teacher"])
        return self.crew.head_teacher


@pytest.fixture
def scene(db):
    return Scene()


@pytest.fixture
def at_night(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NIGHT)


@pytest.fixture
def as_(at_night):
    """`as_(warden)` is a browser where that person has signed in, reading English, after the bell."""

    def sign_in(user):
        client = Client(raise_request_exception=True)
        client.force_login(user)
        client.cookies["django_language"] = "en"
        return client

    return sign_in


__all__ = ["NIGHT", "TODAY"]
