"""Say what was disinfected after a meal, and mend what was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from houqin.duties.actions import answer_about
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.spoken import spoken
from houqin.kernel.transactions import lock
from houqin.kitchen import events
from houqin.kitchen.gates import disinfecting as gates
from houqin.kitchen.models import Disinfection, Meal
from houqin.kitchen.models.disinfections import is_enough
from houqin.kitchen.permissions import DISINFECT
from houqin.tenancy.parameters import parameters_of
from houqin.tenancy.school_rows import lock_one


@dataclass(frozen=True)
class Disinfected:
    """One thing: `reading` in ℃ or mg/L as the method has it, none for light."""

    what: str
    method: str
    reading: Decimal | None
    minutes: Decimal
    remark: str = ""


@transaction.atomic
def disinfect(
    *, meal: Meal, rows: Sequence[Disinfected], ended_at: datetime | None = None, actor, at: datetime
) -> Meal:
    """Record what was disinfected after this meal. What was not enough is kept as not passed, and done again.

    The tableware's record lets the next meal go out (GT-11).  Raises Refused: may_disinfect.
    """
    authorise(actor, DISINFECT, school=meal.school, at=at)
    meal = lock_one(Meal, meal.pk, school=meal.school)
    rows, ended_at = list(rows), ended_at or at
    require(gates.may_disinfect(meal, rows, ended_at=ended_at, at=at))
    made = Disinfection.objects.bulk_create(_row(meal, one, ended_at=ended_at, by=actor, at=at) for one in rows)
    for kind, passed in ((events.DISINFECTED, True), (events.DISINFECTION_FAILED, False)):
        if some := [one for one in made if one.passed is passed]:
            things = [spoken(one) for one in some]
            record(kind, meal, about=some, actor=actor, at=at, happened_at=ended_at, things=things)
    answer_about(meal, at=at)
    return meal


def _row(meal: Meal, one: Disinfected, *, ended_at: datetime, by, at: datetime, **more) -> Disinfection:
    limits = parameters_of(meal.school, on=meal.on)
    return Disinfection(
        school=meal.school, meal=meal, what=one.what, method=one.method, reading=one.reading, minutes=one.minutes,
        passed=is_enough(one.method, one.reading, one.minutes, limits), remark=one.remark.strip()[:120],
        ended_at=ended_at, received_at=at, by=by, **more,
    )  # fmt: skip


@transaction.atomic
def correct_disinfection(
    *, disinfection: Disinfection, method: str, reading: Decimal | None, minutes: Decimal, reason: str, actor,
    at: datetime,
) -> Disinfection:  # fmt: skip
    """A new row that names the old one and says why (GT-18). It keeps when it was done.

    Raises Refused: may_correct_disinfection.
    """
    authorise(actor, DISINFECT, school=disinfection.school, at=at)
    [meal] = lock(Meal.objects.filter(pk=disinfection.meal_id).select_related("school"))
    old = Disinfection.objects.get(pk=disinfection.pk)
    said = Disinfected(old.what, method, reading, minutes, old.remark)
    require(gates.may_correct_disinfection(old, said, reason=reason))
    made = _row(
        meal, said, ended_at=old.ended_at, by=actor, at=at, corrects=old, correction_reason=reason.strip()[:120]
    )
    made.save()
    record(
        events.DISINFECTION_CORRECTED, meal, about=[made, old], actor=actor, at=at, happened_at=old.ended_at,
        before=spoken(old), things=[spoken(made)], reason=made.correction_reason,
    )  # fmt: skip
    answer_about(meal, at=at)
    return made
