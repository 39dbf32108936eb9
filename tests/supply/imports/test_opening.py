from datetime import date

import pytest

from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.supply.actions import IssueLine, correct_movement, issue_lots
from houqin.supply.models import ArticleUnit, Lot, Movement
from houqin.supply.reasons import Reason
from tests.builders import NOON, a_space, a_supplier, an_article
from tests.listing import Listing, problems, shuffled

ROWS = [
    ["物品编码", "品名", "规格", "生产批号", "生产日期", "保质期至", "结存数量", "单位", "存放位置", "供货商"],
    ["", "大米", "", "P-1", date(2026, 3, 1), date(2027, 3, 1), 10, "袋", "主库", "𠮷祥·粮油"],
    ["OIL1", "", "", "", "2026年1月10日", "", "40L", "", "", ""],
]


@pytest.fixture
def rice(school):
    rice = an_article(school, "大米")
    ArticleUnit.objects.create(school=school, article=rice, unit="袋", base_amount=25_000)
    return rice


@pytest.fixture
def store(school, crew, rice):
    oil = an_article(school, "花生油", goods_class="oil", base_unit="mL", shelf_life_days=365)
    oil.code = "OIL1"
    oil.save()
    a_space(school, name="主库")
    a_supplier(school, "𠮷祥·粮油")
    return Listing("supply.opening", school, crew.storekeeper)


@pytest.mark.parametrize(("name", "encoding"), [("名单.xlsx", ""), ("名单.csv", "gb18030")])
def test_columns_come_in_any_order_and_packs_become_grams(store, school, name, encoding):
    store.bring_in(shuffled(ROWS), name=name, encoding=encoding)

    kept = Lot.objects.of(school).with_balance().order_by("pk")
    fields = ("article__name", "origin", "left", "supplier_lot", "expiration_date", "space__name", "supplier__name")
    assert list(kept.values_list(*fields)) == [
        ("大米", "opening", 250_000, "P-1", date(2027, 3, 1), "主库", "𠮷祥·粮油"),
        ("花生油", "opening", 40_000, "", date(2027, 1, 10), None, None),
    ]


def test_what_is_wrong_is_named_by_row_and_column(store, school):
    an_article(school, "虾", goods_class="aquatic", storage="frozen")
    an_article(school, "醋", spec="A")
    an_article(school, "醋", spec="B")

    run = store.check(
        [
            ["编码", "物品", "生产日期", "到期日", "数量", "单位", "存放位置", "供应商"],
            ["", "海参", "", "2027-01-01", "1", "kg", "", ""],
            ["NO1", "大米", "", "2027-01-01", "1", "kg", "", ""],
            ["", "大米", "2026-03-01", "2026-02-01", "1", "kg", "三号库", "谁家"],
            ["", "大米", "2027-03-01", "", "1", "桶", "", ""],
            ["", "虾", "", "2026-06-01", "0", "kg", "主库", ""],
            ["", "大米", "", "2027-01-01", "5", "", "", ""],
            ["", "", "", "2027-01-01", "5", "kg", "", ""],
        ]
    )

    assert problems(run) == [
        (2, "品项", "没有“海参”这个品项。先录入品项，或改正。"),
        (3, "品项编码", "没有“NO1”这个品项。先录入品项，或改正。"),
        (4, "供应商", "没有“谁家”这个供应商。先录入供应商，或改正。"),
        (4, "存放处", "没有“三号库”这个存放处。照门牌写名称或编号。"),
        (4, "到期日", "到期日 2 月 1 日早于生产日期 3 月 1 日。请核对。"),
        (5, "数量", "大米没有“桶”这个单位。请用：kg、g、斤、袋。"),
        (5, "到期日", "大米没有到期日。请填到期日。"),
        (5, "生产日期", "生产日期 2027-03-01 还没有到。核对标签。"),
        (6, "数量", "数量要大于零。请填称得的数。"),
        (6, "存放处", "主库不能放冷冻物品。请换一处。"),
        (7, "数量", "“数量”没有单位。在单位列或数的后面写上，如 kg。"),
        (8, "品项", "“品项”空着。请填上。"),
    ]


def test_goods_of_one_name_are_told_apart_by_pack_or_code(store, school):
    small, large = an_article(school, "陈醋", spec="500mL"), an_article(school, "陈醋", spec="5L")

    run = store.check([["物品", "规格", "到期日", "数量", "单位"], ["陈醋", "5L", "2027-01-01", "1", "kg"],
                       ["陈醋", "", "2027-01-01", "1", "kg"]])  # fmt: skip
    store.accept(run)

    assert Lot.objects.get().article == large
    assert problems(run) == [(3, "品项", f"叫“陈醋”的品项不止一个：{small.code}、{large.code}。写编码。")]


def test_articles_places_and_suppliers_of_another_school_never_match(store, other_school):
    an_article(other_school, "海参")
    a_space(other_school, name="别人的库")
    a_supplier(other_school, "别人的供应商")

    run = store.check(
        [
            ["物品", "到期日", "数量", "单位", "存放位置", "供应商"],
            ["海参", "2027-01-01", "1", "kg", "", ""],
            ["大米", "2027-01-01", "1", "kg", "别人的库", "别人的供应商"],
        ]
    )

    assert [(row, column) for row, column, _sentence in problems(run)] == [(2, "品项"), (3, "供应商"), (3, "存放处")]


def test_stock_taken_back_is_countered_and_every_row_stays(store, school):
    run = store.bring_in(ROWS)

    store.undo(run)

    assert list(Movement.objects.order_by("pk").values_list("kind", "amount")) == [
        ("opening", 250_000),
        ("opening", 40_000),
        ("corrected", -250_000),
        ("corrected", -40_000),
    ]
    first = Movement.objects.order_by("pk").first()
    assert Movement.objects.get(amount=-250_000).note == f"#{first.pk} 导入的名单已撤回"
    assert Lot.objects.of(school).in_stock().count() == 0
    assert Entry.objects.filter(kind="supply.opening_undone").count() == 2


def test_what_was_issued_since_keeps_all_of_it(store, school, crew, rice):
    run = store.bring_in(ROWS)
    lot = Lot.objects.get(article=rice)
    issue_lots(school=school, purpose="午餐", lines=[IssueLine(lot, 5_000)], actor=crew.storekeeper, at=NOON)

    with pytest.raises(Refused) as refused:
        store.undo(run)

    assert [(one.reason, one.facts["code"]) for one in refused.value.refusals] == [(Reason.OPENING_USED, lot.code)]
    assert Movement.objects.filter(kind="corrected").count() == 0


def test_stock_corrected_meanwhile_is_countered_to_zero(store, crew, rice):
    run = store.bring_in(ROWS)
    opened = Movement.objects.get(lot__article=rice)
    correct_movement(movement=opened, amount=200_000, reason="少了两袋", actor=crew.storekeeper, at=NOON)

    store.undo(run)

    assert list(Lot.objects.with_balance().values_list("left", flat=True)) == [0, 0]


def test_the_director_who_brought_it_in_takes_it_back(store, school, director):
    listing = Listing("supply.opening", school, director)

    listing.undo(listing.bring_in(ROWS))

    assert Lot.objects.of(school).in_stock().count() == 0


def test_a_cook_opens_no_stock(store, school, crew):
    with pytest.raises(NotYours):
        Listing("supply.opening", school, crew.cook).check(ROWS)
