"""When a place was last passed on a round, and the round that passes it now."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houqin.kernel.shown import shown
from houqin.nightwatch.models import Mark, Round, RoutePoint
from houqin.nightwatch.permissions import SEE_NIGHT, WALK
from houqin.tenancy.here import Part, Verb, here
from houqin.tenancy.models import Space

#: Marks shown.
LATEST = 3


@here(gettext_lazy("Patrol"), place=15)
def patrol(space: Space, *, actor, at: datetime) -> Part | None:
    """Three queries; None where no route passes."""
    if not actor.may(SEE_NIGHT, school=space.school, at=at):
        return None
    versions = list(RoutePoint.objects.filter(space=space).values_list("version_id", flat=True))
    if not versions:
        return None
    now = list(Round.objects.filter(version__in=versions, completed_at=None).at(at).select_related("route", "school"))
    marks = Mark.objects.filter(space=space).standing().select_related("by", "round", "school")
    lines = [
        {"label": shown(mark.happened_at), "url": mark.get_absolute_url(), "quiet": mark.by.name,
         "end": str(mark.get_how_display()), "state": "done"}
        for mark in marks.order_by("-happened_at", "-pk")[:LATEST]
    ]  # fmt: skip
    walks = actor.may(WALK, school=space.school, at=at)
    verbs = [
        Verb(_("Mark it: {round}").format(round=one),
             reverse("nightwatch:round", args=[one.pk]) + f"?code={space.code}", "map-pin-check")
        for one in now if walks
    ]  # fmt: skip
    return Part(lines, _("Nobody has passed yet."), verbs=verbs)
