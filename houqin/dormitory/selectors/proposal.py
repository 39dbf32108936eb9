"""What a proposal is made from: boarders without a bed, rooms with beds to give."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef

from houqin.dormitory.models import Bed, BedStay
from houqin.dormitory.proposing import FreeRoom, Proposal, Sleeper, propose
from houqin.dormitory.standards import section_of, standard_of
from houqin.people.models import Guardian, Pupil, SchoolClass
from houqin.people.selectors import sits_in
from houqin.tenancy.parameters import parameters_of


def without_bed(school, night: date):
    """Boarders enrolled that night who have no bed then or later."""
    stays = BedStay.objects.from_on(night).filter(pupil=OuterRef("pk"))
    return Pupil.objects.of(school).enrolled(night).filter(~Exists(stays), is_boarder=True).order_by("number")


def proposal_for(school, night: date, *, needs_ground: Iterable[int] = ()) -> tuple[Proposal, list[Pupil]]:
    """A proposal for everybody without a bed, and those pupils. A fixed number of queries.

    A pupil in no class is left out: nothing tells which section's rooms are theirs.
    """
    pupils = list(without_bed(school, night))
    stays = list(BedStay.objects.of(school).from_on(night).select_related("pupil", "bed").order_by("bed__room", "pk"))
    sleeping = [stay.pupil for stay in stays]
    classes = sits_in([*pupils, *sleeping], on=night)
    kin = _telephones(school)
    ground = set(needs_ground)
    sleepers = [
        Sleeper(pupil.pk, pupil.gender, section_of(classes[pupil.pk].grade), _key(classes[pupil.pk]), pupil.number,
                kin.get(pupil.pk, frozenset()), pupil.pk in ground)
        for pupil in pupils if pupil.pk in classes
    ]  # fmt: skip
    return propose(sleepers, _free_rooms(school, night, stays, classes, kin)), pupils


def _key(school_class: SchoolClass) -> tuple:
    return school_class.grade, school_class.number, school_class.pk


def _telephones(school) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    for pupil, phone in Guardian.objects.of(school).exclude(phone="").values_list("pupil_id", "phone"):
        found.setdefault(pupil, set()).add(phone)
    return {pupil: frozenset(phones) for pupil, phones in found.items()}


def _free_rooms(school, night: date, stays: list[BedStay], classes: dict, kin: dict) -> list[FreeRoom]:
    numbers = parameters_of(school, on=night)
    inside: dict[int, list[BedStay]] = {}
    for stay in stays:
        inside.setdefault(stay.bed.room_id, []).append(stay)
    taken = {stay.bed_id for stay in stays}
    rows = Bed.objects.of(school).in_use(night).select_related("room__space__building").order_by("room", "number")
    beds: dict = {}
    for bed in rows:
        beds.setdefault(bed.room, []).append(bed.pk)
    found = []
    for room, keys in beds.items():
        here = {stay.pupil_id for stay in inside.get(room.pk, ())}
        left = max(standard_of(room.section, numbers).most_beds - len(here), 0)
        found.append(
            FreeRoom(
                key=room.pk, place=(room.space.building.name, room.floor, room.space.code), floor=room.floor,
                gender=room.gender, section=room.section, beds=tuple([key for key in keys if key not in taken][:left]),
                classes=frozenset(_key(classes[pupil]) for pupil in here if pupil in classes),
                kin=frozenset().union(*(kin.get(pupil, ()) for pupil in here)),
            )
        )  # fmt: skip
    return found
