"""The nights of the boarders: every bed counted before the bell and after it, and once a child who was not there."""

from datetime import date, datetime, timedelta
from functools import partial

from houqin.demo.scene import Agenda, Scene
from houqin.dormitory.actions.rolls import BedWord, close_roll, count_rooms
from houqin.dormitory.actions.searches import find_child, log_search_step
from houqin.dormitory.bells import bells
from houqin.dormitory.models import BedStay, RollKind, Search
from houqin.dormitory.selectors.rolls import sheet
from houqin.tenancy.calendar import days_between
from houqin.tenancy.models import Building

MINUTE = timedelta(minutes=1)
#: So many nights back a bed was empty; she was on the stairs with her vocabulary book, twelve minutes later.
SEARCHED, FOUND_AFTER = 2, 12 * MINUTE


def put_on(scene: Scene, agenda: Agenda, *, first: date) -> None:
    """Nothing where nobody boards."""
    school = scene.school
    if not BedStay.objects.of(school).exists():
        return
    days = days_between(school, first, scene.today)
    nights = [on for on, day in days.items() if day.is_boarding_night and on < scene.today]
    buildings = list(Building.objects.of(school).filter(spaces__dorm_room__isnull=False).distinct().order_by("pk"))
    for back, night in enumerate(reversed(nights), start=1):
        for number, building in enumerate(buildings):
            building.school = school
            missing = back == SEARCHED and number == 0
            count = partial(_count, scene, agenda, building, night, number, missing)
            agenda.add(scene.at(night, "20:30"), partial(_plan, agenda, school, night, number, count))


def _plan(agenda: Agenda, school, night: date, number: int, count, at: datetime) -> None:
    """By the bell of that night, which the timetable may have moved since the story began."""
    out = bells(school, night).lights_out
    agenda.add(out - (32 - 3 * number) * MINUTE, partial(count, RollKind.EVENING))
    agenda.add(out + (20 + 3 * number) * MINUTE, partial(count, RollKind.RECOUNT))


def _count(scene: Scene, agenda: Agenda, building, night: date, number: int, missing: bool, kind: str, at: datetime):
    """The whole building by exception, closed some minutes later."""
    warden = scene.who("dorm_manager", number)
    tiles = [tile for tile in sheet(building, night=night, kind=kind, at=at).tiles if tile.pupil]
    gone = tiles[len(tiles) // 3].bed.pk if missing and kind == RollKind.EVENING else None
    words = [
        BedWord(tile.bed.pk, tile.pupil.pk, tile.assumed, said="missing" if tile.bed.pk == gone else "")
        for tile in tiles
    ]
    rooms = {tile.bed.room_id for tile in tiles}
    count_rooms(building=building, night=night, kind=kind, rooms=rooms, words=words, actor=warden, at=at)
    closes = at + 6 * MINUTE
    if gone:
        search = Search.objects.get(bed=gone, found_at=None)
        agenda.add(at + 3 * MINUTE, partial(_call, search, warden))
        agenda.add(at + FOUND_AFTER, partial(_find, search, warden))
        closes = at + FOUND_AFTER + 2 * MINUTE
    agenda.add(closes, lambda at: close_roll(building=building, night=night, kind=kind, actor=warden, at=at))


def _call(search: Search, warden, at: datetime) -> None:
    log_search_step(search=search, step="head_teacher", whom="班主任", note="正在回校", actor=warden, at=at)


def _find(search: Search, warden, at: datetime) -> None:
    find_child(search=search, found_as="present", where="三楼楼梯口，在背单词", actor=warden, at=at)
