"""What a dorm room tells whoever scans its door: tonight's roll, and who sleeps here. Its wall sheet names nobody."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houqin.dormitory.bells import bells
from houqin.dormitory.models import DormRoom, Roll, RoomCount
from houqin.dormitory.permissions import MANAGE_ROOMS, SEE_DORMITORY, SEE_ROLLS, TAKE_ROLL
from houqin.dormitory.selectors.rolls import kind_now
from houqin.dormitory.selectors.rooms import rooms_on
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


@here(gettext_lazy("Who sleeps here"), place=20)
def sleepers(space: Space, *, actor, at: datetime) -> Part | None:
    """Seven queries, one where there are no beds."""
    if space.kind != Space.Kind.DORM_ROOM or not actor.may(SEE_DORMITORY, school=space.school, at=at):
        return None
    room = DormRoom.objects.filter(space=space).first()
    if room is None:
        may = actor.may(MANAGE_ROOMS, school=space.school, at=at) and not space.closed_on
        furnish = Verb(_("Furnish the room"), reverse("dormitory:furnish-room", args=[space.pk]), "bed")
        return Part([], _("This room has no beds yet."), verbs=[furnish] if may else [])
    [on] = rooms_on(space.school, night_of(space.school, at), rooms=[room])
    lines = [
        {"label": stay.pupil.name, "url": reverse("dormitory:stays", args=[stay.pupil_id]), "icon": "bed",
         "end": _("bed {number}").format(number=stay.bed.number), "state": "late" if stay in on.odd else ""}
        for stay in on.sleepers
    ]  # fmt: skip
    said = _("{heads} sleep here, {free} beds are free.").format(heads=len(on.sleepers), free=on.free)
    state = "late" if on.beyond or on.odd else ""
    return Part(
        lines, _("Nobody sleeps here tonight."), said, state, room.get_absolute_url(),
        [Verb(_("Beds"), room.get_absolute_url(), "bed")],
    )  # fmt: skip
