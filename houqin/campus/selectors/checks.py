"""What a monthly check of a building looks at, and which buildings wait for theirs."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from houqin.campus.models import Equipment, EquipmentCheck
from houqin.campus.selectors.pieces import with_standing
from houqin.tenancy.models import Building


def pieces_of(building: Building):
    """Every piece in use there, in the order of the rooms, with what is known of it."""
    rows = with_standing(Equipment.objects.in_use().filter(space__building=building))
    return rows.select_related("space", "school").order_by("space__code", "kind", "code")


@dataclass(frozen=True)
class BuildingState:
    """`unseen` of `all` pieces were not looked at since the month began; `last_at` is the newest check in a round."""

    building: Building
    all: int
    unseen: int
    last_at: datetime | None


def month_begins(school, on: date) -> datetime:
    return school.moment(on.replace(day=1), datetime.min.time())


def buildings_to_check(school, *, on: date) -> list[BuildingState]:
    """Every building with equipment in use, what waits first. Three queries."""
    pieces = dict(Equipment.objects.of(school).in_use().values_list("pk", "space__building"))
    seen = EquipmentCheck.objects.of(school).filter(round__isnull=False, equipment__in=Equipment.objects.in_use())
    newest = dict(seen.order_by().values_list("equipment").annotate(Max("checked_at")))
    begins, found = month_begins(school, on), []
    for building in Building.objects.of(school).filter(pk__in=set(pieces.values())).order_by("name"):
        inside = [pk for pk, where in pieces.items() if where == building.pk]
        moments = [newest[pk] for pk in inside if pk in newest]
        unseen = sum(1 for pk in inside if pk not in newest or newest[pk] < begins)
        found.append(BuildingState(building, len(inside), unseen, max(moments, default=None)))
    return sorted(found, key=lambda one: not one.unseen)
