"""Duties about a place itself, such as a checkpoint to be passed or a room to be looked at."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from houqin.duties.models import Duty
from houqin.duties.permissions import SEE_DUTIES
from houqin.kernel.shown import shown
from houqin.tenancy.here import MOST_LINES, Part, here
from houqin.tenancy.models import Space


@here(gettext_lazy("Duties here"), place=12)
def duties(space: Space, *, actor, at: datetime) -> Part | None:
    """One query; None where none is open."""
    if not actor.may(SEE_DUTIES, school=space.school, at=at):
        return None
    found = list(Duty.objects.of(space.school_id).about(space).open().filter(opens_at__lte=at).order_by("due_at", "pk"))
    if not found:
        return None
    lines = [
        {"label": duty.title, "url": duty.get_absolute_url(), "state": "late" if duty.due_at < at else "due",
         "quiet": _("until {moment}").format(moment=shown(duty.due_at))}
        for duty in found[:MOST_LINES]
    ]  # fmt: skip
    said = ngettext("{number} duty is open.", "{number} duties are open.", len(found)).format(number=len(found))
    return Part(lines, said=said, state="late" if found[0].due_at < at else "due")
