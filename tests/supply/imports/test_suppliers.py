from datetime import date, timedelta

import pytest

from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.people.reasons import Reason as PeopleReason
from houqin.supply.models import Approval, Certificate, Supplier
from tests.builders import NOON, TODAY, a_delivery, a_supplier
from tests.listing import Listing, problems, shuffled

HEADINGS = [
    "供应商编码",
    "供货单位",
    "地址",
    "联系人",
    "联系电话",
    "许可证编号",
    "许可证有效期至",
    "供货类别",
    "准入开始",
    "准入截止",
]
ROWS = [
    HEADINGS,
    ["G1", "石河子𠮷祥粮油有限公司", "北一路 1 号", "王强", "13800000001", "JY16590010000011", "2030-06-30",
     "大米、面粉/食用油", date(2026, 1, 1), date(2026, 12, 31)],
    ["", "艾力·买买提 菜店", "", "", "", "91659001MA1234567X", "2040年1月1日", "叶菜类", "", "2026-12-31"],
    ["", "只留名的供应商", "", "", "", "", "", "", "", ""],
]  # fmt: skip


@pytest.fixture
def suppliers(school, director):
    return Listing("supply.suppliers", school, director)


@pytest.mark.parametrize(("name", "encoding"), [("名单.xlsx", ""), ("名单.csv", "gb18030")])
def test_columns_come_in_any_order_with_licence_and_approvals(suppliers, school, name, encoding):
    suppliers.bring_in(shuffled(ROWS), name=name, encoding=encoding)

    kept = Supplier.objects.of(school).order_by("pk")
    assert list(kept.values_list("code", "name", "licence_number")) == [
        ("G1", "石河子𠮷祥粮油有限公司", "JY16590010000011"),
        ("G260311-01", "艾力·买买提 菜店", "91659001MA1234567X"),
        ("G260311-02", "只留名的供应商", ""),
    ]
    assert list(Certificate.objects.order_by("pk").values_list("kind", "valid_from", "valid_until")) == [
        ("food_business_licence", TODAY, date(2030, 6, 30)),
        ("business_licence", TODAY, date(2040, 1, 1)),
    ]
    assert list(Approval.objects.order_by("pk").values_list("goods_class", "starts_on", "ends_on")) == [
        ("grain", date(2026, 1, 1), date(2026, 12, 31)),
        ("flour", date(2026, 1, 1), date(2026, 12, 31)),
        ("oil", date(2026, 1, 1), date(2026, 12, 31)),
        ("leaf_vegetables", TODAY, date(2026, 12, 31)),
    ]


def test_what_is_wrong_is_named_by_row_and_column(suppliers, school):
    Supplier.objects.create(school=school, code="G9", name="老供应商")

    run = suppliers.check(
        [
            ["编码", "名称", "许可证号", "许可证有效期", "供货类别", "准入起", "准入止"],
            ["G9", "新供应商", "", "", "", "", ""],
            ["", "老供应商", "", "", "", "", ""],
            ["", "甲", "JY1", "", "肉、大米", "", ""],
            ["", "乙", "123", "2030-01-01", "大米", "2026-05-01", "2026-04-01"],
            ["", "丙", "JY2", "2030-01-01", "猪肉", "", "2026-12-31"],
            ["", "丁", "JY3", "2026-01-01", "大米", "", "2026-12-31"],
        ]
    )

    assert problems(run) == [
        (2, "供应商编码", "编号 G9 已归老供应商。请换一个。"),
        (3, "供应商名称", "“老供应商”已在册。请打开已有的那条。"),
        (4, "许可证有效期至", "证照的编号和有效期要一起填。补上缺的一项。"),
        (4, "供货类别", "没有“肉”这个品类。请从列表里选。"),
        (4, "准入止", "准入止是空的。填上最后一天。"),
        (5, "许可证名称", "看不出是哪种证照。填上证照名称。"),
        (5, "准入止", "结束 4 月 1 日 早于开始 5 月 1 日。请对调。"),
        (6, "供货类别", "丙没有交生猪定点屠宰证。请拍照存到供应商名下。"),
        (7, "供货类别", "丁的食品经营许可证 / 仅销售预包装食品备案 / 食品生产许可证已于1 月 1 日到期。请索要新证。"),
    ]


