"""A boarding school: a girls' house and a boys' house, a guest room in a house of its own."""

from datetime import timedelta

import pytest

from houqin.dormitory.models import DormRoom
from houqin.people.models import Pupil, Staff
from houqin.tenancy.models import Building, Space
from houqin.visitors import actions
from houqin.visitors.models import GuestStay, Visit
from tests.builders import NOON, TODAY, YEARS_AGO, Crew, a_school

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
#: Nobody's: two numbers of the length of an identity card.
NUMBER, ANOTHER = "650000190001010001", "650000190001010002"


class Scene:
    def __init__(self):
        self.school = a_school()
        self.crew = Crew(self.school)
        self.guard, self.leader, self.manager = self.crew.guard, self.crew.duty_leader, self.crew.dorm_manager
        self.office = self.building("办公楼")
        self.girls, self.boys = self.building("女生宿舍"), self.building("男生宿舍")
        self.pupils_room = self.room("101", self.girls, "f")
        self.room("201", self.boys, "m")
        self.guest_room = self.space("招待室", self.office, Space.Kind.GUEST_ROOM, positions=2)
        self.teacher = Staff.objects.get(user=self.crew.head_teacher)
        self.matron = Staff.objects.get(user=self.manager)
        self.pupil = self.a_pupil("古丽")

    def building(self, name) -> Building:
        return Building.objects.create(school=self.school, name=name)

    def space(self, name, building, kind, *, positions=0) -> Space:
        code = f"R-{Space.objects.count()}"
        return Space.objects.create(
            school=self.school, building=building, code=code, name=name, kind=kind, positions=positions
        )

    def room(self, name, building, gender) -> Space:
        space = self.space(name, building, Space.Kind.DORM_ROOM)
        DormRoom.objects.create(school=self.school, space=space, floor=1, gender=gender, section="junior")
        return space

    def a_pupil(self, name) -> Pupil:
        return Pupil.objects.create(
            school=self.school, name=name, number=f"P{Pupil.objects.count()}", gender="f", enrolled_on=YEARS_AGO,
            is_boarder=True,
        )  # fmt: skip

    def let_in(self, name="王建国", *, at=NOON, actor=None, **more) -> Visit:
        usual = {
            "gender": "m", "why": "送棉衣", "document_number": NUMBER, "host_staff": self.teacher,
            "building": self.office, "items_checked": True,
        }  # fmt: skip
        return actions.let_in(school=self.school, name=name, actor=actor or self.guard, at=at, **(usual | more))

    def let_workers_in(self, name="赵师傅", *, at=NOON, actor=None, **more) -> Visit:
        usual = {
            "gender": "m", "company": "天山水暖", "why": "修暖气", "document_number": ANOTHER, "escort": self.teacher,
            "building": self.office, "items_checked": True,
        }  # fmt: skip
        return actions.let_workers_in(school=self.school, name=name, actor=actor or self.guard, at=at, **(usual | more))

    def apply(self, name="阿依努尔", *, at=NOON, actor=None, **more) -> GuestStay:
        usual = {
            "pupil": self.pupil, "relation": "母亲", "party": "f", "arrives_on": TODAY, "leaves_on": TODAY + DAY,
            "why": "末班车已过",
        }  # fmt: skip
        return actions.apply_for_stay(
            school=self.school, name=name, actor=actor or self.crew.head_teacher, at=at, **(usual | more)
        )

    def approved(self, *words, at=NOON, **more) -> GuestStay:
        return actions.approve_stay(stay=self.apply(*words, at=at, **more), actor=self.leader, at=at)

    def registered(self, *words, at=NOON, number=NUMBER, **more) -> GuestStay:
        stay = self.approved(*words, at=at, **more)
        return actions.register_guest(stay=stay, document_number=number, actor=self.manager, at=at)

    def lodged(self, *words, at=NOON, room=None, **more) -> GuestStay:
        stay = self.registered(*words, at=at, **more)
        return actions.lodge_guest(stay=stay, room=room or self.guest_room, actor=self.manager, at=at)


@pytest.fixture
def scene(db):
    return Scene()
