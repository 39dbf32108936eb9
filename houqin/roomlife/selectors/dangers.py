"""Which dangers stand in the way of an award: those nobody has put right, and those entered after it was given."""

from collections.abc import Iterable
from datetime import date

from houqin.dormitory.models import DormRoom
from houqin.incidents.models import Hazard
from houqin.roomlife.models import Finding, RoomAward


def open_dangers(school, rooms: Iterable[DormRoom]) -> dict[int, Hazard]:
    """By the room's key, the oldest open hazard that an inspection of it raised. One query.

    Also when the inspection was corrected since: that it was none, the hazard itself must say.
    """
    by_space = {room.space_id: room.pk for room in rooms}
    raised = Hazard.objects.of(school).open().filter(source_kind=Finding._meta.label_lower, place__in=by_space)
    found: dict[int, Hazard] = {}
    for hazard in raised.order_by("found_at", "pk"):
        found.setdefault(by_space[hazard.place_id], hazard)
    return found


def doubted(awards: Iterable[RoomAward]) -> dict[int, date]:
    """By the award's key, the first day of its month on which a danger was seen, as entered by now. One query."""
    of_month = {(award.room_id, award.month): award.pk for award in awards if not award.withdrawn_at}
    months = [month for _room, month in of_month]
    rows = Finding.objects.filter(
        is_danger=True, inspection__corrected_by=None, inspection__room__in={room for room, _month in of_month},
        inspection__on__gte=min(months, default=date.max),
    )  # fmt: skip
    found: dict[int, date] = {}
    for room, on in rows.order_by("inspection__on").values_list("inspection__room", "inspection__on"):
        if award := of_month.get((room, on.replace(day=1))):
            found.setdefault(award, on)
    return found
