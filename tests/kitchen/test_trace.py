"""The golden trace (asks C2): all lots, all levels, exact quantities, on the page and on paper."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from houqin.kitchen.trace import draw, trace_batches, trace_lots
from houqin.kitchen.trace.saying import balance_sentence, went_sentence
from houqin.kitchen.trace.tables import downstream
from houqin.supply.models import Lot
from houqin.tenancy.posts import Post
from tests.builders import NOON, TODAY, a_batch, a_bureau_officer, a_dish, a_holder, a_lot, a_meal, a_school, an_article
from tests.documents.conftest import text_of
from tests.kitchen.lineage import Lineage, issued, made, moved


@pytest.fixture
def line(db):
    with translation.override("en"):
        yield Lineage()


@pytest.fixture
def noon(monkeypatch):
    monkeypatch.setattr("houqin.kernel.clock.now", lambda: NOON)


@pytest.fixture
def browse(noon):
    def sign_in(user, language="en"):
        client = Client()
        client.force_login(user)
        client.cookies["django_language"] = language
        return client

    return sign_in


def mixed(trace):
    return {(trace.lots[mix.source], trace.lots[mix.made]): mix.quantity.amount for mix in trace.mixes}


def used(trace):
    return {(trace.lots[use.lot], trace.batches[use.batch]): use.quantity.amount for use in trace.uses}


def test_a_lot_leads_forward_through_every_preparation_with_exact_amounts(line):
    trace = trace_lots([line.thighs.pk])

    assert mixed(trace) == {
        (line.thighs, line.marinated): 21_000,
        (line.thighs, line.shredded): 10_800,
        (line.marinated, line.filling): 8_000,
        (line.shredded, line.filling): 4_000,
        (line.filling, line.buns): 9_000,
    }
    assert used(trace) == {
        (line.buns, line.steamed): 2_000,
        (line.thighs, line.noodles): 3_800,
        (line.marinated, line.braised): 6_000,
    }
    assert set(trace.meals.values()) == {line.dinner, line.lunch}
    assert trace.heads(line.dinner.pk) == 601


def test_a_pot_leads_back_to_all_three_lots_over_four_levels(line):
    trace = trace_batches([line.steamed.pk])

    assert mixed(trace) == {
        (line.thighs, line.marinated): 21_000,
        (line.wings, line.marinated): 5_000,
        (line.thighs, line.shredded): 10_800,
        (line.marinated, line.filling): 8_000,
        (line.shredded, line.filling): 4_000,
        (line.breast, line.filling): 3_000,
        (line.filling, line.buns): 9_000,
    }
    assert used(trace) == {(line.buns, line.steamed): 2_000}
    assert list(trace.suppliers.values()) == [line.supplier]
    assert list(trace.deliveries.values()) == [line.delivery]


def test_every_gram_is_accounted_for(line):
    balance = trace_lots([line.thighs.pk]).balances[line.thighs.pk]

    assert (balance.came, balance.prepared, balance.cooked, balance.disposed, balance.left, balance.elsewhere) == (
        58_000, 31_800, 3_800, 800, 21_600, 0
    )  # fmt: skip
    assert balance.adds_up


def test_the_sentence_says_the_sum(line):
    trace = trace_lots([line.thighs.pk])

    assert went_sentence(trace) == "went into 3 pots, 601 people ate it."
    assert balance_sentence(trace) == "Book and goods agree: 58.0 = 21.0 + 10.8 + 3.8 + 21.6 + 0.8 kg."


def test_a_count_that_missed_some_is_said(line):
    moved(line.thighs, "counted", -300, by=line.keeper)

    trace = trace_lots([line.thighs.pk])

    assert not trace.balances[line.thighs.pk].adds_up
    assert balance_sentence(trace) == (
        "Book and goods differ: 58.0 kg came, 21.0 + 10.8 + 3.8 + 21.3 + 0.8 kg is known, 0.3 kg missing at the count."
    )


def test_what_came_back_whole_was_never_in_the_pot(line):
    issued(line.breast, 1_000, line.noodles, by=line.keeper, back=1_000)

    trace = trace_lots([line.breast.pk])

    assert (line.breast, line.noodles) not in used(trace)
    assert trace.balances[line.breast.pk].left == 7_000


def test_a_corrected_issue_counts_as_corrected(line):
    issue = issued(line.breast, 4_000, line.noodles, by=line.keeper)
    slip = issue.movements.get()
    moved(line.breast, "corrected", 3_600, by=line.keeper, issue=issue, note=f"#{slip.pk} 多写一个零")

    trace = trace_lots([line.breast.pk])

    assert used(trace)[line.breast, line.noodles] == 400
    assert trace.balances[line.breast.pk].cooked == 400
    assert trace.balances[line.breast.pk].adds_up


def test_a_preparation_corrected_to_nothing_leads_nowhere(line):
    stray = a_lot(line.chicken, 5_000, by=line.keeper)
    bones = made("鸡架", 900, [(stray, 1_000)], by=line.cook, school=line.school)
    pot = a_batch(line.dinner, a_dish(line.school, "鸡汤"))
    issued(bones, 900, pot, by=line.keeper)
    slip = stray.movements.get(kind="consumed")
    moved(stray, "corrected", 1_000, by=line.keeper, preparation=slip.preparation, note=f"#{slip.pk} 拿错批次")

    assert trace_lots([stray.pk]).batches == {}
    assert stray.pk not in trace_batches([pot.pk]).lots


def test_a_corrected_receipt_is_what_came(line):
    receipt = line.breast.movements.get(kind="received")
    moved(line.breast, "corrected", -500, by=line.keeper, note=f"#{receipt.pk} 秤没归零")

    trace = trace_lots([line.breast.pk])

    assert trace.balances[line.breast.pk].came == trace.came[line.breast.pk] == 9_500
    assert trace.balances[line.breast.pk].adds_up


def test_goods_issued_to_no_dish_are_shown_as_that(line):
    issued(line.breast, 250, None, by=line.keeper)

    balance = trace_lots([line.breast.pk]).balances[line.breast.pk]

    assert (balance.elsewhere, balance.adds_up) == (250, True)


def pots_of_salt(school, keeper, number):
    salt = a_lot(an_article(school, "盐", goods_class="condiments"), 100_000, by=keeper)
    brine = made("盐水", 90_000, [(salt, 50_000)], by=keeper, school=school)
    meal = a_meal(school, kind="breakfast", heads=10)
    for pot in range(1, number + 1):
        batch = a_batch(meal, a_dish(school, f"菜{pot}"), pot=pot)
        issued(salt if pot % 2 else brine, 100, batch, by=keeper)
    return salt, meal


def queries(ask):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        ask()
    return len(captured)


@pytest.mark.parametrize("way", ["lot", "meal"])
def test_the_walk_costs_the_same_for_2_and_for_30_pots(db, way):
    counted = []
    for number in (2, 30):
        school = a_school()
        keeper = a_holder(Post.STOREKEEPER, school)
        salt, meal = pots_of_salt(school, keeper, number)
        walk = (
            (lambda salt=salt: draw(trace_lots([salt.pk])))
            if way == "lot"
            else (lambda meal=meal: draw(trace_batches(meal.batches.values_list("pk", flat=True))))
        )
        counted.append(queries(walk))

    assert counted[0] == counted[1] <= 22


def test_the_drawing_joins_every_box_and_hides_what_does_not_fit(db):
    school = a_school()
    keeper = a_holder(Post.STOREKEEPER, school)
    salt, _meal = pots_of_salt(school, keeper, 30)

    drawing = draw(trace_lots([salt.pk]))

    columns = {column.title: column for column in drawing.columns}
    pots = next(column for column in drawing.columns if column.hidden)
    assert (len([node for node in pots.nodes if not node.passing]), pots.hidden) == (14, 16)
    assert len(columns) >= 3
    assert all(0 < join.y1 < 100 and 0 < join.y2 < 100 for column in drawing.columns for join in column.joins)


PAGES = ("lot", "batch", "meal", "sample", "delivery", "supplier")


def address(line, kind):
    things = {
        "lot": line.thighs, "batch": line.steamed, "meal": line.dinner, "delivery": line.delivery,
        "sample": line.steamed.samples.get(), "supplier": line.supplier,
    }  # fmt: skip
    return reverse(f"kitchen:trace-{kind}", args=[things[kind].pk])


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("view", ["", "?view=table"])
def test_every_thing_has_its_trace(line, browse, kind, view):
    response = browse(line.crew.school_doctor).get(address(line, kind) + view)

    assert response.status_code == 200
    words = response.content.decode()
    assert "天山绿源农产品" in words
    assert ('<ol class="trace">' in words) == (view == "")
    assert line.thighs.code in words


def test_a_phone_fetches_the_tables_when_they_come_into_sight(line, browse):
    browser, url = browse(line.crew.principal), address(line, "lot")

    drawn = browser.get(url).content.decode()
    fetched = browser.get(url + "?view=table", headers={"HX-Request": "true"}).content.decode()

    assert "<table" not in drawn
    assert f'hx-get="{url}?view=table" hx-trigger="intersect once"' in drawn
    assert fetched.startswith('<div class="trace-tables on-phone">')
    assert fetched.count("<table") == 5


@pytest.mark.parametrize("kind", PAGES)
def test_another_schools_trace_is_not_found(line, browse, kind):
    stranger = a_holder(Post.PRINCIPAL, a_school("沙枣坪小学"))

    assert browse(stranger).get(address(line, kind)).status_code == 404
    assert browse(a_bureau_officer(line.school.bureau)).get(address(line, kind)).status_code == 200


@pytest.mark.parametrize("kind", PAGES)
def test_a_post_that_may_not_trace_is_told_who_may(line, browse, kind):
    assert browse(line.crew.head_teacher).get(address(line, kind)).status_code == 403


def test_a_held_lot_lists_its_meals_and_samples_first(line, browse):
    Lot.objects.filter(pk=line.thighs.pk).update(held_at=NOON, held_reason="家长投诉")

    page = browse(line.crew.principal).get(address(line, "lot")).content.decode()

    alarm = page[page.index('id="alarm"') : page.index('class="counters')]
    places = [alarm.index(str(thing)) for thing in (line.lunch, line.noodles.samples.get().code, line.dinner)]
    assert places == sorted(places)
    assert "家长投诉" in alarm
    assert "/hold/" not in page


def test_one_tap_holds_the_lot(line, browse):
    browser = browse(line.crew.cook)
    page = browser.get(address(line, "lot")).content.decode()
    hold = reverse("supply:lot-act", args=[line.thighs.pk, "hold"])
    assert f'action="{hold}"' in page

    browser.post(hold, {"entry_key": "a" * 32})

    assert Lot.objects.get(pk=line.thighs.pk).held_at == NOON


def test_paper_and_files_say_the_same_as_the_page(line, browse):
    browser = browse(line.crew.principal)

    pdf = text_of(browser.get(address(line, "lot") + "?as=pdf").content)
    csv = browser.get(address(line, "lot") + "?as=csv").content.decode("utf-8-sig")
    xlsx = browser.get(address(line, "lot") + "?as=xlsx")

    squeezed = "".join(pdf.split())
    for amount in ("58.0kg", "21.0kg", "10.8kg", "8.0kg", "4.0kg", "9.0kg", "2.0kg", "3.8kg", "6.0kg", "21.6kg"):
        assert amount in squeezed
        assert amount.replace("kg", " kg") in csv
    for lot in (line.thighs, line.marinated, line.shredded, line.filling, line.buns):
        assert lot.code in squeezed
        assert lot.code in csv
    assert "58.0=21.0+10.8+3.8+21.6+0.8kg" in squeezed
    assert xlsx.content[:2] == b"PK"


def test_the_table_says_what_a_prepared_lot_is_made_of(line):
    rows = {(str(row["lot"]), str(row["batch"])): row for row in downstream(trace_batches([line.steamed.pk])).rows}

    [row] = rows.values()
    assert row["via"] == [line.thighs.code, line.wings.code, line.breast.code]
    assert str(row["amount"]) == "2.0 kg"
    assert row["issued_by"] == [line.keeper.name]
    assert row["heads"] == 601


def test_the_page_of_a_lot_costs_the_same_whatever_it_went_into(noon, browse, db):
    counted = []
    for number in (2, 30):
        school = a_school()
        keeper = a_holder(Post.STOREKEEPER, school)
        salt, _meal = pots_of_salt(school, keeper, number)
        browser = browse(keeper)
        url = reverse("kitchen:trace-lot", args=[salt.pk])
        browser.get(url)
        counted.append(queries(lambda browser=browser, url=url: browser.get(url)))

    assert counted[0] == counted[1]


def test_the_supplier_is_traced_over_the_last_thirty_days(line, browse):
    Lot.objects.filter(pk=line.breast.pk).update(received_at=NOON - timedelta(days=31))

    page = browse(line.crew.principal).get(address(line, "supplier") + "?view=table").content.decode()

    assert "2 lots in 30 days" in page
    assert TODAY  # the day that the builders live in
