"""Who answers for a building, from when until when (GT-16)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from houqin.dormitory import events
from houqin.dormitory.gates.charges import may_end_charge, may_take_charge
from houqin.dormitory.models import Charge
from houqin.dormitory.permissions import PUT_IN_CHARGE
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.transactions import lock
from houqin.people.models import PostHolding, User
from houqin.tenancy.models import Building
from houqin.tenancy.posts import Post
from houqin.tenancy.school_rows import lock_one


@transaction.atomic
def put_in_charge(*, building: Building, manager: User, starts_on: date, ends_on: date | None = None,
                  is_woman: bool = False, actor, at: datetime) -> Charge:  # fmt: skip
    """Let a dormitory manager answer for a building.  Raises Refused: see may_take_charge, ENDS_BEFORE_START."""
    school = building.school
    authorise(actor, PUT_IN_CHARGE, school=school, at=at)
    lock(Building.objects.filter(pk=building.pk))
    today = school.localdate(at)
    held = PostHolding.objects.of(school).in_office(starts_on).filter(user=manager, post=Post.DORM_MANAGER)
    standing = Charge.objects.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on), building=building, user=manager)
    require(
        may_take_charge(
            building, name=manager.name, starts_on=starts_on, ends_on=ends_on, is_manager=held.exists(),
            standing=list(standing), today=today,
        )
    )  # fmt: skip
    charge = Charge.objects.create(
        school=school, building=building, user=manager, is_woman=is_woman, starts_on=starts_on, ends_on=ends_on,
        given_by=actor, given_at=at,
    )  # fmt: skip
    record(
        events.PUT_IN_CHARGE, charge, about=[building, getattr(manager, "staff", None)], actor=actor, at=at,
        name=manager.name, building=building.name, starts_on=starts_on, ends_on=ends_on,
    )  # fmt: skip
    return charge


@transaction.atomic
def end_charge(*, charge: Charge, ends_on: date, actor, at: datetime) -> Charge:
    """Say the last day; a day before the first calls it off.  Raises Refused: see may_end_charge."""
    school = charge.school
    authorise(actor, PUT_IN_CHARGE, school=school, at=at)
    charge = lock_one(Charge, charge.pk, "building", "user", school=school)
    require(may_end_charge(charge, ends_on=ends_on, today=school.localdate(at)))
    charge.ends_on, charge.ended_by, charge.ended_at = ends_on, actor, at
    charge.save(update_fields=["ends_on", "ended_by", "ended_at"])
    record(
        events.CHARGE_ENDED, charge, about=[charge.building], actor=actor, at=at, name=charge.user.name,
        building=charge.building.name, ends_on=ends_on,
    )  # fmt: skip
    return charge
