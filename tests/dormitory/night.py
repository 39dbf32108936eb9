"""One night of one building: who sleeps there, and how a phone counts it."""

from datetime import UTC, date, datetime, timedelta

from houqin.dormitory.actions.rolls import BedWord, close_roll, count_rooms
from houqin.dormitory.models import Mark, RollKind
from houqin.dormitory.selectors.rolls import sheet
from houqin.tenancy.models import CalendarDay, TimetableEntry
from tests.builders import YEARS_AGO
from tests.dormitory.builders import a_boarder, a_building, a_charge, a_dorm_room, a_stay

NIGHT = date(2026, 3, 11)
EVENING = datetime(2026, 3, 11, 13, 40, tzinfo=UTC)  # 21:40 in Shanghai; lights-out is at 22:00
MINUTE = timedelta(minutes=1)


class Night:
    """`room` with eight beds, of which `sleepers` are taken by pupils `p[0]`, `p[1]` …"""

    def __init__(self, school, crew, *, sleepers=4, rooms=1):
        self.school, self.crew = school, crew
        self.warden = crew.dorm_manager.acting(EVENING)
        self.building = a_building(school)
        a_charge(self.building, self.warden)
        self.rooms = [a_dorm_room(self.building, f"30{number + 1} 室") for number in range(rooms)]
        self.room = self.rooms[0]
        self.beds = [bed for room in self.rooms for bed in room.beds.order_by("number")[:sleepers]]
        self.p = [a_boarder(school) for _bed in self.beds]
        for bed, pupil in zip(self.beds, self.p, strict=True):
            a_stay(bed, pupil, by=self.warden)

    def count(self, *, by=None, at=EVENING, happened_at=None, odd=None, rooms=None, kind=RollKind.EVENING, seen=None,
              confirmed_by=None):  # fmt: skip
        """Send the rooms as the page shows them; `odd` are bed numbers in the list of beds → what was tapped."""
        by = by or self.warden
        shown = sheet(self.building, night=NIGHT, kind=kind, at=happened_at or at)
        wanted = {room.pk for room in rooms or self.rooms}
        taps = {self.beds[number].pk: said for number, said in (odd or {}).items()}
        words = [
            BedWord(
                tile.bed.pk, tile.pupil.pk, tile.assumed, tile.bedside.last if seen is None else seen,
                taps.get(tile.bed.pk, ""), confirmed_by if tile.bed.pk in taps else None,
            )
            for tile in shown.tiles if tile.pupil and tile.bed.room_id in wanted
        ]  # fmt: skip
        return count_rooms(
            building=self.building, night=NIGHT, kind=kind, rooms=wanted, words=words, happened_at=happened_at,
            actor=by.acting(at), at=at,
        )  # fmt: skip

    def close(self, *, by=None, at=EVENING + 5 * MINUTE, kind=RollKind.EVENING):
        by = by or self.warden
        return close_roll(building=self.building, night=NIGHT, kind=kind, actor=by.acting(at), at=at)

    def said(self, kind=RollKind.EVENING, at=EVENING) -> list[str | None]:
        """What stands of each bed in which somebody sleeps."""
        shown = sheet(self.building, night=NIGHT, kind=kind, at=at)
        return [tile.bedside.said for tile in shown.tiles if tile.pupil]

    def marks(self) -> list[tuple]:
        return list(Mark.objects.order_by("pk").values_list("bed", "said"))


def rings_at(school, hour: int, minute: int) -> None:
    TimetableEntry.objects.create(
        school=school, what="lights_out", at_time=f"{hour:02d}:{minute:02d}", valid_from=YEARS_AGO
    )


def no_boarding(school, on: date) -> None:
    CalendarDay.objects.create(school=school, on=on, kind="holiday", is_boarding_night=False)
