"""What is unsafe or out of use at a place."""

from datetime import datetime

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from houqin.incidents.models import Hazard, StopUse
from houqin.incidents.permissions import REPORT_HAZARDS, SEE_HAZARDS
from houqin.incidents.selectors.hazard_lists import shape
from houqin.kernel.shown import shown
from houqin.tenancy.here import MOST_LINES, Part, Verb, here
from houqin.tenancy.models import Space


@here(gettext_lazy("Hazards and stops"), place=10)
def hazards(space: Space, *, actor, at: datetime) -> Part | None:
    """Two queries and a count."""
    verbs = []
    if actor.may(REPORT_HAZARDS, school=space.school, at=at):
        address = f"{reverse('incidents:report-hazard')}?place={space.pk}"
        verbs = [Verb(_("Report a hazard"), address, "alert-triangle")]
    if not actor.may(SEE_HAZARDS, school=space.school, at=at):
        return Part([], verbs=verbs) if verbs else None
    stops = list(StopUse.objects.of(space.school_id).in_force().about(space).select_related("hazard").order_by("pk"))
    rows = Hazard.objects.of(space.school_id).open().filter(place=space)
    number, today = rows.count(), space.school.localdate(at)
    shown_rows = rows.order_by(F("due_on").asc(nulls_first=True), "-pk")[:MOST_LINES]
    lines = [
        {"label": _("Out of use since {day}").format(day=shown(stop.since)), "url": stop.get_absolute_url(),
         "quiet": stop.hazard.what, "state": "held"}
        for stop in stops
    ]  # fmt: skip
    lines += [
        {"label": one.what, "url": one.get_absolute_url(), "state": shape(one, today), "quiet": one.code,
         "end": one.due_on}
        for one in shown_rows
    ]  # fmt: skip
    said = [_("Out of use.")] if stops else []
    if number:
        said.append(ngettext("{number} hazard is open.", "{number} hazards are open.", number).format(number=number))
    more = f"{reverse('incidents:hazards')}?q={space.name}" if number > MOST_LINES else ""
    state = "held" if stops else "late" if number else ""
    return Part(lines, said=" ".join(said), state=state, more=more, verbs=verbs)
