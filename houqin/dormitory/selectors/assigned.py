"""What is known of beds and pupils before somebody is given a bed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from houqin.dormitory.models import Bed, BedStay, Charge
from houqin.dormitory.selectors.charges import charges_of


@dataclass(frozen=True)
class Assigned:
    """Stays that have a night on a day or later: by bed, by pupil; how many sleep in each room; who answers."""

    of_beds: dict[int, list[BedStay]]
    of_pupils: dict[int, list[BedStay]]
    heads: dict[int, int]
    charges: dict[int, list[Charge]]


def assigned_from(school, on: date, *, beds: Iterable[Bed], pupils: Iterable[int]) -> Assigned:
    """Of these beds' rooms and these pupils. Three queries, whatever their number."""
    rooms, pupils = {bed.room_id for bed in beds}, set(pupils)
    rows = (
        BedStay.objects.of(school).from_on(on).select_related("bed__room__space", "pupil").order_by("starts_on", "pk")
    )
    of_beds: dict[int, list[BedStay]] = {}
    heads: dict[int, set[int]] = {}
    for stay in rows.filter(bed__room__in=rooms):
        of_beds.setdefault(stay.bed_id, []).append(stay)
        heads.setdefault(stay.bed.room_id, set()).add(stay.pupil_id)
    of_pupils: dict[int, list[BedStay]] = {}
    for stay in rows.filter(pupil__in=pupils):
        of_pupils.setdefault(stay.pupil_id, []).append(stay)
    return Assigned(of_beds, of_pupils, {key: len(found) for key, found in heads.items()}, charges_of(school, on))
