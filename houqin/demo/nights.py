"""Rest at the larger school: bedtimes by section and season, rounds after the bell, a talk, a lesson, things kept and
found. Rooms and beds come from elsewhere in the story; where there are none yet, the nights stay empty."""

from datetime import date, datetime, time, timedelta
from functools import partial
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from houqin.demo.scene import Agenda, Scene
from houqin.discipline import actions
from houqin.discipline.actions import DoorHeard
from houqin.discipline.models import Violation
from houqin.discipline.selectors.lessons import listed
from houqin.discipline.selectors.rounds import houses
from houqin.people.models import Guardian
from houqin.tenancy.actions import set_time
from houqin.tenancy.calendar import days_between

SUMMER = {"season": "summer", "season_from": "05-01", "season_until": "09-30"}
#: what, primary, junior; in summer the lights go out half an hour later. By the clock of Urumqi.
EVENING = (
    ("study_ends", "21:20", "21:50"), ("wash", "21:30", "22:00"), ("roll_call", "21:50", "22:20"),
    ("door_locked", "22:00", "22:30"), ("lights_out", "22:30", "23:00"), ("get_up", "08:30", "08:00"),
)  # fmt: skip
#: How many nights back, the place of the room in the list, and what was heard.
HEARD = {1: (2, "talking", "说笑，提醒后安静"), 3: (0, "illness", "一人发烧，校医已看，舍友陪着"), 5: (4, "light", "")}


def put_on(scene: Scene, agenda: Agenda, *, first: date) -> None:
    """Each step stands in the agenda, so that the journal runs forward."""
    agenda.add(scene.at(first, "08:40"), partial(_set_times, scene))
    days = days_between(scene.school, first, scene.today)
    nights = [on for on, day in days.items() if day.is_boarding_night and on < scene.today]
    for back, on in enumerate(reversed(nights), start=1):
        # Twelve minutes after the last bell of either section.
        after = "23:42" if SUMMER["season_from"] <= f"{on:%m-%d}" <= SUMMER["season_until"] else "23:12"
        agenda.add(scene.at(on, after), partial(_go_round, scene, HEARD.get(back)))
    taught = max((on for on, day in days.items() if day.is_taught and on < scene.today), default=None)
    if taught:
        agenda.add(scene.at(taught, "12:40"), partial(_teach, scene))
        agenda.add(scene.at(taught, "17:10"), partial(_keep_and_find, scene))
        for clock, step in (("18:30", _record), ("18:50", _talk), ("19:10", _call)):
            agenda.add(scene.at(taught, clock), partial(step, scene))


def _set_times(scene: Scene, at: datetime) -> None:
    actor, on = scene.who("principal"), scene.school.localdate(at)
    for what, *clocks in EVENING:
        for section, clock in zip(("primary", "junior"), clocks, strict=True):
            set_time(school=scene.school, what=what, at_time=time.fromisoformat(clock), section=section, valid_from=on,
                     actor=actor, at=at)  # fmt: skip
    for section, clock in (("primary", "23:00"), ("junior", "23:30")):
        set_time(school=scene.school, what="lights_out", at_time=time.fromisoformat(clock), section=section,
                 valid_from=on, actor=actor, at=at, **SUMMER)  # fmt: skip


def _go_round(scene: Scene, heard: tuple | None, at: datetime) -> None:
    for house in houses(scene.school, scene.school.localdate(at)):
        doors = [DoorHeard(room) for room in house.rooms]
        if heard and len(doors) > heard[0]:
            doors[heard[0]] = DoorHeard(house.rooms[heard[0]], heard[1], heard[2])
        actions.make_round(building=house.building, doors=doors, actor=scene.who("dorm_manager"), at=at)


def _teach(scene: Scene, at: datetime) -> None:
    """The two oldest classes; somebody is missing."""
    on = scene.school.localdate(at)
    for school_class, _pupils, boarders in scene.classes[-2:]:
        if boarders:
            pupils = listed(scene.school, on, school_class=school_class)
            actions.hold_lesson(
                school=scene.school, school_class=school_class, topics=["rules", "fire", "escape", "belongings"],
                pupils=pupils, absent={pupils[0].pk}, actor=scene.who("dorm_manager"), at=at,
            )  # fmt: skip


def _keep_and_find(scene: Scene, at: datetime) -> None:
    warden, children = scene.who("dorm_manager"), _boarders(scene, at)
    for place, (fen, things) in enumerate(((20_000, {"手表": 1}), (5_000, {}))):
        if len(children) > place:
            drawn = {"by_pupil": _signature(place), "by_keeper": _signature(9)}
            actions.take_in(pupil=children[place], amount_fen=fen, things=things, actor=warden, at=at, **drawn)
    for what, where, shelf in (("蓝色保温杯", "一层走廊", "值班室 1 号架"), ("灰色围巾", "水房", "值班室 2 号架")):
        actions.shelve_found(school=scene.school, what=what, where=where, shelf=shelf, actor=warden, at=at)


def _record(scene: Scene, at: datetime) -> None:
    """Recorded and talked about on the same evening; somebody looks again within the week."""
    for pupil in _boarders(scene, at)[2:3]:
        actions.record_violation(
            pupil=pupil, kind="quarrel", what="为用桌子与室友争吵", actor=scene.who("dorm_manager"), at=at
        )


def _talk(scene: Scene, at: datetime) -> None:
    for matter in Violation.objects.of(scene.school):
        actions.talk_with_child(
            violation=matter, own_words="我等了很久，他一直不让", words="两人轮流用桌子，互相说了对不起",
            follow_up_on=scene.today + timedelta(days=3), actor=scene.who("dorm_manager"), at=at,
        )  # fmt: skip


def _call(scene: Scene, at: datetime) -> None:
    for matter in Violation.objects.of(scene.school):
        guardian = Guardian.objects.filter(pupil=matter.pupil_id).first()
        actions.contact_guardians(violation=matter, guardian=guardian, way="phone", reached=True, words="家长配合",
                                  actor=scene.who("dorm_manager"), at=at)  # fmt: skip


def _boarders(scene: Scene, at: datetime) -> list:
    """Of the class before the oldest that has any."""
    boarding = [one for one, _pupils, boarders in scene.classes if boarders]
    return listed(scene.school, scene.school.localdate(at), school_class=boarding[-1]) if boarding else []


def _signature(turn: int) -> SimpleUploadedFile:
    """A scribble as a finger draws it: black strokes on nothing."""
    image = Image.new("RGBA", (300, 100))
    points = [(20 + 26 * step, 50 + (18 + turn) * (-1) ** step) for step in range(10)]
    ImageDraw.Draw(image).line(points, fill="black", width=4)
    out = BytesIO()
    image.save(out, "PNG")
    return SimpleUploadedFile("签名.png", out.getvalue(), content_type="image/png")
