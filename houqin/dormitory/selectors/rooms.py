"""Rooms as they are on a night: who sleeps in which bed, what is free, what is beyond the standard."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from houqin.dormitory.gates.standards import is_within_standard
from houqin.dormitory.models import Bed, BedStay, DormRoom
from houqin.dormitory.standards import Standard, standard_of
from houqin.kernel.refusals import Refusal
from houqin.people.models import Pupil
from houqin.tenancy.parameters import parameters_of


@dataclass(frozen=True)
class BedOn:
    """A bed on a night. `stay` is who sleeps in it, `coming` who has it from a later night on."""

    bed: Bed
    stay: BedStay | None
    coming: BedStay | None
    is_closed: bool

    @property
    def is_free(self) -> bool:
        return not (self.stay or self.coming or self.is_closed)

    @property
    def words(self) -> str:
        return _("bed {number}").format(number=self.bed.number)


@dataclass(frozen=True)
class RoomOn:
    room: DormRoom
    night: date
    beds: list[BedOn]
    standard: Standard

    @cached_property
    def sleepers(self) -> list[BedStay]:
        return [one.stay for one in self.beds if one.stay]

    @cached_property
    def free(self) -> int:
        """Beds to give: none beyond the standard."""
        return max(min(sum(one.is_free for one in self.beds), self.standard.most_beds - len(self.sleepers)), 0)

    @cached_property
    def in_use(self) -> int:
        return sum(not one.is_closed for one in self.beds)

    @cached_property
    def beyond(self) -> list[Refusal]:
        return list(
            is_within_standard(self.room, heads=len(self.sleepers), beds=self.in_use, standard=self.standard)
        )  # fmt: skip

    @cached_property
    def is_smaller_than_new(self) -> bool:
        """Less floor for each than a new building must offer, and still within its own standard (DB-02)."""
        area, heads = self.room.area_m2, len(self.sleepers)
        return bool(area) and heads * self.standard.area_m2 <= area < heads * self.standard.new_area_m2

    @cached_property
    def odd(self) -> list[BedStay]:
        """Who has a bed and no claim to it: no boarder any more, or gone (GT-15)."""
        return [stay for stay in self.sleepers if not lodges(stay.pupil, self.night)]


def lodges(pupil: Pupil, night: date) -> bool:
    return pupil.is_boarder and pupil.enrolled_on <= night and (pupil.left_on is None or pupil.left_on >= night)


def rooms_on(school, night: date, *, rooms: Iterable[DormRoom] | None = None, later: bool = True) -> list[RoomOn]:
    """The rooms of a school as somebody walks them: building, floor, door. Five queries, whatever their number.

    Of these rooms when they are named. `later`: also who comes into a bed after that night.
    """
    wanted = DormRoom.objects.of(school).select_related("space__building")
    beds, stays = Bed.objects.of(school), BedStay.objects.of(school)
    stays = (stays.from_on(night) if later else stays.on(night)).select_related("pupil")
    if rooms is not None:
        keys = [room.pk for room in rooms]
        wanted, beds, stays = wanted.filter(pk__in=keys), beds.filter(room__in=keys), stays.filter(bed__room__in=keys)
    sleeping, coming = {}, {}
    for stay in stays.order_by("-starts_on", "-pk"):
        # Of several who come one after the other, the first one is named: the order runs backwards.
        (sleeping if stay.starts_on <= night else coming)[stay.bed_id] = stay
    numbers = parameters_of(school, on=night)
    walked = wanted.order_by("space__building__name", "floor", "space__code")
    found = {room.pk: RoomOn(room, night, [], standard_of(room.section, numbers)) for room in walked}
    for bed in beds.order_by("number"):
        room = found[bed.room_id]
        bed.room = room.room
        closed = bool(bed.closed_on and bed.closed_on <= night) or _is_closed(room.room.space, night)
        stay, later_stay = sleeping.get(bed.pk), coming.get(bed.pk)
        for one in (stay, later_stay):
            if one:
                one.bed = bed
        room.beds.append(BedOn(bed, stay, later_stay, closed))
    return list(found.values())


def _is_closed(space, night: date) -> bool:
    return bool(space.closed_on and space.closed_on <= night)


def slept_on(school, night: date) -> list[RoomOn]:
    """Who slept where on a night, past or to come: only rooms where somebody did."""
    return [one for one in rooms_on(school, night, later=False) if one.sleepers]


def stays_of(pupil: Pupil) -> list[BedStay]:
    """Every stay of a pupil that has a night, the newest first. One query."""
    rows = BedStay.objects.filter(pupil=pupil).select_related("bed__room__space__building", "placed_by", "ended_by")
    return [one for one in rows.order_by("-starts_on", "-pk") if one.ends_on is None or one.ends_on >= one.starts_on]


def earlier_stays(room: DormRoom, night: date, *, most: int) -> list[BedStay]:
    """Who slept in a room before, the latest first. One query."""
    rows = BedStay.objects.filter(bed__room=room, ends_on__lt=night).select_related("pupil", "bed")
    return [one for one in rows.order_by("-ends_on", "bed__number")[:most] if one.ends_on >= one.starts_on]
