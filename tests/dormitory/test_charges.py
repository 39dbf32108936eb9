"""No building where children sleep without a named person in office (GT-16)."""

from datetime import date, timedelta

import pytest

from houqin.dormitory.actions import end_charge, put_in_charge
from houqin.dormitory.gates import may_run
from houqin.dormitory.models import Charge
from houqin.dormitory.reasons import Reason
from houqin.dormitory.selectors import in_charge
from houqin.journal.models import Entry
from houqin.people.models import PostHolding
from houqin.tenancy.posts import Post
from tests.builders import NOON, TODAY, a_holder, a_school
from tests.dormitory.conftest import a_building, a_charge
from tests.refusing import not_yours, posts_that_may, refused, strangers_that_may

DAY = timedelta(days=1)


def test_a_building_runs_while_a_manager_in_office_answers_for_it(building, crew):
    put_in_charge(building=building, manager=crew.dorm_manager, starts_on=TODAY, actor=crew.principal, at=NOON)

    assert list(may_run(building, TODAY)) == []
    assert [Charge.objects.get(pk=key).user for key in in_charge(building, TODAY)] == [crew.dorm_manager]
    assert [refusal.reason for refusal in may_run(building, TODAY - DAY)] == [Reason.NOBODY_IN_CHARGE]
    assert Entry.objects.get(kind="dormitory.put_in_charge").actor == crew.principal


def test_who_has_left_the_post_answers_no_more(building, crew):
    a_charge(building, crew.dorm_manager)
    PostHolding.objects.filter(user=crew.dorm_manager).update(ends_on=TODAY)

    assert list(may_run(building, TODAY)) == []
    assert [(refusal.reason, refusal.gate) for refusal in may_run(building, TODAY + DAY)] == [
        (Reason.NOBODY_IN_CHARGE, "GT-16")
    ]


def test_each_building_asks_for_its_own(school, building, crew):
    a_charge(building, crew.dorm_manager)
    other = a_building(school, "2 号宿舍楼")

    assert [refusal.facts for refusal in may_run(other, TODAY)] == [{"building": "2 号宿舍楼", "on": TODAY}]


@pytest.mark.parametrize(
    ("who", "days", "reasons"),
    [
        ("storekeeper", {"starts_on": TODAY}, [Reason.NOT_A_DORM_MANAGER]),
        ("dorm_manager", {"starts_on": TODAY - DAY}, [Reason.CHARGE_BEGINS_IN_THE_PAST]),
        ("dorm_manager", {"starts_on": TODAY, "ends_on": TODAY - DAY}, [Reason.ENDS_BEFORE_START]),
    ],
)
def test_a_charge_is_refused(building, crew, who, days, reasons):
    manager = getattr(crew, who)

    assert refused(put_in_charge, building=building, manager=manager, actor=crew.principal, at=NOON, **days) == reasons
    assert not Charge.objects.exists()


def test_nobody_takes_the_same_charge_twice(building, crew):
    a_charge(building, crew.dorm_manager)

    assert refused(
        put_in_charge, building=building, manager=crew.dorm_manager, starts_on=TODAY, actor=crew.principal, at=NOON
    ) == [Reason.IN_CHARGE_ALREADY]  # fmt: skip


def test_a_manager_of_another_school_answers_for_nothing_here(building, crew):
    stranger = a_holder(Post.DORM_MANAGER, a_school("别校"))

    assert refused(
        put_in_charge, building=building, manager=stranger, starts_on=TODAY, actor=crew.principal, at=NOON
    ) == [Reason.NOT_A_DORM_MANAGER]


def test_a_charge_ends_with_its_last_day(building, crew):
    charge = a_charge(building, crew.dorm_manager)

    end_charge(charge=charge, ends_on=TODAY, actor=crew.principal, at=NOON)

    assert [len(in_charge(building, on)) for on in (TODAY, TODAY + DAY)] == [1, 0]
    assert Charge.objects.get().ended_by == crew.principal


def test_a_charge_that_has_not_begun_is_called_off(building, crew):
    charge = a_charge(building, crew.dorm_manager, starts_on=TODAY + DAY)

    end_charge(charge=charge, ends_on=TODAY, actor=crew.principal, at=NOON)

    assert in_charge(building, TODAY + DAY) == []


@pytest.mark.parametrize(
    ("ends_on", "wanted", "reasons"),
    [
        (None, TODAY - DAY, [Reason.CHARGE_ENDS_IN_THE_PAST]),
        (date(2026, 3, 1), TODAY, [Reason.CHARGE_ENDED_ALREADY]),
    ],
)
def test_the_past_answer_stays(building, crew, ends_on, wanted, reasons):
    charge = a_charge(building, crew.dorm_manager)
    Charge.objects.update(ends_on=ends_on, ended_by=crew.principal, ended_at=NOON)

    assert refused(end_charge, charge=charge, ends_on=wanted, actor=crew.principal, at=NOON) == reasons
    assert Charge.objects.get().ends_on == ends_on


def test_leaders_say_who_answers(school, building, crew):
    def attempt(actor):
        put_in_charge(building=building, manager=crew.dorm_manager, starts_on=TODAY, actor=actor, at=NOON)

    assert posts_that_may(school, attempt) == {"principal", "deputy_principal", "general_affairs_director"}
    assert strangers_that_may(school, attempt) == []
    charge = a_charge(building, crew.dorm_manager)
    assert not_yours(end_charge, charge=charge, ends_on=TODAY, actor=crew.dorm_manager, at=NOON) == (
        "dormitory.put_in_charge"
    )
