"""What tonight's roll says of a room, for whoever scans its door."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houqin.dormitory.bells import bells
from houqin.dormitory.models import Roll, RoomCount
from houqin.dormitory.permissions import SEE_ROLLS, TAKE_ROLL
from houqin.dormitory.selectors.rolls import kind_now
from houqin.kernel.shown import shown
from houqin.tenancy.calendar import night_of
from houqin.tenancy.here import Part, Verb, here
from houqin.tenancy.models import Space


@here(gettext_lazy("Tonight's roll"), place=5)
def roll(space: Space, *, actor, at: datetime) -> Part | None:
    """Who counted this room last in this night, and the way to count it now. Three queries."""
    school = space.school
    if space.kind != Space.Kind.DORM_ROOM or not actor.may(SEE_ROLLS, school=school, at=at):
        return None
    if not hasattr(space, "dorm_room"):
        return None
    night, times = night_of(school, at), bells(school, night_of(school, at))
    verbs = []
    if times.opens_at <= at < times.ends_at and actor.may(TAKE_ROLL, school=school, at=at):
        address = reverse("dormitory:take", args=[space.building_id])
        address += f"?kind={kind_now(times, at)}&room={space.dorm_room.pk}"
        verbs = [Verb(_("Count this room"), address, "bed")]
    counts = RoomCount.objects.filter(room=space.dorm_room, roll__night=night).select_related("roll", "by")
    lines = [
        {"label": Roll(kind=count.roll.kind).get_kind_display(), "url": count.roll.get_absolute_url(),
         "quiet": count.by.name, "end": shown(count.happened_at), "state": "done"}
        for count in counts.order_by("-happened_at", "-pk")[:2]
    ]  # fmt: skip
    return Part(lines, _("Nobody has counted this room tonight."), verbs=verbs)
