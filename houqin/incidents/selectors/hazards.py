"""What the rows say about one hazard beyond itself."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Q

from houqin.incidents.models import Grade, Hazard, HazardStep

#: The number that says how many days a grade leaves.
DAYS = {
    Grade.MINOR: "hazard_minor_fix_days",
    Grade.GENERAL: "hazard_general_fix_days",
    Grade.MAJOR: "hazard_major_fix_days",
}


def latest_day(grade: str, *, found_on: date, numbers: dict[str, Decimal]) -> date:
    """The last day on which a hazard of this grade is put right. `numbers` is `parameters_of(school, on=…)`."""
    return found_on + timedelta(days=int(numbers[DAYS[Grade(grade)]]))


def earlier_like(
    school, *, category: str, item: str = "", place=None, thing=None, found_at: datetime, days: int
) -> Hazard | None:
    """The newest hazard of the last days that this one repeats: the same place or thing in the same category, or the
    same item of a list at the same place. One query; none for a hazard that is nowhere in particular.
    """
    same = Q(pk__in=[])
    if place is not None:
        same |= Q(category=category, place=place)
    if thing is not None:
        same |= Q(category=category, thing_kind=thing._meta.label_lower, thing_id=thing.pk)
    if item:
        same |= Q(item=item, place=place)
    if place is thing is None and not item:
        return None
    window = (found_at - timedelta(days=days), found_at)
    return Hazard.objects.of(school).filter(same, found_at__range=window).order_by("-found_at", "-pk").first()


def fixers_of(hazard: Hazard) -> set[int]:
    """Keys of everybody who ever put it right, in whatever round. One query."""
    rows = HazardStep.objects.filter(hazard=hazard, kind=HazardStep.Kind.FIXED)
    return set(rows.values_list("by", flat=True))
