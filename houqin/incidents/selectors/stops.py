"""What is out of use now."""

from houqin.incidents.models import StopUse
from houqin.tenancy.models import Space


def stops_of(school, *, kinds: tuple[str, ...] = ()) -> list[StopUse]:
    """Stops in force at a school with their hazards; with `kinds`, only of spaces of those kinds. One query."""
    rows = StopUse.objects.of(school).in_force()
    if kinds:
        rows = rows.filter(space__kind__in=[Space.Kind(kind).value for kind in kinds])
    return list(rows.select_related("hazard", "space").order_by("pk"))
