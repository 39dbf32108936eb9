"""What is out of use now."""

from houqin.incidents.models import StopUse
from houqin.kernel.prepared import Prepared
from houqin.tenancy.models import Space


def _in_force(school):
    return StopUse.objects.of(school).in_force().select_related("hazard", "space").order_by("pk")


ALL = Prepared(_in_force)
OF_KINDS = Prepared(lambda school, kinds: _in_force(school).filter(space__kind__in=kinds))


def stops_of(school, *, kinds: tuple[str, ...] = ()) -> list[StopUse]:
    """Stops in force at a school with their hazards; with `kinds`, only of spaces of those kinds. One query."""
    if kinds:
        return OF_KINDS(school=school, kinds=[Space.Kind(kind).value for kind in kinds])
    return ALL(school=school)
