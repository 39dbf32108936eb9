"""Rooms, beds, boarders: a test writes only what matters to it."""

from itertools import count

from houqin.dormitory.models import Bed, BedStay, Charge, DormRoom
from houqin.people.models import Enrolment, Guardian, Pupil, SchoolClass
from houqin.tenancy.models import Building, Space
from tests.builders import NOON, YEARS_AGO

_numbers = count(1)


def a_building(school, name="1 号宿舍楼") -> Building:
    return Building.objects.get_or_create(school=school, name=name)[0]


def a_charge(building, user, *, starts_on=YEARS_AGO, ends_on=None) -> Charge:
    return Charge.objects.create(
        school=building.school, building=building, user=user, starts_on=starts_on, ends_on=ends_on, given_by=user,
        given_at=NOON,
    )  # fmt: skip


def a_dorm_space(building, name=None) -> Space:
    number = next(_numbers)
    return Space.objects.create(
        school=building.school, building=building, code=f"S-{number}", name=name or f"{number} 室",
        kind=Space.Kind.DORM_ROOM,
    )  # fmt: skip


def a_dorm_room(building, name=None, *, beds=8, floor=1, gender="f", section="primary", area_m2=None) -> DormRoom:
    room = DormRoom.objects.create(
        school=building.school, space=a_dorm_space(building, name), floor=floor, gender=gender, section=section,
        area_m2=area_m2,
    )  # fmt: skip
    Bed.objects.bulk_create(Bed(school=building.school, room=room, number=number + 1) for number in range(beds))
    return room


def a_class(school, grade=4, number=1) -> SchoolClass:
    made = {"entered_in": 2026 - grade}
    return SchoolClass.objects.get_or_create(school=school, grade=grade, number=number, defaults=made)[0]


def a_boarder(school, name=None, *, gender="f", grade=4, number=1, phone="", enrolled_on=YEARS_AGO, **more) -> Pupil:
    key = next(_numbers)
    pupil = Pupil.objects.create(
        school=school, name=name or f"学生{key}", number=f"P{key}", gender=gender, enrolled_on=enrolled_on,
        **({"is_boarder": True} | more),
    )  # fmt: skip
    Enrolment.objects.create(
        school=school, pupil=pupil, school_class=a_class(school, grade, number), starts_on=enrolled_on
    )
    if phone:
        Guardian.objects.create(school=school, pupil=pupil, name="家长", relation="母亲", phone=phone)
    return pupil


def a_stay(bed, pupil, *, by, starts_on=YEARS_AGO, ends_on=None) -> BedStay:
    ended = {"ends_on": ends_on, "ended_by": by, "ended_at": NOON} if ends_on else {}
    return BedStay.objects.create(
        school=bed.school, bed=bed, pupil=pupil, starts_on=starts_on, placed_by=by, placed_at=NOON, **ended
    )
