"""The registers: what stands in them, what is struck, and what they cost."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from houqin.documents.drawn import draw
from houqin.documents.ledgers import LEDGERS
from houqin.documents.periods import Period, around
from houqin.kitchen.models import CookingTemperature, Leftover, RetainedSample
from houqin.tenancy.posts import Post
from tests.builders import NOON, TODAY, a_batch, a_dish, a_holder, a_school
from tests.documents.conftest import text_of
from tests.kitchen.lineage import Lineage

KITCHEN = ("cooking-temperatures", "tastings", "retained-samples", "leftovers")
STORE = ("goods-in", "stock-movements", "suppliers")


@pytest.fixture
def line(db):
    with translation.override("en"):
        yield Lineage()


def drawn(code, school):
    return draw(LEDGERS[code], school, around(Period.MONTH, TODAY, school.zone), at=NOON)


def rows(code, school):
    return [dict(zip([column.name for column in LEDGERS[code].columns], one.cells, strict=True))
            for one in drawn(code, school).lines]  # fmt: skip


def test_goods_in_has_every_field_of_gr_01(line):
    [first, *rest] = rows("goods-in", line.school)

    assert len(rest) == 2
    assert first == {
        "arrived": "03-10 09:00", "name": "鸡腿肉", "stated": "58.0 kg", "lot": "20260309A\n2026-03-11",
        "life": "until 2026-09-07", "supplier": "天山绿源农产品", "contact": "农贸市场 1 号 王强 13900000000",
        "degrees": "4 / —",
        "papers": "Animal quarantine certificate 65-20260309A, Meat inspection certificate 65-20260309A",
        "decision": "accepted 58.0 kg", "inspectors": f"{line.keeper.name}, {line.crew.food_safety_officer.name}",
    }  # fmt: skip


def test_goods_that_went_back_say_how_much_and_why(line):
    line.delivery.lines.filter(amount=20_000).update(
        accepted_amount=15_000, returned_amount=3_000, quarantined_amount=2_000, reject_reason="damaged"
    )

    second = drawn("goods-in", line.school).lines[1]

    assert second.cells[9] == "accepted 15.0 kg, returned 3.0 kg, quarantined 2.0 kg"
    assert second.remarks == ["Pack damaged"]


def test_a_delivery_entered_late_says_so(line):
    line.delivery.received_at = line.delivery.arrived_at + timedelta(hours=3)
    line.delivery.save()

    assert drawn("goods-in", line.school).lines[0].remarks == ["Late entry, typed 12:00"]


def test_movements_carry_the_balance_of_the_lot(line):
    of_thighs = [one for one in rows("stock-movements", line.school) if one["lot"] == line.thighs.code]

    assert [(one["came"], one["went"], one["left"]) for one in of_thighs] == [
        ("58.0 kg", "", "58.0 kg"),
        ("", "5.0 kg", "20.4 kg"),
        ("1.2 kg", "", "21.6 kg"),
    ] or (of_thighs[0]["left"] == "58.0 kg" and of_thighs[-1]["left"] == "21.6 kg")


def test_suppliers_show_what_held_in_the_period(line):
    [supplier] = rows("suppliers", line.school)

    assert supplier["name"] == f"天山绿源农产品 {line.supplier.code}"
    assert supplier["approved"] == "Poultry 2030-01-01"


def test_a_corrected_sample_is_struck_and_each_row_names_the_other(line):
    old = line.steamed.samples.get()
    RetainedSample.objects.filter(pk=old.pk).update(superseded_at=NOON)
    RetainedSample.objects.create(
        school=line.school, code="S-new", batch=line.steamed, grams=152, taken_at=old.taken_at, received_at=NOON,
        taken_by=old.taken_by, cabinet=old.cabinet, position=old.position, keep_until=old.keep_until,
        cabinet_temperature_c=old.cabinet_temperature_c, corrects=old, correction_reason="多写一个零",
    )  # fmt: skip

    first, second, third = drawn("retained-samples", line.school).lines

    assert [LEDGERS["retained-samples"].columns[place].name for place in first.struck] == ["grams"]
    assert first.remarks == ["Corrected, see 3"]
    assert third.remarks == ["Corrects 1: 多写一个零"]
    assert third.cells[2] == first.cells[2] == old.code
    assert not second.struck


def test_a_temperature_typed_late_says_so(line):
    at = NOON - timedelta(hours=2)
    CookingTemperature.objects.create(
        school=line.school, batch=line.braised, by=line.cook, happened_at=at, received_at=NOON,
        core_temperature_c=Decimal("82.5"),
    )  # fmt: skip

    assert drawn("cooking-temperatures", line.school).lines[-1].remarks == ["Late entry, typed 12:00"]


def test_food_waste_is_weighed_and_handed_over(line):
    Leftover.objects.create(
        school=line.school, meal=line.dinner, kind="plate", grams=800, weighed_by=line.cook, weighed_at=NOON,
        disposed_at=NOON, disposed_by=line.cook, collector="绿洲环卫", vehicle="新A1",
    )  # fmt: skip

    [row] = rows("leftovers", line.school)

    assert (row["weight"], row["collector"], row["vehicle"]) == ("0.8 kg", "绿洲环卫", "新A1")


def test_a_corrected_weight_has_a_row_of_its_own(line):
    weighed = {"school": line.school, "meal": line.dinner, "kind": "plate", "weighed_by": line.cook, "weighed_at": NOON}
    old = Leftover.objects.create(grams=8_000, **weighed)
    Leftover.objects.create(grams=800, corrects=old, correction_reason="多写一个零", **weighed)

    first, second = drawn("leftovers", line.school).lines

    assert [LEDGERS["leftovers"].columns[place].name for place in first.struck] == ["weight"]
    assert (first.remarks, second.remarks) == (["Corrected, see 2"], ["Corrects 1: 多写一个零"])


@pytest.mark.parametrize("code", [*KITCHEN, *STORE])
def test_another_schools_rows_are_not_in_it(line, code):
    assert drawn(code, a_school("沙枣坪小学")).lines == []


@pytest.mark.parametrize("code", [*KITCHEN, *STORE])
def test_a_register_costs_the_same_for_more_rows(line, code):
    Leftover.objects.create(
        school=line.school, meal=line.dinner, kind="plate", grams=800, weighed_by=line.cook, weighed_at=NOON
    )
    span = around(Period.MONTH, TODAY, line.school.zone)

    def cost():
        with CaptureQueriesContext(connection) as captured:
            list(LEDGERS[code].rows(line.school, span))
        return len(captured)

    before = cost()
    more = Lineage.__new__(Lineage)
    more.__dict__.update(line.__dict__)
    more.thighs, more.wings, more.breast = (more.received(amount, f"B{amount}") for amount in (1_000, 2_000, 3_000))
    for number in range(3, 6):
        more.cooked(line.dinner, f"菜{number}", number, at=NOON)

    assert cost() == before <= 5


@pytest.mark.parametrize("code", [*KITCHEN, *STORE])
def test_every_register_opens_for_the_canteen_and_not_for_a_head_teacher(line, code, monkeypatch):
    monkeypatch.setattr("houqin.kernel.clock.now", lambda: NOON)
    canteen, teacher = Client(), Client()
    canteen.force_login(line.crew.food_safety_officer)
    teacher.force_login(line.crew.head_teacher)
    url = reverse("documents:ledger", args=[code])

    assert canteen.get(url).status_code == 200
    assert teacher.get(url).status_code == 403


def test_one_meal_on_one_sheet(line, monkeypatch):
    monkeypatch.setattr("houqin.kernel.clock.now", lambda: NOON)
    browser = Client()
    browser.force_login(line.crew.principal)
    browser.cookies["django_language"] = "en"

    answer = browser.get(reverse("kitchen:meal-record", args=[line.dinner.pk]))

    text = "".join(text_of(answer.content).split())
    for words in ("鸡肉包", "鸡丝面", "84.0", "150g", line.buns.code, line.thighs.code, "3.8kg", "581", "Page1of1"):
        assert words in text
    stranger = Client()
    stranger.force_login(a_holder(Post.PRINCIPAL, a_school("沙枣坪小学")))
    assert stranger.get(reverse("kitchen:meal-record", args=[line.dinner.pk])).status_code == 404


def test_a_meal_record_costs_the_same_for_more_dishes(line):
    from houqin.kitchen.meal_record import meal_record_of

    def cost():
        meal = type(line.dinner).objects.select_related("school", "released_by", "closed_by").get(pk=line.dinner.pk)
        with CaptureQueriesContext(connection) as captured:
            meal_record_of(meal)
        return len(captured)

    before = cost()
    for number in range(3, 6):
        line.cooked(line.dinner, f"菜{number}", number, at=NOON)
    a_batch(line.dinner, a_dish(line.school, "汤"))

    assert cost() == before
