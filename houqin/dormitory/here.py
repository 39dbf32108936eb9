"""Who sleeps in a dorm room, for whom may know. The sheet on its wall names nobody."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houqin.dormitory.models import DormRoom
from houqin.dormitory.permissions import MANAGE_ROOMS, SEE_DORMITORY
from houqin.dormitory.selectors.rooms import rooms_on
from houqin.tenancy.calendar import night_of
from houqin.tenancy.here import Part, Verb, here
from houqin.tenancy.models import Space


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
