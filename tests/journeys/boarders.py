"""More children than the small demo has: entered in bulk by the verbs, before the server of a journey starts.

What stands below `add` runs in the school's own process, a `manage.py shell`.
"""

from datetime import date, time

from houqin.dormitory.actions import furnish_rooms, place_pupils
from houqin.dormitory.actions.rooms import NewRoom
from houqin.dormitory.models import Bed, BedStay, Gender, Section
from houqin.people.actions import add_pupils, set_head_teacher
from houqin.people.actions.admissions import NewGuardian, NewPupil
from houqin.people.models import SchoolClass
from houqin.people.selectors import holders
from houqin.tenancy.actions import add_spaces
from houqin.tenancy.actions.places import NewSpace
from houqin.tenancy.models import Building, Space
from houqin.tenancy.schools import School
from houqin.whereabouts.actions import Brought, take_back
from houqin.whereabouts.models import Leave
from tests.journeys.later import DAY
from tests.running import manage
from tests.whereabouts.leaving import a_signature

TODAY, BEDS_IN_A_ROOM, AREA_M2 = date.fromisoformat(DAY), 8, 25


def add(what: str, *arguments, var) -> None:
    """`add("fill_beds", "1 号宿舍楼", 100, var=var)`."""
    words = ", ".join(repr(one) for one in arguments)
    manage("shell", "-c", f"from tests.journeys import boarders; boarders.{what}({words})", var=var)


def fill_beds(name: str, people: int) -> None:
    """New rooms and new girls until so many sleep in the building."""
    school, actor, at = _where()
    building = Building.objects.of(school).get(name=name)
    building.school = school
    missing = people - BedStay.objects.of(school).on(TODAY).filter(bed__room__space__building=building).count()
    doors = range(1, -(-missing // BEDS_IN_A_ROOM) + 1)
    spaces = [NewSpace(building, f"SN-3{door:02}", f"1-3{door:02} 室", Space.Kind.DORM_ROOM) for door in doors]
    made = add_spaces(school=school, spaces=spaces, actor=actor, at=at)
    rooms = [NewRoom(space, 3, Gender.GIRLS, Section.JUNIOR, BEDS_IN_A_ROOM, AREA_M2) for space in made]
    furnished = furnish_rooms(school=school, rooms=rooms, actor=actor, at=at)
    girls = _enrol(school, 9, 1, missing, actor=actor, at=at)
    beds = Bed.objects.filter(room__in=furnished).select_related("school").order_by("room", "number")
    placings = list(zip(beds, girls, strict=False))
    place_pupils(school=school, placings=placings, starts_on=TODAY, actor=actor, at=at)


def fill_classes(classes: list[tuple[int, int]], children: int) -> None:
    """So many more boarders in each of these classes, all under the head teacher who has an account."""
    school, actor, at = _where()
    teacher = _holder(school, "head_teacher").staff
    for grade, number in classes:
        one = SchoolClass.objects.of(school).select_related("school__bureau").get(grade=grade, number=number)
        set_head_teacher(school_class=one, head_teacher=teacher, actor=actor, at=at)
        _enrol(school, grade, number, children, actor=actor, at=at)


def come_back() -> None:
    """Whoever is on leave by day is back for the night, each by a signature."""
    school, _actor, at = _where()
    out = [Brought(one, "家长") for one in Leave.objects.of(school).out_at(at)]
    take_back(brought=out, signature=a_signature(), actor=_holder(school, "dorm_manager"), at=at)


def _enrol(school, grade: int, number: int, children: int, *, actor, at) -> list:
    one = SchoolClass.objects.of(school).select_related("school__bureau").get(grade=grade, number=number)
    new = []
    for place in range(1, children + 1):
        key = f"{grade}{number}{place:02}"
        kin = NewGuardian(f"家长{key}", "母亲", f"1390000{key}")
        new.append(NewPupil(one, f"学生{key}", f"202599{key}", "f", TODAY, is_boarder=True, guardians=(kin,)))
    return add_pupils(school=school, pupils=new, actor=actor, at=at)


def _where():
    """The school, its principal, and an hour after everything the demo tells, before any journey begins."""
    school = School.objects.select_related("bureau").get(code="HLH")
    return school, _holder(school, "principal"), school.moment(TODAY, time(20))


def _holder(school, post: str):
    return next(one.user for one in holders(school, on=TODAY) if one.post == post)