def test_a_second_paper_carries_pork(suppliers):
    suppliers.bring_in(
        [
            ["名称", "许可证号", "许可证有效期", "证照2名称", "证照2编号", "证照2有效期", "供货类别", "准入止"],
            ["肉联厂", "JY2", "2030-01-01", "生猪定点屠宰证", "A0001", "2030-01-01", "猪肉", "2026-12-31"],
        ]
    )

    assert list(Approval.objects.values_list("goods_class", flat=True)) == ["pork"]


def test_a_supplier_on_the_list_is_given_what_is_new(suppliers, school):
    old = a_supplier(school, "石河子𠮷祥粮油有限公司")
    Supplier.objects.filter(pk=old.pk).update(code="G1")

    suppliers.bring_in(ROWS[:2])

    assert Supplier.objects.of(school).get().address == "农贸市场 1 号"
    assert (old.approvals.count(), old.certificates.count()) == (3, 1)


def test_suppliers_of_another_school_never_match(suppliers, other_school):
    Supplier.objects.create(school=other_school, code="G1", name="艾力·买买提 菜店")

    suppliers.bring_in(ROWS)

    assert Supplier.objects.of(other_school).get().approvals.count() == 0


def test_taken_back_papers_and_approvals_are_withdrawn_and_stay(suppliers, school):
    run = suppliers.bring_in(ROWS)

    suppliers.undo(run)

    assert list(Supplier.objects.of(school).order_by("code").values_list("code", flat=True)) == ["G1", "G260311-01"]
    assert (Approval.objects.count(), Approval.objects.filter(withdrawn_at=None).count()) == (4, 0)
    assert (Certificate.objects.count(), Certificate.objects.filter(withdrawn_at=None).count()) == (2, 0)


def test_the_mended_list_comes_in_after_the_first_was_taken_back(suppliers):
    suppliers.undo(suppliers.bring_in(ROWS))

    run = suppliers.bring_in(ROWS)

    assert (run.bad_count, Approval.objects.filter(withdrawn_at=None).count()) == (0, 4)


def test_nothing_is_taken_back_once_goods_came(suppliers, school):
    run = suppliers.bring_in(ROWS)
    a_delivery(school, Supplier.objects.get(code="G1"), arrived_at=NOON + timedelta(hours=1))

    with pytest.raises(Refused) as refused:
        suppliers.undo(run, at=NOON + timedelta(hours=2))

    assert refused.value.reasons == {PeopleReason.IN_USE}
    assert Approval.objects.filter(withdrawn_at=None).count() == 4


def test_renewed_approvals_of_an_old_supplier_stay_once_goods_came(suppliers, school):
    old = a_supplier(school, "石河子𠮷祥粮油有限公司")
    Supplier.objects.filter(pk=old.pk).update(code="G1")
    a_delivery(school, old, arrived_at=NOON - timedelta(days=9))
    first = suppliers.bring_in(ROWS[:2])
    suppliers.undo(first)
    second = suppliers.bring_in(ROWS[:2])
    a_delivery(school, old, arrived_at=NOON + timedelta(hours=1))

    with pytest.raises(Refused) as refused:
        suppliers.undo(second)

    assert refused.value.reasons == {PeopleReason.IN_USE}
    assert old.approvals.filter(withdrawn_at=None).count() == 3


@pytest.mark.parametrize("post", ["storekeeper", "buyer", "cook"])
def test_whoever_buys_or_keeps_does_not_approve_by_a_list(school, crew, post):
    with pytest.raises(NotYours):
        Listing("supply.suppliers", school, getattr(crew, post)).check(ROWS)
