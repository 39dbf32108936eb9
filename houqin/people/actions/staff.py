"""Staff and their accounts."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from houqin.journal.actions import record
from houqin.journal.models import HOUSE
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import Refusal, refuse, require
from houqin.kernel.transactions import lock_row
from houqin.people.events import (
    ACCOUNT_CLOSED,
    ACCOUNT_OPENED,
    ACCOUNT_REOPENED,
    PASSWORD_SET,
    STAFF_ADDED,
    STAFF_CHANGED,
    STAFF_LEFT,
)
from houqin.people.gates import may_use_account, school_can_go_on
from houqin.people.models import PostHolding, Staff, User
from houqin.people.permissions import APPOINT, APPOINT_AT_BUREAU, MANAGE_STAFF
from houqin.people.reasons import Reason
from houqin.people.selectors import other_appointers, places_elsewhere, posts_of
from houqin.tenancy.schools import School


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
    """The account's name follows, so that posts and the journal name the same person."""
    authorise(actor, MANAGE_STAFF, school=staff.school, at=at)
    Staff.objects.filter(pk=staff.pk).update(name=name, phone=phone, job=job)
    if staff.user_id:
        User.objects.filter(pk=staff.user_id).update(name=name)
    record(STAFF_CHANGED, staff, actor=actor, at=at, name=name, phone=phone, job=job)
    staff.refresh_from_db()
    return staff


@transaction.atomic
def open_account(*, staff: Staff, username: str, password: str, actor, at: datetime) -> User:
    """Raises Refused: HAS_ACCOUNT, LEFT_ALREADY, USERNAME_UNFIT, USERNAME_TAKEN, PASSWORD_WEAK."""
    authorise(actor, MANAGE_STAFF, school=staff.school, at=at)
    staff = _locked(staff)
    user = User(username=username, name=staff.name, created_at=at)
    require(_may_open(staff, today=staff.school.localdate(at)), _may_be_called(username), _strong(password, user))
    user.set_password(password)
    user.save(force_insert=True)
    staff.user = user
    staff.save(update_fields=["user"])
    record(ACCOUNT_OPENED, staff, actor=actor, at=at, name=staff.name, username=username)
    return user


@transaction.atomic
def open_officer_account(*, username: str, name: str, password: str, actor, at: datetime) -> User:
    """An account for somebody of a bureau, who is on no school's staff. It sees nothing until `appoint_at_bureau`.

    Raises Refused: USERNAME_UNFIT, USERNAME_TAKEN, PASSWORD_WEAK.
    """
    authorise(actor, APPOINT_AT_BUREAU, school=None, at=at)
    user = User(username=username, name=name, created_at=at)
    require(_may_be_called(username), _strong(password, user))
    user.set_password(password)
    user.save(force_insert=True)
    record(ACCOUNT_OPENED, user, chain=HOUSE, actor=actor, at=at, name=name, username=username)
    return user


@transaction.atomic
def set_password(*, staff: Staff, password: str, actor, at: datetime) -> User:
    """Give somebody a new password; their open sessions end.

    Only who may appoint sets the password of somebody who may.  Raises Refused: see may_use_account; PASSWORD_WEAK.
    """
    staff = _for_account(staff, actor=actor, at=at)
    require(_strong(password, staff.user))
    staff.user.set_password(password)
    staff.user.save(update_fields=["password"])
    record(PASSWORD_SET, staff, actor=actor, at=at, name=staff.name)
    return staff.user


@transaction.atomic
def close_account(*, staff: Staff, actor, at: datetime) -> Staff:
    """Nobody signs in with it any more. What the person did stays theirs.

    Raises Refused: see may_use_account; ACCOUNT_CLOSED, LAST_APPOINTER.
    """
    staff = _for_account(staff, actor=actor, at=at)
    if not staff.user.is_active:
        refuse(Reason.ACCOUNT_CLOSED, name=staff.name)
    require(_school_can_go_on(staff, after=staff.school.localdate(at)))
    User.objects.filter(pk=staff.user_id).update(is_active=False)
    record(ACCOUNT_CLOSED, staff, actor=actor, at=at, name=staff.name)
    return staff


