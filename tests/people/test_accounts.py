"""open_account, set_password, close_account, reopen_account."""

import pytest

from houqin.journal.models import Entry
from houqin.people.actions import close_account, open_account, open_officer_account, reopen_account, set_password
from houqin.people.models import PostHolding, User
from houqin.people.reasons import Reason
from tests.builders import NOON, TODAY, a_bureau_officer, a_holder
from tests.refusing import refused

PASSWORD = "红柳河 2026 spring"


@pytest.fixture
def door(principal):
    return {"actor": principal, "at": NOON}


@pytest.fixture
def newcomer(school, staff_of):
    return staff_of(school, account=False)


def test_an_account_opens_with_a_password_that_works(newcomer, door):
    user = open_account(staff=newcomer, username="maimaiti", password=PASSWORD, **door)

    user.refresh_from_db()
    assert (user.name, user.staff, user.kind, user.is_active) == (newcomer.name, newcomer, "person", True)
    assert user.check_password(PASSWORD)
    assert PASSWORD not in "".join(Entry.objects.values_list("facts", flat=True))


@pytest.mark.parametrize(
    ("username", "password", "reasons"),
    [
        ("MAIMAITI", PASSWORD, [Reason.USERNAME_TAKEN]),
        ("house", PASSWORD, [Reason.USERNAME_TAKEN]),
        ("two words", PASSWORD, [Reason.USERNAME_UNFIT]),
        ("x" * 41, PASSWORD, [Reason.USERNAME_UNFIT]),
        ("new", "short", [Reason.PASSWORD_WEAK]),
        ("new", "password1234", [Reason.PASSWORD_WEAK]),
        ("maimaiti2026", "maimaiti2026", [Reason.PASSWORD_WEAK]),
        ("maimaiti", "short", [Reason.USERNAME_TAKEN, Reason.PASSWORD_WEAK]),
    ],
)
def test_a_name_or_password_is_refused(newcomer, door, username, password, reasons):
    User.objects.create(username="maimaiti", name="第一位")

    assert refused(open_account, staff=newcomer, username=username, password=password, **door) == reasons


def test_one_person_has_one_account(cook, door):
    assert refused(open_account, staff=cook.staff, username="x", password=PASSWORD, **door) == [Reason.HAS_ACCOUNT]


def test_who_left_gets_no_account(school, staff_of, door):
    gone = staff_of(school, account=False, left_on=TODAY.replace(day=10))

    assert refused(open_account, staff=gone, username="x", password=PASSWORD, **door) == [Reason.LEFT_ALREADY]


def test_a_new_password_ends_open_sessions(client, cook, door):
    client.force_login(cook)

    set_password(staff=cook.staff, password=PASSWORD, **door)

    assert client.get("/me/").status_code == 302
    cook.refresh_from_db()
    assert cook.check_password(PASSWORD)


@pytest.mark.parametrize("verb", [set_password, close_account, reopen_account])
def test_without_an_account_there_is_nothing_to_do(newcomer, door, verb):
    more = {} if verb is close_account else {"password": PASSWORD}

    assert refused(verb, staff=newcomer, **more, **door) == [Reason.NO_ACCOUNT]


def test_a_weak_new_password_is_refused(cook, door):
    assert refused(set_password, staff=cook.staff, password="1234567890", **door) == [Reason.PASSWORD_WEAK]


def test_an_account_that_opens_other_doors_is_not_the_schools_to_touch(school, other_school, cook, door, held):
    """A principal who could set this password could sign in at the other school."""
    held(cook, "storekeeper", other_school)

    assert refused(set_password, staff=cook.staff, password=PASSWORD, **door) == [Reason.ANSWERS_ELSEWHERE]
    assert refused(close_account, staff=cook.staff, **door) == [Reason.ANSWERS_ELSEWHERE]


def test_neither_is_that_of_a_bureau_officer(school, cook, door):
    PostHolding.objects.filter(user=a_bureau_officer(school.bureau)).update(user=cook)

    assert refused(set_password, staff=cook.staff, password=PASSWORD, **door) == [Reason.ANSWERS_ELSEWHERE]


def test_a_closed_account_neither_signs_in_nor_stays_in(client, cook, door):
    client.force_login(cook)

    close_account(staff=cook.staff, **door)

    assert client.get("/me/").status_code == 302
    assert not client.login(username=cook.username, password="whatever")


def test_the_last_who_can_appoint_stays(school, principal, deputy, door):
    assert refused(close_account, staff=principal.staff, **door) == [Reason.LAST_APPOINTER]

    a_holder("general_affairs_director", school)
    close_account(staff=principal.staff, **door)

    assert User.objects.get(pk=principal.pk).is_active is False


def test_closing_twice_and_opening_the_open_say_so(cook, door):
    assert refused(reopen_account, staff=cook.staff, password=PASSWORD, **door) == [Reason.ACCOUNT_IS_OPEN]

    close_account(staff=cook.staff, **door)

    assert refused(close_account, staff=cook.staff, **door) == [Reason.ACCOUNT_CLOSED]


def test_a_closed_account_opens_again_with_a_new_password(cook, door):
    close_account(staff=cook.staff, **door)

    reopen_account(staff=cook.staff, password=PASSWORD, **door)

    cook.refresh_from_db()
    assert (cook.is_active, cook.check_password(PASSWORD)) == (True, True)
    assert [entry.kind for entry in Entry.objects.about(cook.staff)] == [
        "people.account_reopened", "people.account_closed",
    ]  # fmt: skip


def test_an_officers_account_stands_on_no_schools_staff_and_sees_nothing_yet(school, officer):
    user = open_officer_account(username="zhang", name="张干事", password=PASSWORD, actor=officer, at=NOON)

    assert (user.check_password(PASSWORD), hasattr(user, "staff")) == (True, False)
    assert list(user.visible_schools(NOON)) == []
    assert [entry.chain for entry in Entry.objects.about(user)] == [0]


def test_an_officers_account_is_refused_as_any_other(officer, cook):
    call = {"username": cook.username.upper(), "name": "x", "password": "short", "actor": officer, "at": NOON}

    assert refused(open_officer_account, **call) == [Reason.USERNAME_TAKEN, Reason.PASSWORD_WEAK]
