"""Who holds which post, from when until when."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from houqin.journal.actions import record
from houqin.kernel.clock import localdate
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import refuse, require
from houqin.kernel.transactions import lock_row
from houqin.people.events import APPOINTED, APPOINTMENT_ENDED, APPOINTMENT_WITHDRAWN
from houqin.people.gates import may_appoint, may_end, may_withdraw
from houqin.people.models import PostHolding, Staff, User
from houqin.people.permissions import APPOINT, APPOINT_AT_BUREAU
from houqin.people.reasons import Reason
from houqin.people.selectors import other_appointers
from houqin.tenancy.posts import AT_BUREAU, Post
from houqin.tenancy.schools import Bureau, School


@transaction.atomic
def appoint(*, staff: Staff, post: str, starts_on: date, ends_on: date | None = None, is_deputy: bool = False,
            is_of_contractor: bool = False, actor, at: datetime) -> PostHolding:  # fmt: skip
    """Give a staff member with an account a post at their school, or its deputyship.

    Raises Refused: NO_ACCOUNT, or see may_appoint.
    """
    school = staff.school
    authorise(actor, APPOINT, school=school, at=at)
    lock_row(School, school.pk)
    if staff.user is None:
        refuse(Reason.NO_ACCOUNT, name=staff.name, where=staff)
    until = ends_on or date.max
    held = PostHolding.objects.of(school).filter(post=post, starts_on__lte=until).select_related("user")
    overlapping = [one for one in held if one.ends_on is None or one.ends_on >= starts_on]
    require(
        may_appoint(staff, post=post, starts_on=starts_on, ends_on=ends_on, is_deputy=is_deputy,
                    is_of_contractor=is_of_contractor, overlapping=overlapping, today=school.localdate(at))
    )  # fmt: skip
    holding = PostHolding.objects.create(
        school=school, user=staff.user, post=post, is_deputy=is_deputy, is_of_contractor=is_of_contractor,
        starts_on=starts_on, ends_on=ends_on, appointed_by=actor, appointed_at=at,
    )  # fmt: skip
    record(
        APPOINTED, holding, about=[staff], chain=school.pk, actor=actor, at=at, name=staff.name, post=Post(post).value,
        starts_on=starts_on, ends_on=ends_on, deputy=is_deputy, of_contractor=is_of_contractor,
    )  # fmt: skip
    return holding


@transaction.atomic
def end_appointment(*, holding: PostHolding, ends_on: date, actor, at: datetime) -> PostHolding:
    """Say the last day in office: today or later, so that nobody's past answer changes.

    Raises Refused: see may_end.
    """
    holding = _locked(holding, actor=actor, at=at)
    school, today = holding.school, holding.school.localdate(at)
    after = ends_on + timedelta(days=1)
    appointers_left = other_appointers(school, holding.user, on=after) or bool(
        PostHolding.objects.of(school).in_office(after).filter(user=holding.user, post__in=APPOINT.posts)
        .exclude(pk=holding.pk)
    )  # fmt: skip
    require(may_end(holding, ends_on=ends_on, today=today, appointers_left=appointers_left))
    holding.ends_on = ends_on
    holding.save(update_fields=["ends_on"])
    record(
        APPOINTMENT_ENDED, holding, about=[getattr(holding.user, "staff", None)], chain=school.pk, actor=actor, at=at,
        name=holding.user.name, post=holding.post, ends_on=ends_on,
    )  # fmt: skip
    return holding


@transaction.atomic
def withdraw_appointment(*, holding: PostHolding, actor, at: datetime) -> None:
    """Take back an appointment that has not begun. The row goes: nobody ever answered by it; the journal stays.

    Raises Refused: BEGUN_ALREADY.
    """
    holding = _locked(holding, actor=actor, at=at)
    require(may_withdraw(holding, today=holding.school.localdate(at)))
    record(
        APPOINTMENT_WITHDRAWN, holding, about=[getattr(holding.user, "staff", None)], actor=actor, at=at,
        name=holding.user.name, post=holding.post, starts_on=holding.starts_on,
    )  # fmt: skip
    holding.delete()


def _locked(holding: PostHolding, *, actor, at: datetime) -> PostHolding:
    """The holding under its school's lock: two leaders who end each other's posts must not both succeed."""
    authorise(actor, APPOINT, school=holding.school, at=at)
    lock_row(School, holding.school_id)
    return PostHolding.objects.select_related("user", "school").get(pk=holding.pk)


@transaction.atomic
def appoint_at_bureau(*, user: User, bureau: Bureau, post: str, starts_on: date, ends_on: date | None = None, actor,
                      at: datetime) -> PostHolding:  # fmt: skip
    """Make somebody an officer of a bureau; they see every school under it.  Raises Refused: BEGINS_IN_THE_PAST,
    POST_ELSEWHERE.
    """
    authorise(actor, APPOINT_AT_BUREAU, school=None, at=at, bureau=bureau)
    if post not in AT_BUREAU:
        refuse(Reason.POST_ELSEWHERE, post=Post(post).label)
    if starts_on < localdate(at, settings.TIME_ZONE):
        refuse(Reason.BEGINS_IN_THE_PAST, starts_on=starts_on)
    holding = PostHolding.objects.create(
        bureau=bureau, user=user, post=post, starts_on=starts_on, ends_on=ends_on, appointed_by=actor, appointed_at=at
    )
    record(APPOINTED, holding, chain=0, actor=actor, at=at, name=user.name, post=post, starts_on=starts_on)
    return holding
