from datetime import timedelta

import pytest
from django.utils import translation

from houqin.journal.models import Entry
from houqin.people.actions import appoint
from houqin.people.gates import directors_are_named
from houqin.people.models import PostHolding, User
from houqin.people.reasons import Reason
from houqin.people.selectors import holders, vacant_posts
from tests.builders import NOON, TODAY
from tests.refusing import refused

DAY = timedelta(days=1)


@pytest.fixture
def newcomer(school, staff_of):
    return staff_of(school)


def test_an_appointment_is_dated_and_in_the_journal(school, principal, newcomer):
    holding = appoint(staff=newcomer, post="cook", starts_on=TODAY + DAY, actor=principal, at=NOON)

    row = PostHolding.objects.filter(pk=holding.pk).values_list("user", "school", "post", "starts_on", "ends_on")
    assert list(row) == [(newcomer.user_id, school.pk, "cook", TODAY + DAY, None)]
    entry = Entry.objects.about(newcomer).get()
    assert (entry.kind, entry.chain, entry.about) == (
        "people.appointed", school.pk, f'[["people.postholding",{holding.pk}],["people.staff",{newcomer.pk}]]',
    )  # fmt: skip
    with translation.override("en"):
        assert entry.sentence == "买买提·艾力: Cook from 12 March"
    assert [len(holders(school, on=on)) for on in (TODAY, TODAY + DAY)] == [1, 2]


def test_a_single_post_has_one_holder_at_a_time_and_deputies_beside(school, principal, newcomer, staff_of):
    call = {"staff": newcomer, "post": "principal", "actor": principal, "at": NOON}

    assert refused(appoint, starts_on=TODAY, **call) == [Reason.POST_HELD]
    appoint(starts_on=TODAY, is_deputy=True, **call)
    appoint(
        staff=staff_of(school, "又一位"), post="principal", starts_on=TODAY, is_deputy=True, actor=principal, at=NOON
    )

    found = [(held.user.name, held.is_deputy) for held in holders(school, on=TODAY) if held.post == "principal"]
    assert found == [("马校长", False), ("买买提·艾力", True), ("又一位", True)]


def test_a_successor_begins_the_day_after(school, principal, newcomer):
    PostHolding.objects.filter(user=principal).update(ends_on=TODAY + 9 * DAY)
    call = {"staff": newcomer, "post": "principal", "actor": principal, "at": NOON}

    assert refused(appoint, starts_on=TODAY + 9 * DAY, **call) == [Reason.POST_HELD]
    appoint(starts_on=TODAY + 10 * DAY, **call)


def test_a_post_may_not_run_into_one_that_is_promised(school, principal, newcomer, staff_of, held):
    held(staff_of(school, "下任").user, "food_safety_director", school, starts_on=TODAY + 9 * DAY)
    call = {"staff": newcomer, "post": "food_safety_director", "starts_on": TODAY, "actor": principal, "at": NOON}

    assert refused(appoint, **call) == [Reason.POST_HELD]
    appoint(ends_on=TODAY + 8 * DAY, **call)


def test_many_may_cook(school, principal, cook, newcomer):
    appoint(staff=newcomer, post="cook", starts_on=TODAY, actor=principal, at=NOON)

    assert [held.user.name for held in holders(school, on=TODAY) if held.post == "cook"] == ["李秀兰", "买买提·艾力"]


@pytest.mark.parametrize(
    ("more", "reasons"),
    [
        ({"post": "bureau_officer"}, [Reason.POST_ELSEWHERE]),
        ({"starts_on": TODAY - DAY}, [Reason.BEGINS_IN_THE_PAST]),
        ({"ends_on": TODAY - DAY}, [Reason.ENDS_BEFORE_START]),
        (
            {"post": "bureau_officer", "starts_on": TODAY - DAY, "ends_on": TODAY - 2 * DAY},
            [Reason.POST_ELSEWHERE, Reason.BEGINS_IN_THE_PAST, Reason.ENDS_BEFORE_START],
        ),
    ],
)
def test_all_reasons_at_once(principal, newcomer, more, reasons):
    call = {"staff": newcomer, "post": "cook", "starts_on": TODAY} | more

    assert refused(appoint, **call, actor=principal, at=NOON) == reasons


