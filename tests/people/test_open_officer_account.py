"""Somebody of the bureau gets an account, and nothing else."""

import pytest

from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.people.actions import open_officer_account
from houqin.people.models import Staff, User
from houqin.people.reasons import Reason
from houqin.tenancy.posts import Post
from tests.builders import NOON, a_bureau, a_bureau_officer, a_holder, a_school

pytestmark = pytest.mark.django_db


def test_an_officer_can_sign_in_and_sees_nothing_before_the_appointment():
    actor = a_bureau_officer(a_bureau())

    user = open_officer_account(username="zhou", name="周建平", password="red-willow-river", actor=actor, at=NOON)

    assert user.check_password("red-willow-river")
    assert user.acting(NOON).visible_school_ids() == frozenset()
    assert not Staff.objects.filter(user=user).exists()


def test_a_name_that_is_taken_is_refused():
    actor = a_bureau_officer(a_bureau())

    with pytest.raises(Refused) as refused:
        open_officer_account(username=actor.username, name="周", password="red-willow-river", actor=actor, at=NOON)

    assert refused.value.reasons == {Reason.USERNAME_TAKEN}
    assert User.objects.count() == 1


def test_nobody_of_a_school_opens_one():
    principal = a_holder(Post.PRINCIPAL, a_school())

    with pytest.raises(NotYours):
        open_officer_account(username="zhou", name="周", password="red-willow-river", actor=principal, at=NOON)

    assert not User.objects.filter(username="zhou").exists()
