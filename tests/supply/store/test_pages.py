"""The pages of the store: they open, they show what is so, they refuse in place, and strangers find nothing."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from houqin.kernel import clock
from houqin.supply.actions import IssueLine, count_stock, hold_lot, issue_lots, prepare_lot
from houqin.supply.models import Issue, Lot, Movement, StockCount
from houqin.supply.selectors import balances
from houqin.supply.selectors.stock import stock_page
from tests.builders import (
    NOON,
    TODAY,
    Crew,
    a_bureau_officer,
    a_delivery,
    a_line,
    a_lot,
    a_school,
    a_space,
    a_supplier,
    an_article,
)


@pytest.fixture(autouse=True)
def it_is_noon(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    client.cookies.load({"django_language": "en"})
    return client


@pytest.fixture
def keeper(crew):
    return signed_in(crew.storekeeper)


@pytest.fixture
def things(school, crew, rice):
    """One of everything that has a page."""
    supplier = a_supplier(school)
    line = a_line(a_delivery(school, supplier, registered_by=crew.storekeeper), rice)
    lot = a_lot(rice, line=line, supplier=supplier, space=a_space(school))
    issue = issue_lots(school=school, purpose="午餐", lines=[IssueLine(lot, 1_000)], actor=crew.storekeeper, at=NOON)
    paste = an_article(school, "米浆", is_intermediate=True)
    made = prepare_lot(article=paste, made_amount=500, inputs=[IssueLine(lot, 500)], actor=crew.cook, at=NOON)
    count = count_stock(lines=[(lot, 8_000, "撒漏")], witness=crew.cook, actor=crew.storekeeper, at=NOON)
    return {"lot": lot, "issue": issue, "made": made, "count": count, "paste": paste}


def addresses(things):
    return [
        "/store/",
        "/store/?state=near",
        "/store/?state=expired&q=米",
        "/store/?state=nonsense&page=x",
        "/store/near-expiry/",
        f"/store/lots/{things['lot'].pk}/",
        f"/store/lots/{things['made'].pk}/",
        f"/store/labels/?lot={things['lot'].pk}",
        f"/store/lots/{things['lot'].pk}/?correct={Movement.objects.first().pk}",
        "/store/issues/",
        f"/store/issues/{things['issue'].pk}/",
        "/store/issue/",
        f"/store/issue/?lot={things['lot'].pk}",
        f"/store/issue/?article={things['lot'].article_id}&amount=2.5",
        f"/store/issue/?article={things['lot'].article_id}&amount=many",
        "/store/prepare/",
        f"/store/prepare/?make={things['paste'].pk}&article={things['lot'].article_id}&amount=1",
        "/store/opening/",
        f"/store/opening/?article={things['lot'].article_id}",
        "/store/count/",
        "/store/counts/",
        f"/store/counts/{things['count'].pk}/",
    ]


@pytest.mark.parametrize("post", ["storekeeper", "cook", "food_safety_officer", "principal"])
def test_every_page_opens(crew, things, post):
    client = signed_in(getattr(crew, post))

    assert {where: client.get(where).status_code for where in addresses(things)} == {
        where: 200 for where in addresses(things)
    }


def test_things_of_another_school_are_not_found(things):
    other = Crew(a_school("二小")).storekeeper
    client = signed_in(other)
    lot, issue, count = things["lot"], things["issue"], things["count"]
    asked = [f"/store/lots/{lot.pk}/", f"/store/labels/?lot={lot.pk}"]
    asked += [f"/store/issues/{issue.pk}/", f"/store/counts/{count.pk}/"]
    posted = [
        *(f"/store/lots/{lot.pk}/{verb}/" for verb in ("hold", "dispose", "move")),
        f"/store/issues/{issue.pk}/",
        f"/store/movements/{Movement.objects.first().pk}/correct/",
    ]

    assert [client.get(where).status_code for where in asked] == [404] * 4
    assert [client.post(where).status_code for where in posted] == [404] * 5
    for where in ("/store/", "/store/issues/", "/store/counts/", "/store/count/", f"/store/issue/?lot={lot.pk}",
                  f"/store/issue/?article={lot.article_id}&amount=1", "/store/prepare/"):  # fmt: skip
        page = client.get(where).content.decode()
        assert [leak for leak in (lot.code, issue.code, count.code, "大米", "米浆") if leak in page] == [], where


def test_the_bureau_sees_and_cannot_touch(school, things):
    client = signed_in(a_bureau_officer(school.bureau))
    lot = things["lot"]

    assert client.get(f"/store/lots/{lot.pk}/").status_code == 200
    assert client.post(f"/store/lots/{lot.pk}/hold/").status_code == 403
    assert Lot.objects.get(pk=lot.pk).held_at is None


@pytest.mark.parametrize("post", ["head_teacher", "dorm_manager", "school_doctor"])
def test_posts_outside_the_canteen_do_not_see_the_store(crew, post):
    assert signed_in(getattr(crew, post)).get("/store/").status_code == 403


def test_one_tap_holds_a_lot_and_the_page_says_so(keeper, rice):
    lot = a_lot(rice)

    page = keeper.post(f"/store/lots/{lot.pk}/hold/", {"entry_key": "k"}, follow=True)

    assert Lot.objects.get().held_at == NOON
    assert page.context["page"].state == "held"
    assert [refusal.gate for refusal in page.context["issue_refusals"]] == ["GT-05"]


def test_a_refused_verb_comes_back_on_the_page_with_its_reasons(keeper, rice):
    lot = a_lot(rice, 10_000)

    page = keeper.post(f"/store/lots/{lot.pk}/dispose/", {"amount": "11", "method": "buried", "reason": "霉变"})

    assert page.status_code == 409
    assert "Only 10.0 kg of lot" in page.content.decode()
    assert balances([lot.pk]) == {lot.pk: 10_000}


def test_a_number_nobody_can_read_lands_at_its_field(keeper, rice):
    lot = a_lot(rice)

    page = keeper.post(f"/store/lots/{lot.pk}/dispose/", {"amount": "很多", "method": "buried", "reason": "霉变"})

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["amount"])


def test_an_unknown_verb_is_not_found(keeper, rice):
    assert keeper.post(f"/store/lots/{a_lot(rice).pk}/eat/").status_code == 404


def test_what_is_suggested_is_issued_with_one_button(school, keeper, rice):
    first, second = a_lot(rice, 2_000, expires_in=3), a_lot(rice, 9_000, expires_in=9)
    where = f"/store/issue/?article={rice.pk}&amount=3"
    form = keeper.get(where).context["form"]
    filled = {name: form[name].value() or "" for name in form.fields} | {"purpose": "教工活动", "entry_key": "k1"}

    answers = [keeper.post(where, filled) for _again in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert Issue.objects.count() == 1
    assert balances([first.pk, second.pk]) == {first.pk: 0, second.pk: 8_000}


def test_a_later_lot_without_a_reason_is_refused_on_the_page(keeper, rice):
    a_lot(rice, expires_in=3)
    later = a_lot(rice, expires_in=9)
    where = f"/store/issue/?lot={later.pk}"

    page = keeper.post(where, {"purpose": "教工活动", f"amount_{later.pk}": "1"})
    done = keeper.post(where, {"purpose": "教工活动", f"amount_{later.pk}": "1", f"why_{later.pk}": "已开袋"})

    assert (page.status_code, done.status_code, Issue.objects.count()) == (409, 303, 1)


def test_an_intermediate_is_made_on_its_page(crew, school, rice):
    paste, lot = an_article(school, "米浆", is_intermediate=True), a_lot(rice)

    answer = signed_in(crew.cook).post(
        f"/store/prepare/?make={paste.pk}&article={rice.pk}&amount=2", {"made_amount": "3", f"amount_{lot.pk}": "2"}
    )

    made = Lot.objects.get(origin="prepared")
    assert answer["Location"] == f"/store/lots/{made.pk}/"
    assert balances([lot.pk, made.pk]) == {lot.pk: 8_000, made.pk: 3_000}


def test_a_count_names_only_what_differs(keeper, crew, rice):
    lots = [a_lot(rice, 10_000) for _place in range(3)]
    form = keeper.get("/store/count/").context["form"]
    filled = {name: form[name].value() or "" for name in form.fields} | {
        "witness": crew.cook.pk, f"counted_{lots[1].pk}": "9.5", f"why_{lots[1].pk}": "撒漏",
    }  # fmt: skip

    assert keeper.post("/store/count/", filled).status_code == 303

    assert StockCount.objects.get().lines.count() == 3
    assert balances(lot.pk for lot in lots) == {lots[0].pk: 10_000, lots[1].pk: 9_500, lots[2].pk: 10_000}


def test_a_return_is_taken_back_on_the_page_of_its_issue(keeper, things):
    issue, lot = things["issue"], things["lot"]

    keeper.post(f"/store/issues/{issue.pk}/", {f"amount_{lot.pk}": "0.4"})

    assert Movement.objects.get(kind="returned").amount == 400


def test_a_slip_is_corrected_from_the_page(keeper, things):
    issued = Movement.objects.get(kind="issued")

    keeper.post(f"/store/movements/{issued.pk}/correct/", {"amount": "0.1", "reason": "少了一位"})

    assert Movement.objects.get(kind="corrected").amount == 900


def test_opening_stock_is_booked_on_its_page(keeper, rice):
    answer = keeper.post(f"/store/opening/?article={rice.pk}", {"amount": "25", "expiration_date": "2026-09-01"})

    assert answer.status_code == 303
    assert balances([Lot.objects.get().pk]) == {Lot.objects.get().pk: 25_000}


@pytest.mark.parametrize("where", ["/store/", "/store/issues/", "/store/counts/", "/store/count/"])
def test_three_rows_cost_as_many_queries_as_one(crew, school, keeper, rice, where, django_assert_num_queries):
    def one_more():
        lot = a_lot(an_article(school), space=a_space(school, name="主库") if where == "/store/" else None)
        issue_lots(school=school, purpose="午餐", lines=[IssueLine(lot, 1)], actor=crew.storekeeper, at=NOON)
        count_stock(lines=[(lot, 9_000, "撒漏")], witness=crew.cook, actor=crew.storekeeper, at=NOON)

    one_more()
    keeper.get(where)
    with CaptureQueriesContext(connection) as first:
        keeper.get(where)
    one_more()
    one_more()

    with django_assert_num_queries(len(first)):
        keeper.get(where)


def test_a_lots_page_costs_the_same_with_more_history(crew, school, keeper, things, django_assert_num_queries):
    where = f"/store/lots/{things['lot'].pk}/"
    keeper.get(where)
    with CaptureQueriesContext(connection) as first:
        keeper.get(where)
    for _again in range(3):
        lines = [IssueLine(things["lot"], 10)]
        issue_lots(school=school, purpose="晚餐", lines=lines, actor=crew.storekeeper, at=NOON)

    with django_assert_num_queries(len(first)):
        keeper.get(where)


def test_counters_and_lists_agree(school, rice):
    usable, near = a_lot(rice, expires_in=300), a_lot(rice, expires_in=1)
    last_day, expired = a_lot(rice, expires_in=0), a_lot(rice, expires_in=-1)
    held, gone = a_lot(rice, expires_in=300, held_at=NOON), a_lot(rice, 0, emptied_at=NOON)

    def lots(name):
        page = stock_page(school, name, 1, on=TODAY)
        assert page.counts[name] == len(page.rows)
        return [row.lot for row in page.rows]

    assert lots("stock") == [expired, last_day, near, usable, held]
    assert lots("near") == [last_day, near]
    assert lots("expired") == [expired]
    assert lots("stopped") == [held]
    assert gone not in lots("stock")
    assert stock_page(school, "stock", 1, on=TODAY).today == 1


def test_every_button_that_cannot_work_has_its_reasons_beside_it(keeper, rice):
    page = keeper.get(f"/store/lots/{a_lot(rice, expires_in=-1).pk}/").content.decode()

    described = re.findall(r'aria-disabled="true" aria-describedby="([\w-]+)"', page)
    assert described != []
    assert [name for name in described if f'id="{name}"' not in page] == []


def test_what_was_made_from_a_held_lot_is_marked_in_the_list_and_on_its_page(crew, keeper, things):
    hold_lot(lot=things["lot"], reason="有异味", actor=crew.cook, at=NOON)

    rows = {row.lot: row for row in keeper.get("/store/").context["stock"].rows}
    page = signed_in(crew.cook).get(f"/store/lots/{things['made'].pk}/")

    assert (rows[things["made"]].state, rows[things["made"]].made_from) == ("made_from_held", things["lot"].code)
    assert [str(refusal.reason.value) for refusal in page.context["issue_refusals"]] == ["ancestor_held"]
    assert "which is held or rejected" in page.content.decode()
