"""Which lists are checked at a place, and whether today's is done."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from houqin.checklists.models import SchoolList
from houqin.checklists.permissions import RUN_LISTS, SEE_LISTS
from houqin.checklists.selectors.doing import CODES
from houqin.duties.models import Duty
from houqin.kernel.shown import shown
from houqin.tenancy.here import Part, Verb, here
from houqin.tenancy.models import Space


@here(gettext_lazy("Checklists here"), place=20)
def lists(space: Space, *, actor, at: datetime) -> Part | None:
    """Two queries; None where no list names the place."""
    if not actor.may(SEE_LISTS, school=space.school, at=at):
        return None
    rows = SchoolList.objects.of(space.school_id).in_use().filter(place=space, checklist__retired_at=None)
    rows = {row.pk: row for row in rows.select_related("checklist").order_by("checklist__title", "pk")}
    if not rows:
        return None
    duties = Duty.objects.of(space.school_id).open().filter(code__in=CODES, subject_id__in=rows, opens_at__lte=at)
    duty_of: dict[int, Duty] = {}
    for duty in duties.order_by("-due_at", "-pk"):
        duty_of[duty.subject_id] = duty
    may_run = actor.may(RUN_LISTS, school=space.school, at=at)
    lines = [_line(row, duty_of.get(pk), at) for pk, row in rows.items()]
    verbs = [
        Verb(_("Fill in: {list}").format(list=row.checklist), reverse("checklists:fill", args=[pk]), "list-check")
        for pk, row in rows.items()
        if may_run and pk in duty_of
    ]
    number = len(duty_of)
    said = ngettext("{number} checklist is due.", "{number} checklists are due.", number).format(number=number)
    late = any(duty.due_at < at for duty in duty_of.values())
    return Part(lines, said=said if number else "", state="late" if late else "due" if number else "", verbs=verbs)


def _line(row: SchoolList, duty: Duty | None, at: datetime) -> dict:
    state = ("late" if duty.due_at < at else "due") if duty else "done"
    until = _("until {moment}").format(moment=shown(duty.due_at)) if duty else ""
    return {"label": str(row.checklist), "url": row.get_absolute_url(), "quiet": until, "state": state}
