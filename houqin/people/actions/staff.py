"""Staff and their accounts."""

from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from houqin.journal.actions import record
from houqin.journal.models import HOUSE
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import refuse
from houqin.people.events import (
    ACCOUNT_CLOSED,
    ACCOUNT_OPENED,
    PASSWORD_SET,
    STAFF_ADDED,
    STAFF_CHANGED,
    STAFF_LEFT,
)
from houqin.people.models import PostHolding, Staff, User
from houqin.people.permissions import APPOINT_AT_BUREAU, MANAGE_STAFF
from houqin.people.reasons import Reason


@transaction.atomic
def add_staff(*, school, name: str, number: str, phone: str = "", job: str = "", joined_on: date | None = None, actor,
              at: datetime) -> Staff:  # fmt: skip
    """Raises Refused: NUMBER_TAKEN."""
    authorise(actor, MANAGE_STAFF, school=school, at=at)
    if taken := Staff.objects.of(school).filter(number=number).first():
        refuse(Reason.NUMBER_TAKEN, number=number, name=taken.name)
    staff = Staff.objects.create(school=school, name=name, number=number, phone=phone, job=job, joined_on=joined_on)
    record(STAFF_ADDED, staff, actor=actor, at=at, name=name, number=number)
    return staff


@transaction.atomic
def change_staff(*, staff: Staff, name: str, phone: str, job: str, actor, at: datetime) -> Staff:
    authorise(actor, MANAGE_STAFF, school=staff.school, at=at)
    Staff.objects.filter(pk=staff.pk).update(name=name, phone=phone, job=job)
    record(STAFF_CHANGED, staff, actor=actor, at=at, name=name, phone=phone, job=job)
    staff.refresh_from_db()
    return staff


@transaction.atomic
def open_account(*, staff: Staff, username: str, password: str, actor, at: datetime) -> User:
    """Raises Refused: USERNAME_TAKEN, PASSWORD_WEAK, HAS_ACCOUNT."""
    authorise(actor, MANAGE_STAFF, school=staff.school, at=at)
    if staff.user:
        refuse(Reason.HAS_ACCOUNT, name=staff.name, username=staff.user.username)
    user = _new_user(username=username, name=staff.name, password=password, at=at)
    staff.user = user
    staff.save(update_fields=["user"])
    record(ACCOUNT_OPENED, staff, actor=actor, at=at, name=staff.name, username=username)
    return user


@transaction.atomic
def open_officer_account(*, username: str, name: str, password: str, actor, at: datetime) -> User:
    """An account for somebody of a bureau, who is on no school's staff. It sees nothing until `appoint_at_bureau`.

    Raises Refused: USERNAME_TAKEN, PASSWORD_WEAK.
    """
    authorise(actor, APPOINT_AT_BUREAU, school=None, at=at)
    user = _new_user(username=username, name=name, password=password, at=at)
    record(ACCOUNT_OPENED, user, chain=HOUSE, actor=actor, at=at, name=name, username=username)
    return user


@transaction.atomic
def set_password(*, staff: Staff, password: str, actor, at: datetime) -> User:
    """Give somebody a new password; their open sessions end.  Raises Refused: NO_ACCOUNT, PASSWORD_WEAK."""
    authorise(actor, MANAGE_STAFF, school=staff.school, at=at)
    if staff.user is None:
        refuse(Reason.NO_ACCOUNT, name=staff.name)
    _check_password(password, staff.user)
    staff.user.set_password(password)
    staff.user.save(update_fields=["password"])
    record(PASSWORD_SET, staff, actor=actor, at=at, name=staff.name)
    return staff.user


@transaction.atomic
def close_account(*, staff: Staff, actor, at: datetime) -> Staff:
    """Nobody signs in with it any more. What the person did stays theirs."""
    authorise(actor, MANAGE_STAFF, school=staff.school, at=at)
    if staff.user is None:
        refuse(Reason.NO_ACCOUNT, name=staff.name)
    User.objects.filter(pk=staff.user_id).update(is_active=False)
    record(ACCOUNT_CLOSED, staff, actor=actor, at=at, name=staff.name)
    return staff


@transaction.atomic
def staff_left(*, staff: Staff, left_on: date, actor, at: datetime) -> Staff:
    """The last day at the school: open posts end with it."""
    authorise(actor, MANAGE_STAFF, school=staff.school, at=at)
    staff.left_on = left_on
    staff.save(update_fields=["left_on"])
    if staff.user_id:
        open_posts = PostHolding.objects.of(staff.school).filter(user=staff.user_id, starts_on__lte=left_on)
        open_posts.filter(ends_on=None).update(ends_on=left_on)
        open_posts.filter(ends_on__gt=left_on).update(ends_on=left_on)
    record(STAFF_LEFT, staff, actor=actor, at=at, name=staff.name, left_on=left_on)
    return staff


def _new_user(*, username: str, name: str, password: str, at: datetime) -> User:
    if User.objects.filter(username=username).exists():
        refuse(Reason.USERNAME_TAKEN, username=username)
    user = User(username=username, name=name, created_at=at)
    _check_password(password, user)
    user.set_password(password)
    user.save(force_insert=True)
    return user


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as weak:
        refuse(Reason.PASSWORD_WEAK, problems=" ".join(weak.messages))
