from datetime import date, datetime
from decimal import Decimal

import pytest

from houqin.imports.cells import from_stored, read_cell, to_stored
from houqin.imports.fields import CHOICE, CODE, DATE, INTEGER, PHONE, QUANTITY, TEXT, Amount, Field
from houqin.imports.reasons import Reason
from houqin.kernel.refusals import KernelReason, Refused

BORN = Field("born_on", "Born", kind=DATE)
NAME = Field("name", "Name", kind=TEXT, longest=10)
AGE = Field("age", "Age", kind=INTEGER, least=0, most=99)
WEIGHT = Field("weight", "Weight", kind=QUANTITY)
PHONE_FIELD = Field("phone", "Phone", kind=PHONE)
CODE_FIELD = Field("code", "Code", kind=CODE, longest=18)
SEX = Field("sex", "Sex", kind=CHOICE, choices={"男": "male", "女": "female"})

THAT_DAY = date(2026, 11, 19)


def why_not(field, cell):
    with pytest.raises(Refused) as refused:
        read_cell(field, cell)
    return [refusal.reason for refusal in refused.value.refusals]


@pytest.mark.parametrize(
    "cell",
    [
        "2026-11-19", "2026/11/19", "2026.11.19", "2026年11月19日", "2026年11月19号", "20261119", "２０２６-１１-１９",
        " 2026 年 11 月 19 日 ", "2026-11-19 00:00:00", "2026-11-19T08:30", "46345", Decimal(46345), Decimal(20261119),
        THAT_DAY, datetime(2026, 11, 19, 8, 30),
    ],
)  # fmt: skip
def test_a_date_is_read_however_it_was_written(cell):
    assert read_cell(BORN, cell) == THAT_DAY


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("26-11-19", Reason.YEAR_NOT_FIRST),
        ("26.11.19", Reason.YEAR_NOT_FIRST),
        ("19/11/2026", Reason.YEAR_NOT_FIRST),
        ("2026-02-30", Reason.NOT_A_DATE),
        ("20261340", Reason.NOT_A_DATE),
        ("2026-11", Reason.NOT_A_DATE),
        ("昨天", Reason.NOT_A_DATE),
        (Decimal("1.5"), Reason.NOT_A_DATE),
        (Decimal(19), Reason.NOT_A_DATE),
        (True, Reason.NOT_A_DATE),
        ("0026-11-19", Reason.DATE_OUT_OF_RANGE),
        ("2206-11-19", Reason.DATE_OUT_OF_RANGE),
    ],
)
def test_a_date_that_is_none_or_can_be_read_twice_is_refused(cell, reason):
    assert why_not(BORN, cell) == [reason]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("\u3000 𠮷😀 \u200b", "𠮷😀"),
        ("阿依努尔·吐尔逊", "阿依努尔·吐尔逊"),
        ("a\r\nb", "a b"),
        (Decimal("1"), "1"),
        (Decimal("1.50"), "1.50"),
        (THAT_DAY, "2026-11-19"),
        ("👨‍👩‍👧", "👨‍👩‍👧"),
    ],
)
def test_text_keeps_its_characters_and_loses_its_edges(cell, text):
    assert read_cell(NAME, cell) == text


def test_an_empty_cell_is_nothing():
    assert [read_cell(field, " \u3000") for field in (NAME, BORN, AGE, WEIGHT, SEX)] == [None] * 5


def test_text_has_a_length():
    assert read_cell(NAME, "𠮷" * 10) == "𠮷" * 10
    assert why_not(NAME, "𠮷" * 11) == [Reason.TEXT_TOO_LONG]


@pytest.mark.parametrize(("cell", "number"), [("12", 12), (Decimal("12"), 12), ("１２", 12), ("0", 0), ("12.0", 12)])
def test_a_whole_number(cell, number):
    assert read_cell(AGE, cell) == number


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("12.5", Reason.NOT_A_WHOLE_NUMBER),
        ("十二", Reason.NOT_A_WHOLE_NUMBER),
        ("1e3", Reason.OUT_OF_RANGE),
        ("1e999999", Reason.NOT_A_WHOLE_NUMBER),
        ("NaN", Reason.NOT_A_WHOLE_NUMBER),
        ("-1", Reason.OUT_OF_RANGE),
        ("100", Reason.OUT_OF_RANGE),
    ],
)
def test_a_number_that_is_not_whole_or_too_large_is_refused(cell, reason):
    assert why_not(AGE, cell) == [reason]


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        (Decimal("12.5"), Amount(Decimal("12.5"), "")),
        ("12.5kg", Amount(Decimal("12.5"), "kg")),
        ("1,200 公斤", Amount(Decimal("1200"), "公斤")),
        ("３ 斤", Amount(Decimal("3"), "斤")),
    ],
)
def test_a_quantity_keeps_its_number_and_unit(cell, amount):
    assert read_cell(WEIGHT, cell) == amount


def test_an_amount_becomes_whole_base_units():
    assert Amount(Decimal("12.5"), "公斤").to_base("g") == 12_500


def test_a_quantity_without_a_number_is_refused():
    assert why_not(WEIGHT, "若干") == [KernelReason.NOT_A_NUMBER]


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        (Decimal("13812345678"), "13812345678"),
        ("138 1234 5678", "13812345678"),
        ("+86-13812345678", "13812345678"),
        ("0991-2345678", "09912345678"),
        ("（0991）2345678", "09912345678"),
    ],
)
def test_a_telephone_number_is_its_digits(cell, phone):
    assert read_cell(PHONE_FIELD, cell) == phone


@pytest.mark.parametrize("cell", ["1381234567", "23812345678", "无", "13812345678a"])
def test_something_else_is_no_telephone_number(cell):
    assert why_not(PHONE_FIELD, cell) == [Reason.NOT_A_PHONE]


def test_a_code_is_folded_to_plain_capitals():
    assert read_cell(CODE_FIELD, " １１０１０１１９９００１０１１２３x") == "11010119900101123X"


def test_a_long_number_that_lost_its_last_digits_is_refused():
    assert why_not(CODE_FIELD, Decimal("110101199001011200")) == [Reason.DIGITS_LOST]
    assert why_not(NAME, Decimal("110101199001011200")) == [Reason.DIGITS_LOST]


def test_a_code_that_does_not_match_its_pattern_is_refused():
    field = Field("code", "Code", kind=CODE, pattern=r"[A-Z]\d{3}")

    assert read_cell(field, "a001") == "A001"
    assert why_not(field, "0001") == [Reason.NOT_A_CODE]


def test_a_choice_is_found_by_its_word():
    assert [read_cell(SEX, word) for word in ("男", " 女 ", "男（必填）")] == ["male", "female", "male"]
    assert why_not(SEX, "未知") == [Reason.NOT_A_CHOICE]


@pytest.mark.parametrize(
    ("field", "value"),
    [(BORN, THAT_DAY), (WEIGHT, Amount(Decimal("12.50"), "kg")), (NAME, "𠮷"), (AGE, 3), (AGE, None), (BORN, None)],
)
def test_what_is_stored_comes_back_as_it_was(field, value):
    assert from_stored(field, to_stored(value)) == value
