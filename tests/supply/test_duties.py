"""What must be done at the door and in the store: when it falls due, and which records answer it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from houqin.duties.models import Duty
from houqin.supply.actions import (
    CountedLine,
    count_stock,
    finish_inspection,
    quarantine_lot,
    record_certificate,
    reject_lot,
    withdraw_approval,
)
from houqin.supply.models import Approval, Certificate, Lot
from houqin.tenancy.models import Space
from tests.builders import NOON, TODAY, Crew, a_lot, a_school, a_space, a_supplier, an_article
from tests.duty_rows import answered, done_codes, make_duties, occasions
from tests.supply.arriving import Truck
from tests.supply.store.test_check_store import look

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def school(db):
    return a_school()


@pytest.fixture
def crew(school):
    return Crew(school)


def test_goods_are_inspected_within_the_hour(db):
    truck = Truck()
    [asked] = make_duties("supply.inspect", truck.school)
    assert (asked.subject_id, asked.opens_at, asked.due_at) == (truck.delivery.pk, NOON, NOON + HOUR)

    finish_inspection(delivery=truck.delivery, actor=truck.crew.storekeeper, at=NOON + HOUR / 2)

    assert done_codes(truck.school) == {"supply.inspect": NOON + HOUR / 2}


def test_goods_set_aside_without_papers_are_decided_on_within_two_days(db):
    truck = Truck(accepted_amount=0, quarantined_amount=45_000, reject_reason="no_papers")
    finish_inspection(delivery=truck.delivery, actor=truck.crew.storekeeper, at=NOON)
    [asked] = make_duties("supply.bring-papers", truck.school)
    assert (asked.opens_at, asked.due_at) == (NOON, NOON + 2 * DAY)

    reject_lot(lot=Lot.objects.get(), reason="未补证", actor=truck.crew.food_safety_officer, at=NOON + DAY)

    assert done_codes(truck.school) == {"supply.bring-papers": NOON + DAY}


def test_accepted_goods_wait_for_no_papers(db):
    truck = Truck()
    finish_inspection(delivery=truck.delivery, actor=truck.crew.storekeeper, at=NOON)

    assert occasions("supply.bring-papers", truck.school) == []


def test_one_round_answers_the_morning_and_a_second_one_the_afternoon(school, crew):
    for part in ("morning", "afternoon"):
        make_duties(f"supply.check-store-{part}", school)

    look(school, crew, at=NOON - 2 * HOUR)
    assert done_codes(school) == {"supply.check-store-morning": NOON - 2 * HOUR}
    look(school, crew, at=NOON + 3 * HOUR)

    assert done_codes(school)["supply.check-store-afternoon"] == NOON + 3 * HOUR


def test_a_single_round_at_three_is_the_mornings_and_late(school, crew):
    [morning] = make_duties("supply.check-store-morning", school)
    make_duties("supply.check-store-afternoon", school)

    look(school, crew, at=NOON + 3 * HOUR)

    assert done_codes(school) == {"supply.check-store-morning": NOON + 3 * HOUR}
    assert morning.due_at < NOON + 3 * HOUR


def test_a_round_is_not_done_while_something_past_its_date_stands_on_the_shelf(school, crew):
    make_duties("supply.check-store-morning", school)
    bread = a_lot(an_article(school, "面包"), expires_in=-1)
    look(school, crew, at=NOON)
    assert done_codes(school) == {}

    quarantine_lot(lot=bread, reason="过期", actor=crew.storekeeper, at=NOON + HOUR)

    assert done_codes(school) == {"supply.check-store-morning": NOON}


def test_the_stock_is_counted_once_a_month(school, crew):
    first, last = date(2026, 3, 1), date(2026, 3, 31)
    [asked] = make_duties("supply.count-stock", school, first, last)
    lot = a_lot(an_article(school))

    count_stock(lines=[CountedLine(lot, 10_000)], witness=crew.cook, actor=crew.storekeeper, at=NOON)

    assert (asked.key, done_codes(school)) == ("2026-03", {"supply.count-stock": NOON})


def test_a_licence_is_asked_for_sixty_days_before_it_lapses_and_renewed(school, crew):
    supplier = a_supplier(school, approved_for=["grain"])
    ends_on = TODAY + 60 * DAY
    Certificate.objects.update(valid_until=ends_on)
    assert occasions("supply.renew-certificate", school, TODAY - DAY, TODAY - DAY) == []
    [asked] = make_duties("supply.renew-certificate", school)
    assert (asked.on, asked.due_at.date(), asked.closes_at) == (
        TODAY, TODAY + 30 * DAY, school.moment(ends_on + DAY, NOON.min.time()),
    )  # fmt: skip

    record_certificate(
        supplier=supplier, kind=Certificate.objects.get().kind, number="新证", valid_from=TODAY,
        valid_until=ends_on + 365 * DAY, actor=crew.buyer, at=NOON,
    )  # fmt: skip

    assert done_codes(school) == {"supply.renew-certificate": NOON}
    assert occasions("supply.renew-certificate", school) == []


def test_an_approval_that_nobody_wants_any_more_is_withdrawn_and_answered(school, crew):
    a_supplier(school, approved_for=["grain"], ends_on=TODAY + 20 * DAY)
    make_duties("supply.renew-approval", school)

    withdraw_approval(approval=Approval.objects.get(), why="不再供货", actor=crew.principal, at=NOON)

    assert done_codes(school) == {"supply.renew-approval": NOON}


def a_day_at(name):
    """One school at which every duty of the store is open and answered."""
    school = a_school(name)
    truck = Truck(school=school, accepted_amount=0, quarantined_amount=45_000, reject_reason="no_papers")
    a_space(school, Space.Kind.CHILLER, "冷藏柜")
    a_supplier(school, approved_for=["grain"], ends_on=TODAY + 20 * DAY)
    supplier = a_supplier(school, approved_for=["oil"])
    Certificate.objects.filter(supplier=supplier).update(valid_until=TODAY + 50 * DAY)
    finish_inspection(delivery=truck.delivery, actor=truck.crew.storekeeper, at=NOON)
    for code in CODES:
        make_duties(code, school, date(2026, 3, 1), date(2026, 3, 31))
    return school, truck.crew


CODES = (
    "supply.inspect", "supply.bring-papers", "supply.check-store-morning", "supply.check-store-afternoon",
    "supply.count-stock", "supply.renew-certificate", "supply.renew-approval",
)  # fmt: skip


def test_three_schools_cost_as_many_queries_as_one(db):
    schools = [a_day_at(f"第{number}学校")[0] for number in range(3)]

    def cost(code, some):
        asked = list(Duty.objects.filter(school__in=some, code=code).select_related("school"))
        with CaptureQueriesContext(connection) as queries:
            answered(code, asked)
        return len(queries)

    costs = {code: (cost(code, schools[:1]), cost(code, schools)) for code in CODES}

    assert costs == {
        "supply.inspect": (1, 1), "supply.bring-papers": (1, 1), "supply.check-store-morning": (2, 2),
        "supply.check-store-afternoon": (1, 1), "supply.count-stock": (1, 1), "supply.renew-certificate": (2, 2),
        "supply.renew-approval": (2, 2),
    }  # fmt: skip


def test_a_month_costs_as_many_queries_as_a_day(db):
    school, _crew = a_day_at("大学校")

    def cost(first, last):
        with CaptureQueriesContext(connection) as queries:
            for code in CODES:
                occasions(code, school, first, last)
        return len(queries)

    assert cost(TODAY, TODAY) == cost(date(2026, 3, 1), date(2026, 3, 31))
