"""Who sleeps where: a bed is given, a bed is given up."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from houqin.dormitory import events
from houqin.dormitory.gates.placing import Placing, may_end_stay, may_place
from houqin.dormitory.gates.rooms import says_why
from houqin.dormitory.models import Bed, BedStay, DormRoom, RollLine, Said
from houqin.dormitory.permissions import PLACE_PUPILS
from houqin.dormitory.reasons import Reason
from houqin.dormitory.selectors.assigned import assigned_from
from houqin.journal.actions import Saying, record, record_all
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import refuse, require
from houqin.kernel.rows import insert_with_keys
from houqin.kernel.transactions import lock
from houqin.people.models import Pupil
from houqin.tenancy.calendar import night_of
from houqin.tenancy.parameters import parameters_of

DAY = timedelta(days=1)


@transaction.atomic
def place_pupil(*, bed: Bed, pupil: Pupil, starts_on: date | None = None, reason: str = "", actor,
                at: datetime) -> BedStay:  # fmt: skip
    """Give one pupil one bed, from tonight on when no night is named.  Raises Refused: see may_place (GT-15, GT-16)."""
    [stay] = _place(bed.school, [Placing(bed, pupil)], starts_on=starts_on, reason=reason, actor=actor, at=at)
    return stay


@transaction.atomic
def place_pupils(*, school, placings: Iterable[tuple[Bed, Pupil]], starts_on: date | None = None, reason: str = "",
                 actor, at: datetime) -> list[BedStay]:  # fmt: skip
    """Give many pupils their beds, or none of them. The number of queries does not depend on theirs.

    Raises Refused: NOBODY_CHOSEN, see may_place (GT-15, GT-16).
    """
    placings = [Placing(*one) for one in placings]
    return _place(school, placings, starts_on=starts_on, reason=reason, actor=actor, at=at)


def _place(school, placings: Sequence[Placing], *, starts_on, reason: str, actor, at: datetime) -> list[BedStay]:
    authorise(actor, PLACE_PUPILS, school=school, at=at)
    if not placings:
        refuse(Reason.NOBODY_CHOSEN)
    on = starts_on or night_of(school, at)
    placings = lock_placings(placings)
    assigned = assigned_from(school, on, beds=[one.bed for one in placings], pupils=[one.pupil.pk for one in placings])
    require(may_place(school, placings, on=on, assigned=assigned, numbers=parameters_of(school, on=on)))
    stays = insert_with_keys(
        BedStay(school=school, bed=one.bed, pupil=one.pupil, starts_on=on, reason=reason.strip(), placed_by=actor,
                placed_at=at)
        for one in placings
    )  # fmt: skip
    rooms = {one.bed.room_id: one.bed.room for one in placings}
    record_all(sayings=[_saying(room, stays, on) for room in rooms.values()], actor=actor, at=at)
    return stays


def lock_placings(placings: Sequence[Placing]) -> list[Placing]:
    """The same with rows as they are now. Pupils first, then rooms: everybody who gives a bed waits in this order."""
    pupils = {one.pk: one for one in lock(Pupil.objects.filter(pk__in={one.pupil.pk for one in placings}))}
    beds = {one.bed.pk for one in placings}
    lock(DormRoom.objects.filter(pk__in=Bed.objects.filter(pk__in=beds).values("room")))
    found = Bed.objects.select_related("room__space__building").in_bulk(beds)
    return [Placing(found[one.bed.pk], pupils[one.pupil.pk]) for one in placings]


def _saying(room: DormRoom, stays: list[BedStay], on: date) -> Saying:
    here = [stay for stay in stays if stay.bed.room_id == room.pk]
    told = [f"{stay.bed.number} {stay.pupil.number}" for stay in here]
    about = tuple([*here, *(stay.pupil for stay in here)])
    return Saying(events.PLACED, room, about, {"room": room.space.name, "starts_on": on, "beds": told})


@transaction.atomic
def end_stay(*, pupil: Pupil, last_night: date, why: str, actor, at: datetime) -> list[BedStay]:
    """The pupil gives the bed up: leaves the school, stops boarding. What was to begin later never begins.

    A night before the first one says that nobody ever slept there.  Raises Refused: see may_end_stay, WHY_MISSING.
    """
    school = pupil.school
    authorise(actor, PLACE_PUPILS, school=school, at=at)
    [pupil] = lock(Pupil.objects.filter(pk=pupil.pk))
    stays = lock(BedStay.objects.from_on(last_night + DAY).filter(pupil=pupil))
    seen = RollLine.objects.filter(pupil=pupil, said=Said.PRESENT).aggregate(on=Max("roll__night"))
    require(
        may_end_stay(pupil, stays, last_night=last_night, tonight=night_of(school, at), seen_on=seen["on"]),
        says_why(why),
    )
    end_all(stays, last_night=last_night, actor=actor, at=at)
    record(
        events.STAY_ENDED, stays[0], about=[pupil, *stays[1:]], actor=actor, at=at, number=pupil.number,
        last_night=last_night, why=why.strip(),
    )  # fmt: skip
    return stays


def end_all(stays: Iterable[BedStay], *, last_night: date, actor, at: datetime) -> None:
    """End locked stays with a night; one that has not begun by then keeps no night at all."""
    for stay in stays:
        stay.ends_on, stay.ended_by, stay.ended_at = max(last_night, stay.starts_on - DAY), actor, at
        stay.save(update_fields=["ends_on", "ended_by", "ended_at"])
