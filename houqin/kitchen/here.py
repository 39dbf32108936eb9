"""What stands in a sample refrigerator, and which meals are still under way in a kitchen."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from houqin.kernel.shown import shown
from houqin.kitchen.models import Meal, RetainedSample
from houqin.kitchen.permissions import SEE_MEALS, SEE_TRACE
from houqin.tenancy.here import MOST_LINES, Part, here
from houqin.tenancy.models import Space

COOKED_AT = (Space.Kind.CANTEEN, Space.Kind.KITCHEN, Space.Kind.DINING_HALL)


@here(gettext_lazy("Samples here"), place=31)
def samples(space: Space, *, actor, at: datetime) -> Part | None:
    """The oldest first: they go next. Two queries."""
    if space.kind != Space.Kind.SAMPLE_REFRIGERATOR or not actor.may(SEE_TRACE, school=space.school, at=at):
        return None
    kept = RetainedSample.objects.of(space.school_id).filter(disposed_at=None, corrected_by=None)
    rows = kept.filter(cabinet=space)
    number = rows.count()
    first = rows.select_related("batch__dish").order_by("keep_until", "pk")[:MOST_LINES]
    lines = [
        {"label": str(one.batch), "url": one.get_absolute_url(), "quiet": one.code, "end": one.position or "",
         "state": "due" if one.keep_until <= at and not one.locked_at else "held" if one.locked_at else "",
         "icon": "test-pipe"}
        for one in first
    ]  # fmt: skip
    said = ngettext("{number} sample stands here.", "{number} samples stand here.", number).format(number=number)
    more = reverse("kitchen:samples") if number > MOST_LINES else ""
    return Part(lines, _("No sample stands here."), said if number else "", more=more)


@here(gettext_lazy("Meals of today"), place=15)
def meals(space: Space, *, actor, at: datetime) -> Part | None:
    """One query; a school's meals are cooked wherever it cooks."""
    if space.kind not in COOKED_AT or not actor.may(SEE_MEALS, school=space.school, at=at):
        return None
    today = Meal.objects.of(space.school_id).filter(on=space.school.localdate(at))
    lines = [
        {"label": str(meal), "url": meal.get_absolute_url(), "end": meal.get_state_display(), "icon": "soup",
         "quiet": shown(meal.serves_at)}
        for meal in today.order_by("serves_at")
    ]  # fmt: skip
    return Part(lines, _("No meal is planned today."))
