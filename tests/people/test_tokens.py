"""create_token, create_personal_token, revoke_token, and what a machine may never do."""

import pytest

from houqin.journal.models import Entry
from houqin.kernel.permissions import Permission
from houqin.people.actions import create_personal_token, create_token, revoke_token
from houqin.people.actions.tokens import digest_of
from houqin.people.models import ApiToken, User
from houqin.people.reasons import Reason
from houqin.tenancy.permissions import SEE_SETTINGS
from tests.builders import NOON, a_person
from tests.refusing import not_yours, refused

SIGN = Permission("tests.sign", "Sign", frozenset({"storekeeper"}), personal=True)
COUNT = Permission("tests.count", "Count", frozenset({"storekeeper"}))


@pytest.fixture
def made(school, principal):
    return create_token(school=school, name="电子秤", posts=["storekeeper"], actor=principal, at=NOON)


def test_the_key_is_kept_as_a_digest_only(made):
    token, key = made
    token.refresh_from_db()

    assert key.startswith("hq_")
    assert token.digest == digest_of(key)
    kept = [*Entry.objects.values_list("facts", flat=True), *map(str, User.objects.values_list("username", flat=True))]
    assert [text for text in kept if key in text] == []


def test_a_machine_does_the_work_of_its_posts_but_gives_nobodys_word(school, other_school, made):
    machine = made[0].user.acting(NOON)

    assert machine.kind == "integration"
    assert [machine.may(one, school=school, at=NOON) for one in (COUNT, SIGN)] == [True, False]
    assert machine.may(COUNT, school=other_school, at=NOON) is False
    assert machine.check_password("") is False


def test_a_personal_key_has_exactly_the_posts_of_its_maker(school, cook):
    token, _key = create_personal_token(school=school, name="手机", actor=cook, at=NOON)

    assert (token.user, token.school, token.created_by) == (cook, school, cook)


def test_a_machine_makes_no_key_that_would_outlive_its_own(school, made):
    machine = made[0].user.acting(NOON)

    missing = not_yours(create_personal_token, school=school, name="x", actor=machine, at=NOON)

    assert missing == "people.make_own_token"


def test_a_personal_key_opens_no_other_school(other_school, cook):
    assert not_yours(create_personal_token, school=other_school, name="x", actor=cook, at=NOON)


def test_a_machine_takes_no_post_of_the_bureau(school, principal):
    call = {"school": school, "name": "x", "posts": ["cook", "bureau_officer"], "actor": principal, "at": NOON}

    assert refused(create_token, **call) == [Reason.POST_ELSEWHERE]


def test_a_revoked_key_is_revoked_once(school, principal, made):
    for minutes in (0, 5):
        revoke_token(token=made[0], actor=principal, at=NOON.replace(minute=minutes))

    token = ApiToken.objects.get()
    assert token.revoked_at == NOON
    assert [entry.kind for entry in Entry.objects.about(token)] == ["people.token_revoked", "people.token_created"]


def test_everybody_revokes_their_own_and_only_some_the_others(school, principal, cook):
    own, _key = create_personal_token(school=school, name="手机", actor=cook, at=NOON)
    other, _key = create_personal_token(school=school, name="平板", actor=principal, at=NOON)

    revoke_token(token=own, actor=cook, at=NOON)

    assert not_yours(revoke_token, token=other, actor=cook, at=NOON) == "people.manage_tokens"


def test_an_account_without_a_post_sees_no_settings(school):
    assert a_person().may(SEE_SETTINGS, school=school, at=NOON) is False
