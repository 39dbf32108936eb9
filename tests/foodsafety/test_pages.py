"""The pages of the signed day, week and month: the answer first, the same cost for one record and for three."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from houqin.foodsafety.actions import Finding
from houqin.foodsafety.models import DailyControl
from houqin.kernel.shown import shown
from tests.builders import NOON, TODAY
from tests.foodsafety.conftest import ALL, DAY, MONDAY, Office

pytestmark = pytest.mark.usefixtures("_at_noon")

F = "/food-safety/"


def text(client, address) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_first_page_says_whether_today_is_signed_and_offers_it_to_the_officer_alone(office, as_):
    officer, principal = as_(office.crew.food_safety_officer), as_(office.crew.principal)

    before = text(officer, F)
    assert ("Today&#x27;s control is not signed yet." in before, "Sign today" in before) == (True, True)
    assert "Sign today" not in text(principal, F)

    office.sign()
    after = text(officer, F)
    assert ("Today&#x27;s control is signed." in after, "Sign today" in after) == (True, False)


def test_lists_cost_the_same_with_one_row_and_with_three(office, as_):
    client = as_(office.crew.food_safety_officer)

    def cost(page):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        return len(queries)

    costs = []
    for weeks in ([1], [2, 3]):
        for number in weeks:
            monday = MONDAY - 7 * number * DAY
            signed = office.sign_week(monday)
            office.report(monday, at=NOON + (monday + 7 * DAY - TODAY))
        client.get(F)  # content types and the like are learnt once
        daily = [f"/ledgers/daily-food-safety{end}?period={signed[0].on}" for end in ("/", ".xlsx")]
        costs.append(
            [cost(page) for page in (F, f"{F}weekly/new/?week={MONDAY}", signed[0].get_absolute_url(), *daily)]
        )

    assert costs[0] == costs[1]


def test_a_day_with_nothing_out_of_order_is_a_zero_risk_day_and_no_other_is(office, as_):
    client = as_(office.crew.principal)

    assert "Nothing found: zero-risk report" in text(client, office.sign().get_absolute_url())

    late = {"scope": "staff", "code": "duties_missed", "number": 2, "late": True, "rows": [], "more": {}}
    other = DailyControl(
        school=office.school, on=TODAY - DAY, facts=[late], looked_at=ALL, remarks={"staff": "已提醒"},
        signed_by=office.crew.food_safety_officer, post="food_safety_officer", signed_at=NOON - DAY,
    )  # fmt: skip
    other.save()
    page = text(client, other.get_absolute_url())
    assert "1 thing was out of order, and what was done is written" in page
    assert "zero-risk" not in page
    assert ("Duties late or missed: 2" in page, "已提醒" in page) == (True, True)


def test_a_finding_stands_on_the_day_with_the_way_to_its_hazard(office, as_):
    control = office.sign(findings=[Finding("facilities", "冷柜门封破损")])

    page = text(as_(office.crew.principal), control.get_absolute_url())

    assert ("1 finding" in page, "冷柜门封破损" in page, "/hazards/" in page) == (True, True, True)


def test_the_week_and_the_month_read_as_they_were_signed(office, as_):
    office.sign_week(MONDAY - 7 * DAY)
    report = office.report(MONDAY - 7 * DAY, at=NOON)
    client = as_(office.crew.principal)

    week = text(client, report.get_absolute_url())
    assert (f"{shown(report.monday)} to {shown(report.monday + 6 * DAY)}" in week, "总体平稳" in week) == (True, True)

    dispatch = office.dispatch(month=date(2026, 2, 1), at=NOON)
    month = text(client, dispatch.get_absolute_url())
    assert "The principal has not signed yet" in month
    assert "更换 2 号冷柜门封: General-affairs director, by 04-10" in month


def test_who_may_not_sign_is_told_who_may(office, as_):
    answer = as_(office.crew.principal).get(f"{F}daily/new/")

    assert answer.status_code == 403
    assert "Food-safety officer" in answer.content.decode()
    assert not DailyControl.objects.exists()


def test_the_day_is_signed_on_its_page(office, as_):
    client = as_(office.crew.food_safety_officer)
    key = client.get(f"{F}daily/new/").context["form"]["entry_key"].value()

    fields = {f"ok_{scope}": "on" for scope in ALL}
    answer = client.post(f"{F}daily/new/", {"entry_key": key, **fields})

    assert answer.status_code == 303
    assert DailyControl.objects.get().looked_at == ALL


def test_the_ends_of_the_journal_are_handed_over_with_one_button(office, as_):
    office.sign(TODAY - DAY, at=NOON - DAY)
    office.sign()
    client, page = as_(office.crew.general_affairs_director), f"{F}heads/"

    before = client.get(page)
    assert "Nothing has been handed over yet." in before.content.decode()
    assert "1 day is not handed over yet" in before.content.decode()

    client.post(page, {"entry_key": before.context["form"]["entry_key"].value()})
    assert "All days are handed over" in text(client, page)


def test_another_schools_records_are_not_found(office, as_):
    control = Office().sign()

    assert as_(office.crew.principal).get(control.get_absolute_url()).status_code == 404
