"""A day at the gate: a mother with a coat, a plumber, somebody overdue; a grandmother who slept in the guest room."""

from datetime import datetime, timedelta
from functools import partial

from houqin.demo.scene import Agenda, Scene
from houqin.people.models import Pupil, Staff
from houqin.tenancy.actions import add_space
from houqin.tenancy.models import Building, Space
from houqin.visitors import actions
from houqin.visitors.models import GuestStay, Visit

DAY = timedelta(days=1)
#: Nobody's: nobody was born in the year 1900 in a district 00.
NUMBER = "6590001900010100{:02}"
HOUSE, ROOM = "教学楼", "留宿房 1"

#: name, gender, reason, whom (a colleague's post or a pupil), came, left; heads and minutes where they differ
TODAY = (
    ("王秀英", "f", "送棉衣", "pupil", "10:42", "11:05", {}),
    ("陈立新", "m", "教材配送核对", "general_affairs_director", "11:30", "12:10", {"heads": 2}),
    ("马玉兰", "f", "孩子感冒送药", "pupil", "12:05", "", {"minutes": 30}),
    ("买买提·吾守尔", "m", "与班主任面谈", "head_teacher", "12:50", "", {}),
)  # fmt: skip


def put_on(scene: Scene, agenda: Agenda) -> None:
    """Yesterday and today, at a school that lodges pupils and has a guard."""
    today, yesterday = scene.today, scene.today - DAY
    agenda.add(scene.at(yesterday - DAY, "11:10"), partial(_open_guest_room, scene))
    agenda.add(scene.at(yesterday, "12:40"), partial(_stay, scene, agenda, "阿依夏木", "奶奶", 0, yesterday))
    agenda.add(scene.at(yesterday, "16:10"), partial(_workers, scene, agenda, "15 号窗扇合页更换", 95))
    for number, row in enumerate(TODAY):
        agenda.add(scene.at(today, row[4]), partial(_visitor, scene, agenda, number, row))
    agenda.add(scene.at(today, "12:30"), partial(_workers, scene, agenda, "二楼暖气阀门漏水", 0))
    agenda.add(scene.at(today, "12:35"), partial(_apply, scene, "刘桂芳", "母亲", 1, today))


def _open_guest_room(scene: Scene, at: datetime) -> None:
    add_space(
        building=Building.objects.get(school=scene.school, name=HOUSE), code="Z-01", name=ROOM,
        kind=Space.Kind.GUEST_ROOM, positions=2, actor=scene.who("general_affairs_director"), at=at,
    )  # fmt: skip


def _boarder(scene: Scene, number: int) -> Pupil:
    return (
        Pupil.objects.of(scene.school)
        .filter(is_boarder=True)
        .select_related("school__bureau")
        .order_by("number")[number]
    )


def _visitor(scene: Scene, agenda: Agenda, number: int, row: tuple, at: datetime) -> None:
    name, gender, why, whom, _came, left, more = row
    host = (
        {"host_pupil": _boarder(scene, number)} if whom == "pupil"
        else {"host_staff": Staff.objects.get(user=scene.who(whom))}
    )  # fmt: skip
    visit = actions.let_in(
        school=scene.school, name=name, gender=gender, why=why, document_number=NUMBER.format(number + 11),
        building=Building.objects.get(school=scene.school, name=HOUSE), items_checked=True,
        phone=f"139000012{number:02}",
        actor=scene.who("guard"), at=at, **host, **more,
    )  # fmt: skip
    if left:
        agenda.add(scene.at(scene.today, left), partial(_out, scene, visit))


def _out(scene: Scene, visit: Visit, at: datetime) -> None:
    actions.let_out(visit=visit, actor=scene.who("guard"), at=at)


def _workers(scene: Scene, agenda: Agenda, job: str, minutes: int, at: datetime) -> None:
    """They stay for so many minutes, or are still there."""
    visit = actions.let_workers_in(
        school=scene.school, name="赵卫东", gender="m", company="石河子天源水暖", why=job,
        document_number=NUMBER.format(31), escort=Staff.objects.get(user=scene.who("general_affairs_director")),
        building=Building.objects.get(school=scene.school, name=HOUSE), heads=2, minutes=120, items="工具箱",
        items_checked=True, actor=scene.who("guard"), at=at,
    )  # fmt: skip
    if minutes:
        agenda.add(at + timedelta(minutes=minutes), partial(_out, scene, visit))


def _apply(scene: Scene, name: str, relation: str, number: int, on, at: datetime) -> GuestStay:
    return actions.apply_for_stay(
        school=scene.school, pupil=_boarder(scene, number), name=name, relation=relation, party="f",
        arrives_on=on, leaves_on=on + DAY, why="路远，末班车已过", actor=scene.who("head_teacher"), at=at,
    )  # fmt: skip


def _stay(scene: Scene, agenda: Agenda, name: str, relation: str, number: int, on, at: datetime) -> None:
    """Approved within the hour, registered and lodged in the evening, gone in the morning."""
    stay = _apply(scene, name, relation, number, on, at)
    room = Space.objects.get(school=scene.school, code="Z-01")
    manager = scene.who("dorm_manager")
    steps = (
        ("13:15", on, partial(actions.approve_stay, stay=stay, actor=scene.who("duty_leader"))),
        ("19:30", on, partial(actions.register_guest, stay=stay, document_number=NUMBER.format(1), actor=manager)),
        ("19:34", on, partial(actions.lodge_guest, stay=stay, room=room, actor=manager)),
        ("10:20", on + DAY, partial(actions.depart_guest, stay=stay, actor=manager)),
    )
    for clock, day, step in steps:
        agenda.add(scene.at(day, clock), lambda at, step=step: step(at=at))
