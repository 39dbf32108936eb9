"""What the life of rooms knows of a place: how a scanned room does, and who heads and cleans it."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houqin.dormitory.models import DormRoom
from houqin.roomlife.permissions import INSPECT_ROOMS, SEE_CHILDREN, SEE_ROOMS
from houqin.roomlife.selectors.heads import heads_of
from houqin.roomlife.selectors.ratings import ratings, week_of
from houqin.roomlife.selectors.rota import turns_of
from houqin.tenancy.here import Part, Verb, here
from houqin.tenancy.models import Space


@here(gettext_lazy("Life in the room"), place=25)
def life(space: Space, *, actor, at: datetime) -> Part | None:
    """Six queries at most; None where nobody sleeps by its kind. Names are for the circle alone."""
    if space.kind != Space.Kind.DORM_ROOM or not actor.may(SEE_ROOMS, school=space.school, at=at):
        return None
    room = DormRoom.objects.filter(space=space).select_related("space__building").first()
    if room is None:
        return None
    today = space.school.localdate(at)
    week = ratings(space.school, *week_of(today), rooms=[room])[room.pk]
    state = "missed" if week.danger_on else ""
    score = str(week.score) if week.score is not None else _("not inspected this week")
    page = reverse("roomlife:room", args=[room.pk])
    lines = [{"label": _("Rating of this week"), "url": page, "end": score, "icon": "home-check", "state": state}]
    if actor.may(SEE_CHILDREN, school=space.school, at=at):
        head = heads_of(space.school, today).get(room.pk)
        lines.append({"label": _("Room head"), "icon": "user-star", "end": head.name if head else _("no head")})
        for turn in turns_of(space.school, today, today, rooms=[room]):
            lines.append({"label": _("Duty pupil today"), "icon": "brush", "end": turn.who})
    verbs = []
    if actor.may(INSPECT_ROOMS, school=space.school, at=at) and week.last_on != today:
        floor = reverse("roomlife:floor", args=[space.building_id, room.floor])
        verbs = [Verb(_("Inspect this floor"), floor, "home-check")]
    said = _("A danger was found here this week.") if week.danger_on else ""
    return Part(lines, said=said, state=state, more=page, verbs=verbs)
