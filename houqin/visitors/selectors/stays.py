"""Guest rooms and who sleeps in them."""

from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q

from houqin.dormitory.models import DormRoom
from houqin.tenancy.models import Space
from houqin.visitors.models import GuestStay
from houqin.visitors.models.stays import BEFORE_KEY, OPEN

State = GuestStay.State


def guest_rooms(school, on: date):
    """Those in use on a day."""
    rows = Space.objects.of(school).filter(Q(closed_on=None) | Q(closed_on__gt=on), kind=Space.Kind.GUEST_ROOM)
    return rows.order_by("code")


def lodged_in(room: Space) -> list[GuestStay]:
    """Who has a key of this room. One query."""
    return list(GuestStay.objects.filter(room=room).lodged().select_related("pupil").order_by("lodged_at", "pk"))


def is_pupils_room(room: Space) -> bool:
    """Does the dormitory know it as a room with beds, whatever its kind says? One query."""
    return DormRoom.objects.filter(space=room).exists()


def expected_tonight(school, night: date):
    """Open stays of this night that have no key yet."""
    rows = GuestStay.objects.of(school).filter(arrives_on__lte=night, leaves_on__gt=night)
    return rows.filter(state__in=BEFORE_KEY)


def overdue(school, at: datetime, hour: int):
    """Guests who have the key although their day of leaving, or its hour, is over."""
    today = school.localdate(at)
    is_past = at >= school.moment(today, time(0, 0)) + timedelta(hours=hour)
    return GuestStay.objects.of(school).lodged().filter(**{"leaves_on__lte" if is_past else "leaves_on__lt": today})


def numbers(school) -> dict[str, int]:
    """How many stand in each state, and in all open ones. One query."""
    rows = GuestStay.objects.of(school)
    return rows.aggregate(
        open=Count("pk", filter=Q(state__in=OPEN)),
        **{state.value: Count("pk", filter=Q(state=state)) for state in State},
    )
