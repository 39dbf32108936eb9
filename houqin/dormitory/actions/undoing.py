"""Take back what was entered by mistake, while nothing leans on it. The journal keeps that it once stood there."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction

from houqin.dormitory import events
from houqin.dormitory.models import Bed, BedStay, DormRoom
from houqin.dormitory.permissions import MANAGE_ROOMS, PLACE_PUPILS
from houqin.dormitory.reasons import Reason
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.references import referring
from houqin.kernel.refusals import Refusal, require
from houqin.kernel.transactions import lock
from houqin.tenancy.gates import belongs_to

#: The first twenty by name: nobody reads a thousand sentences.
NAMED = 20


@transaction.atomic
def remove_rooms(*, school, rooms: Sequence[DormRoom], actor, at: datetime) -> None:
    """Their beds go; the spaces stay as places without beds.  Raises Refused: USED_SINCE, OTHER_SCHOOL."""
    authorise(actor, MANAGE_ROOMS, school=school, at=at)
    rooms = lock(DormRoom.objects.filter(pk__in=[one.pk for one in rooms]).select_related("space"))
    require(belongs_to(school, *rooms), may_remove_rooms(rooms))
    record(
        events.ROOMS_REMOVED, school, about=rooms, actor=actor, at=at, rooms=[room.space.name for room in rooms]
    )  # fmt: skip
    Bed.objects.filter(room__in=rooms).delete()
    DormRoom.objects.filter(pk__in=[room.pk for room in rooms]).delete()


@transaction.atomic
def remove_stays(*, school, stays: Sequence[BedStay], actor, at: datetime) -> None:
    """As if nobody had been placed.  Raises Refused: USED_SINCE, OTHER_SCHOOL."""
    authorise(actor, PLACE_PUPILS, school=school, at=at)
    stays = lock(BedStay.objects.filter(pk__in=[one.pk for one in stays]).select_related("pupil"))
    require(belongs_to(school, *stays), may_remove_stays(stays))
    record(
        events.STAYS_REMOVED, school, about=[stay.pupil for stay in stays], actor=actor, at=at,
        numbers=[stay.pupil.number for stay in stays],
    )  # fmt: skip
    BedStay.objects.filter(pk__in=[stay.pk for stay in stays]).delete()


def may_remove_rooms(rooms: Sequence[DormRoom]) -> Iterator[Refusal]:
    beds = list(Bed.objects.filter(room__in=[room.pk for room in rooms]))
    leaned = referring(beds)
    used = {bed.room_id for bed in beds if bed.pk in leaned}
    used |= referring(rooms, ignoring=(Bed,)).keys()
    yield from _used([str(room) for room in rooms if room.pk in used])


def may_remove_stays(stays: Sequence[BedStay]) -> Iterator[Refusal]:
    """A child is named by number here: a refused attempt is written in the journal."""
    used = referring(stays).keys() | {stay.pk for stay in stays if stay.ends_on}
    yield from _used([stay.pupil.number for stay in stays if stay.pk in used])


def _used(names: list[str]) -> Iterator[Refusal]:
    for name in names[:NAMED]:
        yield Refusal(Reason.USED_SINCE, {"what": name})
