"""Every night both buildings are counted, before the bell and after it. Tonight's roll is still to come."""

from datetime import datetime, timedelta
from functools import partial

from houqin.demo.scene import Agenda, Scene
from houqin.dormitory.actions.rolls import BedWord, close_roll, count_rooms
from houqin.dormitory.models import BedStay, Charge, RollKind
from houqin.dormitory.selectors.rolls import sheet
from houqin.tenancy.calendar import days_between, night_of

#: As long as duties have been asked for; older nights would only make the demo slower.
BACK = timedelta(days=13)
WHEN = ((RollKind.EVENING, "22:40"), (RollKind.RECOUNT, "23:40"))


def put_on(scene: Scene, agenda: Agenda) -> None:
    if not BedStay.objects.of(scene.school).exists():
        return
    for on, day in days_between(scene.school, scene.today - BACK, scene.today - timedelta(days=1)).items():
        for kind, clock in WHEN if day.is_boarding_night else ():
            agenda.add(scene.at(on, clock), partial(_count, scene, agenda, kind))


def _count(scene: Scene, agenda: Agenda, kind: str, at: datetime) -> None:
    """Nobody is tapped: who is not in bed is where the school knows."""
    night = night_of(scene.school, at)
    for charge in Charge.objects.of(scene.school).filter(ends_on=None).select_related("building__school", "user"):
        shown = sheet(charge.building, night=night, kind=kind, at=at)
        words = [
            BedWord(tile.bed.pk, tile.pupil.pk, tile.assumed, tile.bedside.last, "", None)
            for tile in shown.tiles
            if tile.pupil
        ]
        actor, rooms = charge.user.acting(at), {room.room.pk for room in shown.rooms}
        count_rooms(building=charge.building, night=night, kind=kind, rooms=rooms, words=words, actor=actor, at=at)
        agenda.add(at + timedelta(minutes=8), partial(_close, charge, night, kind))


def _close(charge: Charge, night, kind: str, at: datetime) -> None:
    close_roll(building=charge.building, night=night, kind=kind, actor=charge.user.acting(at), at=at)
