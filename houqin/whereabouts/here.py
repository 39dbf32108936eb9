"""Who is in the sick room now."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from houqin.kernel.shown import shown
from houqin.tenancy.here import MOST_LINES, Part, here
from houqin.tenancy.models import Space
from houqin.whereabouts.models import Away, AwayKind
from houqin.whereabouts.permissions import SEE_WHEREABOUTS


@here(gettext_lazy("Children here"), place=20)
def in_the_sick_room(space: Space, *, actor, at: datetime) -> Part | None:
    """Names and since when, and nothing of why. One query; a child whose room nobody named lies in any of them."""
    if space.kind != Space.Kind.SICK_ROOM or not actor.may(SEE_WHEREABOUTS, school=space.school, at=at):
        return None
    rows = Away.objects.of(space.school).at(at).filter(kind=AwayKind.SICK_ROOM).exclude(space__isnull=False)
    rows = rows | Away.objects.of(space.school).at(at).filter(kind=AwayKind.SICK_ROOM, space=space)
    found = list(rows.select_related("pupil").order_by("starts_at", "pk"))
    lines = [
        {"label": one.pupil.name, "url": one.get_absolute_url(), "icon": "bed",
         "quiet": _("since {moment}").format(moment=shown(one.starts_at))}
        for one in found[:MOST_LINES]
    ]  # fmt: skip
    said = ngettext("{number} child lies here", "{number} children lie here", len(found)) if found else ""
    more = f"{reverse('whereabouts:index')}?show=sick"
    return Part(lines, _("Nobody lies here."), said=said.format(number=len(found)), more=more)
