"""Two buildings, one for girls and one for boys; every boarder has a bed, given as the proposal had it."""

from collections import Counter
from datetime import datetime, timedelta

from houqin.demo.scene import Agenda, Scene
from houqin.dormitory import actions
from houqin.dormitory.actions.rooms import NewRoom
from houqin.dormitory.models import Bed, BedStay, Gender, Section
from houqin.dormitory.selectors.proposal import proposal_for, without_bed
from houqin.dormitory.standards import section_of
from houqin.people.actions import appoint, open_account
from houqin.people.models import Staff
from houqin.people.selectors import sits_in
from houqin.tenancy.actions import add_building, add_spaces
from houqin.tenancy.actions.places import NewSpace
from houqin.tenancy.calendar import night_of
from houqin.tenancy.models import Space

BUILDINGS = ((Gender.GIRLS, "1 号宿舍楼", "SN"), (Gender.BOYS, "2 号宿舍楼", "SB"))
BEDS, ON_A_FLOOR = 8, 12
#: So many rooms more of each kind than its boarders fill.
SPARE = 2
AREA_M2 = {Section.PRIMARY: 25, Section.JUNIOR: 25}
#: The first room of each building lies beside the stairs.
SMALL_M2 = 15


def furnish(scene: Scene, *, password: str, house, at: datetime) -> None:
    """Buildings, who answers for them, rooms, and everybody's bed. Nothing where nobody boards."""
    school, on = scene.school, scene.school.localdate(at)
    night = night_of(school, at + timedelta(hours=12))
    boarders = list(without_bed(school, night))
    if not boarders:
        return
    _second_manager(scene, password=password, house=house, at=at)
    director = scene.who("general_affairs_director")
    classes = sits_in(boarders, on=night)
    many = Counter((pupil.gender, section_of(classes[pupil.pk].grade)) for pupil in boarders)
    spaces, rooms = [], []
    for number, (gender, name, letters) in enumerate(BUILDINGS):
        building = add_building(school=school, name=name, actor=director, at=at)
        manager = scene.who("dorm_manager", number)
        actions.put_in_charge(
            building=building, manager=manager, starts_on=on, is_woman=gender == Gender.GIRLS, actor=director, at=at
        )
        for first, (floor, door, section) in enumerate(_doors(many, gender)):
            area_m2 = AREA_M2[section] if first else SMALL_M2
            told = f"{name[0]}-{floor}{door:02}"
            spaces.append(NewSpace(building, f"{letters}-{floor}{door:02}", f"{told} 室", Space.Kind.DORM_ROOM))
            rooms.append((floor, gender, section, BEDS, area_m2))
    made = add_spaces(school=school, spaces=spaces, actor=director, at=at)
    furnished = [NewRoom(space, *room) for space, room in zip(made, rooms, strict=True)]
    actions.furnish_rooms(school=school, rooms=furnished, actor=director, at=at)
    proposal, pupils = proposal_for(school, night)
    by_key, beds = {pupil.pk: pupil for pupil in pupils}, Bed.objects.in_bulk(proposal.beds.values())
    placings = [(beds[bed], by_key[pupil]) for pupil, bed in proposal.beds.items()]
    actions.place_pupils(
        school=school, placings=placings, starts_on=night, reason="开学分床", actor=scene.who("dorm_manager"), at=at
    )


def _second_manager(scene: Scene, *, password: str, house, at: datetime) -> None:
    """The boys' building has a manager of its own: one of the wardens who had no account so far."""
    warden = Staff.objects.of(scene.school).filter(job="宿管员", user=None).order_by("pk").first()
    username = f"{scene.school.code.lower()}-dorm-2"
    warden.user = open_account(staff=warden, username=username, password=password, actor=house, at=at)
    appoint(staff=warden, post="dorm_manager", starts_on=scene.school.localdate(at), actor=house, at=at)
    scene.people["dorm_manager"].append(warden.user)


def _doors(many: Counter, gender: str):
    """(floor, door, section) of every room: the younger below, each section on floors of its own."""
    floor = 1
    for section in (Section.PRIMARY, Section.JUNIOR):
        needed = -(-many[gender, section] // BEDS) + SPARE if many[gender, section] else 0
        for number in range(needed):
            yield floor + number // ON_A_FLOOR, number % ON_A_FLOOR + 1, section
        floor += -(-needed // ON_A_FLOOR)


def put_on(scene: Scene, agenda: Agenda) -> None:
    """A bed that broke, two who swapped a few days ago, and a wish that waits for the duty leader today."""
    if not BedStay.objects.of(scene.school).exists():
        return
    earlier = scene.today - timedelta(days=3)
    agenda.add(scene.at(earlier, "16:20"), lambda at: _break_a_bed(scene, at))
    agenda.add(scene.at(earlier, "21:10"), lambda at: _swap(scene, agenda, at))
    agenda.add(scene.at(scene.today, "12:40"), lambda at: _wish(scene, at))


def _free_beds(scene: Scene, gender: str):
    return Bed.objects.of(scene.school).filter(stays=None, closed_on=None, room__gender=gender).order_by("pk")


def _stays(scene: Scene, gender: str):
    rows = BedStay.objects.of(scene.school).filter(ends_on=None, bed__room__gender=gender)
    return rows.select_related("bed__room__space", "pupil").order_by("bed")


def _break_a_bed(scene: Scene, at: datetime) -> None:
    bed = _free_beds(scene, Gender.BOYS).select_related("room__school").first()
    actions.close_bed(bed=bed, why="床板断裂，等维修", actor=scene.who("dorm_manager", 1), at=at)


def _swap(scene: Scene, agenda: Agenda, at: datetime) -> None:
    one = _stays(scene, Gender.GIRLS).first()
    other = _stays(scene, Gender.GIRLS).exclude(bed__room=one.bed.room).first()
    move = actions.ask_move(
        pupil=one.pupil, to_bed=other.bed, other=other.pupil, why="上铺怕高，两人商量好对换",
        actor=scene.who("head_teacher"), at=at,
    )  # fmt: skip
    agenda.add(
        at + timedelta(minutes=25),
        lambda at: actions.decide_move(move=move, approve=True, actor=scene.who("deputy_principal"), at=at),
    )


def _wish(scene: Scene, at: datetime) -> None:
    stay = _stays(scene, Gender.BOYS).first()
    bed = _free_beds(scene, Gender.BOYS).filter(room__section=stay.bed.room.section).first()
    actions.ask_move(
        pupil=stay.pupil, to_bed=bed, why="夜里常起，想住靠门的床", actor=scene.who("dorm_manager", 1), at=at
    )
