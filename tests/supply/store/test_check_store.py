"""A round of the store: every cold unit read, the dates looked at, a clean round kept too."""

from datetime import timedelta
from decimal import Decimal

import pytest

from houqin.documents.ledgers import LEDGERS, Period
from houqin.documents.periods import around
from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import KernelReason, Refused
from houqin.supply.actions import Reading, check_store
from houqin.supply.models import ColdReading, StoreCheck
from houqin.supply.reasons import Reason
from houqin.tenancy.models import Space
from tests.builders import NOON, TODAY, a_lot, a_space


def look(school, crew, *readings, at=NOON, **more):
    return check_store(school=school, readings=readings, actor=crew.storekeeper, at=at, **more)


def refused(school, crew, *readings, **more):
    with pytest.raises(Refused) as caught:
        look(school, crew, *readings, **more)
    assert not StoreCheck.objects.exists()
    return caught.value.reasons


@pytest.fixture
def chiller(school):
    return a_space(school, Space.Kind.CHILLER, "冷藏柜")


def test_a_clean_round_is_a_record(school, crew, chiller):
    made = look(school, crew, Reading(chiller, Decimal("4.2")))

    assert (made.by, made.expired, made.near_expiry, made.is_in_order) == (crew.storekeeper, [], [], True)
    [row] = ColdReading.objects.all()
    assert (row.degrees_c, row.lowest_c, row.highest_c, row.is_within) == (Decimal("4.2"), 0, 8, True)
    assert Entry.objects.get().kind == "supply.store_checked"


def test_what_is_past_its_date_and_what_is_near_it_is_kept_as_it_stood(school, crew, rice):
    past, near = a_lot(rice, expires_in=-1), a_lot(rice, expires_in=1)
    a_lot(rice, expires_in=200)
    a_lot(rice, expires_in=-3, quarantined_at=NOON)

    made = look(school, crew)

    assert (made.expired, made.near_expiry) == ([past.code], [near.code])


def test_a_warm_unit_is_accepted_as_what_it_is(school, crew):
    freezer = a_space(school, Space.Kind.FREEZER, "冷冻柜")

    look(school, crew, Reading(freezer, Decimal("-9")))

    row = ColdReading.objects.get()
    assert (row.lowest_c, row.highest_c, row.is_within) == (None, -12, False)


def test_every_unit_is_read_and_nothing_else(school, crew, chiller, store_room):
    assert refused(school, crew, Reading(store_room, Decimal(4))) == {Reason.UNIT_NOT_READ, Reason.NOT_A_COLD_UNIT}


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"is_in_order": False}, Reason.WHY_MISSING),
        ({"checked_at": NOON + timedelta(minutes=1)}, KernelReason.IN_THE_FUTURE),
    ],
)
def test_a_round_is_refused(school, crew, more, reason):
    assert refused(school, crew, **more) == {reason}


def test_a_cook_makes_no_round(school, crew):
    with pytest.raises(NotYours):
        check_store(school=school, actor=crew.cook, at=NOON)


def test_the_register_shows_each_round_on_its_line(school, crew, chiller):
    look(school, crew, Reading(chiller, Decimal("9.5")), is_in_order=False, remark="墙角有水")

    [row] = LEDGERS["store-checks"].rows(school, around(Period.MONTH, TODAY, school.zone))

    assert (row.of["readings"], row.of["warm"], row.remark) == (["冷藏柜 9.5"], ["冷藏柜"], "墙角有水")


def test_the_pages_show_the_round_from_the_form_to_the_register(school, crew, chiller, client, rice):
    client.force_login(crew.storekeeper)
    a_lot(rice, expires_in=-400)

    assert "过期" in client.get("/store/check/").content.decode()
    answer = client.post("/store/check/", {f"unit_{chiller.pk}": "5", "is_in_order": "on"})

    made = StoreCheck.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (303, made.get_absolute_url())
    assert "冷藏柜" in client.get(made.get_absolute_url()).content.decode()
    assert client.get("/store/checks/").status_code == 200
