"""Who sleeps in a guest room, and how many places are left."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from houqin.kernel.shown import shown
from houqin.tenancy.here import MOST_LINES, Part, here
from houqin.tenancy.models import Space
from houqin.visitors.permissions import SEE_STAYS
from houqin.visitors.selectors.stays import lodged_in


@here(gettext_lazy("Overnight guests here"), place=15)
def guests(space: Space, *, actor, at: datetime) -> Part | None:
    """One query."""
    if space.kind != Space.Kind.GUEST_ROOM or not actor.may(SEE_STAYS, school=space.school, at=at):
        return None
    lodged, today = lodged_in(space), space.school.localdate(at)
    late = [stay for stay in lodged if stay.leaves_on < today]
    lines = [
        {"label": stay.name, "url": stay.get_absolute_url(), "state": "late" if stay in late else "due",
         "quiet": _("{relation} of {pupil}").format(relation=stay.relation, pupil=stay.pupil.name),
         "end": _("until {day}").format(day=shown(stay.leaves_on))}
        for stay in lodged[:MOST_LINES]
    ]  # fmt: skip
    left = max(space.positions - sum(stay.sleepers for stay in lodged), 0)
    said = ngettext("{number} place is free.", "{number} places are free.", left).format(number=left)
    return Part(lines, empty=_("Nobody sleeps here now."), said=said, state="late" if late else "")
