"""The guardians of many pupils."""

from collections.abc import Iterable

from houqin.people.models import Guardian


def guardians_of(pupils: Iterable[int]) -> dict[int, list[Guardian]]:
    """Pupil → guardians, the first on record first. One query."""
    found: dict[int, list[Guardian]] = {}
    for one in Guardian.objects.filter(pupil__in=list(pupils)).order_by("pk"):
        found.setdefault(one.pupil_id, []).append(one)
    return found
