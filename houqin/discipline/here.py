"""What the night heard in a room, for whoever scans its door."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houqin.discipline.models import RoomHeard
from houqin.discipline.permissions import RECORD_VIOLATIONS, SEE_REST
from houqin.dormitory.models import DormRoom
from houqin.kernel.shown import shown
from houqin.tenancy.here import Part, Verb, here
from houqin.tenancy.models import Space

NIGHTS = 5


@here(gettext_lazy("After the bell"), place=60)
def nights(space: Space, *, actor, at: datetime) -> Part | None:
    """The last nights on which it was not quiet. Two queries; None where nobody sleeps."""
    if space.kind != Space.Kind.DORM_ROOM or not actor.may(SEE_REST, school=space.school, at=at):
        return None
    room = DormRoom.objects.of(space.school_id).filter(space=space).first()
    if room is None:
        return None
    doors = RoomHeard.objects.of(space.school_id).filter(room=room).exclude(heard="").select_related("round")
    lines = [
        {"label": door.words, "quiet": door.note, "end": shown(door.round.night), "url": door.round.get_absolute_url(),
         "state": "late" if door.is_loud else "done"}
        for door in doors.order_by("-round__happened_at", "-pk")[:NIGHTS]
    ]  # fmt: skip
    verbs = []
    if actor.may(RECORD_VIOLATIONS, school=space.school, at=at):
        verbs = [Verb(_("Record a matter"), f"{reverse('discipline:record')}?room={room.pk}", "pencil-plus")]
    return Part(lines, empty=_("It was quiet every night that was recorded."), verbs=verbs)
