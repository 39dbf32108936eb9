"""What the rolls and searches say of a night, for whoever takes over in the morning."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houqin.dormitory.models import BedStay, Roll, RollLine, Said, Search
from houqin.kernel.shown import shown
from houqin.nightwatch.night_facts import Fact, night_facts, night_span
from houqin.tenancy.models import Building


@night_facts(gettext_lazy("Roll calls"), place=10, empty=gettext_lazy("Nobody slept at school."))
def rolls(school, night: date) -> Iterator[Fact]:
    """Each building with both counts; who was elsewhere is named by the roll's own page. Three queries."""
    buildings = Building.objects.filter(
        pk__in=BedStay.objects.of(school).on(night).values("bed__room__space__building")
    )
    rows = Roll.objects.of(school).filter(night=night).select_related("building", "closed_by").order_by("kind", "pk")
    found = list(rows)
    elsewhere: dict[int, int] = {}
    lines = RollLine.objects.filter(roll__in=found, pupil__isnull=False).exclude(said=Said.PRESENT)
    for key in lines.values_list("roll", flat=True):
        elsewhere[key] = elsewhere.get(key, 0) + 1
    counted = {roll.building_id for roll in found}
    for building in buildings:
        if building.pk not in counted:
            yield Fact(building.name, state="missed", end=_("nobody counted"))
    for roll in found:
        quiet = _("{number} elsewhere, known").format(number=elsewhere.get(roll.pk, 0)) if roll.closed_at else ""
        end = shown(roll.closed_at) if roll.closed_at else _("never closed")
        yield Fact(str(roll), roll.get_absolute_url(), quiet, "done" if roll.closed_at else "missed", end)


@night_facts(gettext_lazy("Searches"), place=12, empty=gettext_lazy("Nobody was searched for."))
def searches(school, night: date) -> Iterator[Fact]:
    """One query."""
    first, last = night_span(school, night)
    rows = Search.objects.of(school).filter(missing_since__gte=first, missing_since__lt=last)
    for one in rows.select_related("pupil", "bed__room__space").order_by("missing_since", "pk"):
        yield Fact(
            one.pupil.name, one.get_absolute_url(), str(one.bed), "done" if one.found_at else "missed",
            one.found_where or _("not found"),
        )  # fmt: skip