def test_nobody_takes_a_post_twice(principal, cook):
    call = {"staff": cook.staff, "post": "cook", "starts_on": TODAY, "actor": principal, "at": NOON}

    assert refused(appoint, **call) == [Reason.HOLDS_ALREADY]
    assert refused(appoint, **call, is_deputy=True) == [Reason.HOLDS_ALREADY]


def test_a_post_needs_an_open_account(school, principal, staff_of, newcomer):
    call = {"post": "cook", "starts_on": TODAY, "actor": principal, "at": NOON}
    User.objects.filter(pk=newcomer.user_id).update(is_active=False)
    newcomer.user.refresh_from_db()

    assert refused(appoint, staff=staff_of(school, account=False), **call) == [Reason.NO_ACCOUNT]
    assert refused(appoint, staff=newcomer, **call) == [Reason.ACCOUNT_CLOSED]


def test_who_leaves_holds_nothing_afterwards(school, principal, staff_of):
    leaving = staff_of(school, left_on=TODAY + 9 * DAY)
    call = {"staff": leaving, "post": "cook", "starts_on": TODAY, "actor": principal, "at": NOON}

    assert refused(appoint, **call) == [Reason.LEFT]
    assert refused(appoint, ends_on=TODAY + 10 * DAY, **call) == [Reason.LEFT]
    appoint(ends_on=TODAY + 9 * DAY, **call)


def test_vacant_posts_are_named_and_either_food_safety_post_will_do(school, principal, cook, staff_of, held):
    assert len(vacant_posts(holders(school, on=TODAY))) == 3

    held(staff_of(school).user, "food_safety_officer", school)

    assert len(vacant_posts(holders(school, on=TODAY))) == 2
    assert len(vacant_posts(holders(school, on=TODAY - DAY))) == 3


def test_a_machine_or_a_closed_account_fills_no_post(school, staff_of, held):
    machine, closed = staff_of(school, "接口").user, staff_of(school, "停用").user
    User.objects.filter(pk=machine.pk).update(kind="integration")
    User.objects.filter(pk=closed.pk).update(is_active=False)
    held(machine, "storekeeper", school)
    held(closed, "cook", school)

    assert holders(school, on=TODAY) == []


def test_fm_05_the_contractors_director_stands_beside_the_schools(school, principal, newcomer, staff_of):
    first = appoint(staff=staff_of(school), post="food_safety_director", starts_on=TODAY, actor=principal, at=NOON)
    again = {"staff": newcomer, "starts_on": TODAY, "actor": principal, "at": NOON}

    assert refused(appoint, post="food_safety_director", **again) == [Reason.POST_HELD]
    assert refused(appoint, post="cook", is_of_contractor=True, **again) == [Reason.CONTRACTOR_NAMES_DIRECTOR]
    second = appoint(post="food_safety_director", is_of_contractor=True, **again)

    assert [one.is_of_contractor for one in holders(school, on=TODAY) if one.post == first.post] == [False, True]
    with translation.override("en"):
        assert second.title == "Food-safety director of the contractor"


@pytest.mark.parametrize(
    ("heads", "contracted", "named", "missing"),
    [
        (499, 1, [], []), (500, 0, [], ["school"]), (500, 0, [False], []), (500, 1, [False], ["contractor"]),
        (500, 1, [True], ["school"]), (500, 1, [False, True], []), (500, 1, [], ["school", "contractor"]),
    ],
)  # fmt: skip
def test_fm_05_from_so_many_diners_both_name_a_director(heads, contracted, named, missing):
    held = [PostHolding(post="food_safety_director", is_of_contractor=one) for one in named]
    limits = {"director_needed_from_diners": 500, "canteen_is_contracted": contracted}

    refusals = list(directors_are_named(held, heads=heads, limits=limits))

    with translation.override("en"):
        said = [str(words).removeprefix("the ") for one in refusals for words in one.facts["whose"]]
    assert (said, {one.gate for one in refusals}) == (missing, {"GT-16"} if missing else set())