@transaction.atomic
def reopen_account(*, staff: Staff, password: str, actor, at: datetime) -> User:
    """Let a closed account sign in again, with a new password.

    Raises Refused: see may_use_account; ACCOUNT_IS_OPEN, LEFT_ALREADY, PASSWORD_WEAK.
    """
    staff = _for_account(staff, actor=actor, at=at)
    if staff.user.is_active:
        refuse(Reason.ACCOUNT_IS_OPEN, name=staff.name)
    require(_still_here(staff, today=staff.school.localdate(at)), _strong(password, staff.user))
    staff.user.set_password(password)
    staff.user.is_active = True
    staff.user.save(update_fields=["password", "is_active"])
    record(ACCOUNT_REOPENED, staff, actor=actor, at=at, name=staff.name)
    return staff.user


@transaction.atomic
def staff_left(*, staff: Staff, left_on: date, actor, at: datetime) -> Staff:
    """The last day at the school: posts end with it, those that have not begun fall away.

    Entered late, the posts end today: who held them yesterday is not rewritten.
    Raises Refused: LEFT_ALREADY, LAST_APPOINTER.
    """
    authorise(actor, MANAGE_STAFF, school=staff.school, at=at)
    staff = _locked(staff)
    if staff.left_on:
        refuse(Reason.LEFT_ALREADY, name=staff.name, left_on=staff.left_on)
    last = max(left_on, staff.school.localdate(at))
    if staff.user_id:
        _authorise_over(staff, actor=actor, at=at)
        require(_school_can_go_on(staff, after=last + timedelta(days=1)))
        held = PostHolding.objects.of(staff.school).filter(user=staff.user_id)
        held.filter(starts_on__gt=last).delete()
        held.filter(ends_on=None).update(ends_on=last)
        held.filter(ends_on__gt=last).update(ends_on=last)
    staff.left_on = left_on
    staff.save(update_fields=["left_on"])
    record(STAFF_LEFT, staff, actor=actor, at=at, name=staff.name, left_on=left_on)
    return staff


def _locked(staff: Staff) -> Staff:
    """The school first, as every change of who may appoint locks it."""
    lock_row(School, staff.school_id)
    return Staff.objects.select_related("user", "school__bureau").get(pk=staff.pk)


def _for_account(staff: Staff, *, actor, at: datetime) -> Staff:
    """The staff member, locked, when the actor may touch this account.  Raises NotYours, Refused."""
    authorise(actor, MANAGE_STAFF, school=staff.school, at=at)
    staff = _locked(staff)
    today = staff.school.localdate(at)
    elsewhere = places_elsewhere(staff.school, staff.user, on=today) if staff.user_id else []
    require(may_use_account(staff, elsewhere=elsewhere))
    _authorise_over(staff, actor=actor, at=at)
    return staff


def _authorise_over(staff: Staff, *, actor, at: datetime) -> None:
    """A deputy who could reset the principal's password could sign in as the principal."""
    today = staff.school.localdate(at)
    if staff.user_id != actor.pk and posts_of(staff.school, staff.user, on=today) & APPOINT.posts:
        authorise(actor, APPOINT, school=staff.school, at=at)


def _school_can_go_on(staff: Staff, *, after: date) -> Iterator[Refusal]:
    held = posts_of(staff.school, staff.user, on=after)
    yield from school_can_go_on(staff, held=held, appointers_left=other_appointers(staff.school, staff.user, on=after))


def _still_here(staff: Staff, *, today: date) -> Iterator[Refusal]:
    if staff.left_on and staff.left_on < today:
        yield Refusal(Reason.LEFT_ALREADY, {"name": staff.name, "left_on": staff.left_on})


def _may_open(staff: Staff, *, today: date) -> Iterator[Refusal]:
    if staff.user:
        yield Refusal(Reason.HAS_ACCOUNT, {"name": staff.name, "username": staff.user.username})
    yield from _still_here(staff, today=today)


def _may_be_called(username: str) -> Iterator[Refusal]:
    """Signing in ignores case, so two names that differ only in case would be one; the house keeps its own."""
    try:
        User._meta.get_field("username").run_validators(username)
    except ValidationError:
        yield Refusal(Reason.USERNAME_UNFIT, {"username": username})
        return
    if username.casefold() == "house" or User.objects.filter(username__iexact=username).exists():
        yield Refusal(Reason.USERNAME_TAKEN, {"username": username})


def _strong(password: str, user: User) -> Iterator[Refusal]:
    try:
        validate_password(password, user)
    except ValidationError as weak:
        yield Refusal(Reason.PASSWORD_WEAK, {"problems": " ".join(weak.messages)})
