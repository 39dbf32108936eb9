"""How the rooms live: heads elected, turns of cleaning, a round each day, a draw, help for a room that has it hard."""

from datetime import date, datetime, timedelta
from functools import partial
from random import Random

from houqin.demo.scene import Agenda, Scene
from houqin.dormitory.models import DormRoom
from houqin.roomlife.actions import (
    NotDone,
    Seen,
    award_rooms,
    check_turns,
    draw_rooms,
    elect_heads,
    help_room,
    inspect_rooms,
    plan_rota,
)
from houqin.roomlife.selectors.heads import rooms_in_use, sleepers
from houqin.roomlife.selectors.ratings import month_of, ranking, ratings
from houqin.roomlife.selectors.rota import turns_of
from houqin.tenancy.calendar import term_on

DAY = timedelta(days=1)
#: What is found on ordinary days, and in the room that has it hard.
USUAL = ("windows", "order", "air", "left_on", "rubbish")
HARD = ("beds", "floor", "order", "rubbish")
#: So many rooms a day have something; the room that has it hard is this one in the order of the doors.
ODD_ROOMS, HARD_ROOM = 4, 5
#: So many lived days before today: a heater found, the talk with the room, the draw.
HEATER, TALK, DRAWN = 3, 1, 2
#: So many rooms have voted already: the others still do.
HEADED = 6
#: So many lived days before today are told; a hundred rooms a day cost the demo its seconds.
TOLD = 6


def put_on(scene: Scene, agenda: Agenda, wanted: dict[date, list[str]]) -> None:
    """Nothing where nobody boards."""
    school = scene.school
    lived = [on for on in sorted(wanted) if on <= scene.today][-TOLD:]
    if not lived or not DormRoom.objects.of(school).exists():
        return
    agenda.add(scene.at(lived[0], "07:00"), partial(_elect, scene))
    for monday in sorted({on - timedelta(days=on.weekday()) for on in lived}):
        begins = max(monday, lived[0])
        agenda.add(scene.at(begins, "07:10"), partial(_plan, scene, begins, monday + 6 * DAY))
    for back, on in enumerate(reversed(lived)):
        agenda.add(scene.at(on, "10:05"), partial(_check, scene, on))
        agenda.add(scene.at(on, "12:20"), partial(_round, scene, on, back))
    if len(lived) > DRAWN:
        agenda.add(scene.at(lived[-1 - TALK], "16:10"), partial(_talk, scene))
        agenda.add(scene.at(lived[-1 - DRAWN], "15:20"), partial(_draw, scene, agenda))
    agenda.add(scene.at(lived[0], "12:40"), partial(_last_month, scene, agenda))


def _elect(scene: Scene, at: datetime) -> None:
    """The papers of the first floor, from one page; the other floors vote one of these days."""
    school, on = scene.school, scene.school.localdate(at)
    votes = {}
    there = sleepers(school, on)
    for room in list(rooms_in_use(school, on))[:HEADED]:
        pupils = there[room.pk]
        votes[room] = {pupils[room.pk % len(pupils)].pk: len(pupils)}
    elect_heads(rooms=votes, term=term_on(school, on), actor=scene.who("dorm_manager"), at=at)


def _plan(scene: Scene, first: date, last: date, at: datetime) -> None:
    rooms = list(rooms_in_use(scene.school, first))
    plan_rota(school=scene.school, rooms=rooms, first=first, last=last, actor=scene.who("dorm_manager"), at=at)


def _check(scene: Scene, on: date, at: datetime) -> None:
    turns = list(turns_of(scene.school, on, on))
    rng = Random(f"{scene.school.code}{on}")
    missed = {rng.choice(turns).pk: NotDone("垃圾没倒，已提醒补做")} if turns and rng.random() < 0.5 else {}
    if turns:
        check_turns(school=scene.school, on=on, turns=turns, missed=missed, actor=scene.who("dorm_manager"), at=at)


def _round(scene: Scene, on: date, back: int, at: datetime) -> None:
    """Today's second building is still to be seen: the demo opens in the middle of a day."""
    rooms = list(rooms_in_use(scene.school, on))
    rng = Random(f"{scene.school.code}{on}rooms")
    seen = {room.pk: Seen(tuple(rng.sample(USUAL, 2))) for room in rng.sample(rooms, min(ODD_ROOMS, len(rooms)))}
    hard = rooms[HARD_ROOM % len(rooms)]
    seen[hard.pk] = Seen(HARD, "床铺多处未整理") if back in (2, 3) else Seen(HARD[:2])
    if back == HEATER:
        seen[rooms[-1].pk] = Seen(("appliance",), "一支热得快，已由宿管员保管")
    building = rooms[0].space.building_id
    today = [room for room in rooms if back or room.space.building_id == building]
    inspect_rooms(school=scene.school, rooms=today, seen=seen, actor=scene.who("dorm_manager"), at=at)


def _talk(scene: Scene, at: datetime) -> None:
    rooms = list(rooms_in_use(scene.school, scene.school.localdate(at)))
    help_room(
        room=rooms[HARD_ROOM % len(rooms)], kind="together", text="课间一起叠了被子，约好每天早上互相提醒。",
        actor=scene.who("head_teacher"), at=at,
    )  # fmt: skip


def _draw(scene: Scene, agenda: Agenda, at: datetime) -> None:
    """By lot, and seen on the spot."""
    school = scene.school
    draw = draw_rooms(school=school, wanted=3, actor=scene.who("deputy_principal"), at=at)
    rooms = DormRoom.objects.of(school).filter(pk__in=draw.rooms)

    def see(at: datetime) -> None:
        inspect_rooms(school=school, rooms=rooms, draw=draw, actor=scene.who("deputy_principal"), at=at)

    agenda.add(at + timedelta(minutes=40), see)


def _last_month(scene: Scene, agenda: Agenda, at: datetime) -> None:
    """Three rooms that were seen on the last day of last month have its award, so that the page has something."""
    school = scene.school
    last = scene.today.replace(day=1) - DAY
    rooms = list(rooms_in_use(school, school.localdate(at)))[:3]
    inspect_rooms(
        school=school, rooms=rooms, happened_at=scene.at(last, "12:20"), actor=scene.who("dorm_manager"), at=at
    )

    def award(at: datetime) -> None:
        award_rooms(school=school, month=last, rooms=best, actor=scene.who("principal"), at=at)

    best = [one.room for one in ranking(ratings(school, *month_of(last), rooms=rooms), least=90) if not one.danger_on]
    agenda.add(at + timedelta(minutes=5), award)
