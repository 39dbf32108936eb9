"""A whole year of pupils at once: what a school does in its first week with us, and each September."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import Refusal, require
from houqin.people.events import PUPILS_ADDED
from houqin.people.models import Enrolment, Guardian, Pupil, SchoolClass
from houqin.people.permissions import MANAGE_PUPILS
from houqin.people.reasons import Reason
from houqin.tenancy.gates import belongs_to

ROWS_AT_ONCE = 500


@dataclass(frozen=True)
class NewGuardian:
    name: str
    relation: str
    phone: str


@dataclass(frozen=True)
class NewPupil:
    school_class: SchoolClass
    name: str
    number: str
    gender: str
    enrolled_on: date
    born_on: date | None = None
    is_boarder: bool = False
    is_halal: bool = False
    allergens: str = ""
    guardians: tuple[NewGuardian, ...] = ()


@transaction.atomic
def add_pupils(*, school, pupils: Sequence[NewPupil], actor, at: datetime) -> list[Pupil]:
    """Enrol many children, with their guardians, under one journal entry. A few queries per 500 children.

    Raises Refused: NUMBER_TAKEN, OTHER_SCHOOL.
    """
    authorise(actor, MANAGE_PUPILS, school=school, at=at)
    classes = list(dict.fromkeys(one.school_class for one in pupils))
    require(_numbers_are_free(school, pupils), *(belongs_to(school, one) for one in classes))
    if not pupils:
        return []
    made = Pupil.objects.bulk_create(
        [
            Pupil(
                school=school, name=one.name, number=one.number, gender=one.gender, born_on=one.born_on,
                is_boarder=one.is_boarder, is_halal=one.is_halal, allergens=one.allergens,
                enrolled_on=one.enrolled_on,
            )
            for one in pupils
        ],
        batch_size=ROWS_AT_ONCE,
    )  # fmt: skip
    Enrolment.objects.bulk_create(
        [
            Enrolment(school=school, pupil=pupil, school_class=one.school_class, starts_on=one.enrolled_on)
            for pupil, one in zip(made, pupils, strict=True)
        ],
        batch_size=ROWS_AT_ONCE,
    )
    Guardian.objects.bulk_create(
        [
            Guardian(school=school, pupil=pupil, name=kin.name, relation=kin.relation, phone=kin.phone)
            for pupil, one in zip(made, pupils, strict=True)
            for kin in one.guardians
        ],
        batch_size=ROWS_AT_ONCE,
    )
    record(
        PUPILS_ADDED, school, about=[*classes, *made], actor=actor, at=at, count=len(made),
        classes=[str(one) for one in classes], numbers=[one.number for one in made],
    )  # fmt: skip
    return made


def _numbers_are_free(school, pupils: Sequence[NewPupil]) -> Iterator[Refusal]:
    times = Counter(one.number for one in pupils)
    names = {one.number: one.name for one in pupils}
    taken = {number: names[number] for number, count in times.items() if count > 1}
    taken |= dict(Pupil.objects.of(school).filter(number__in=list(times)).values_list("number", "name"))
    for number, name in taken.items():
        yield Refusal(Reason.NUMBER_TAKEN, {"number": number, "name": name})
