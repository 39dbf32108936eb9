from datetime import date, datetime, time
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from houqin.documents.drawn import draw
from houqin.documents.ledgers import Column, Row
from houqin.documents.spreadsheets import ledger_xlsx
from houqin.kernel.quantities import BaseUnit, Quantity
from tests.documents.conftest import PRINTED_AT, a_sample, november

pytestmark = pytest.mark.django_db


def read_back(declared, school) -> list[list]:
    content = ledger_xlsx(draw(declared, school, november(), at=PRINTED_AT))
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


def test_title_given_line_and_headings_come_first(declared, school):
    rows = read_back(declared, school)

    assert rows[0][0] == "食品留样记录表"
    assert rows[1][0] == "School: 红柳河学校    食堂: 第一食堂    2026-11    Form no.: HQ-台账-07"
    assert rows[2] == ["Serial", "Day", "Dish", "Kept", "Until", "Amount\ng", "By", "Remarks"]


def test_dates_times_and_numbers_are_real_and_in_the_schools_zone(declared, school, samples):
    samples.append(Row(a_sample(), remark="锁定"))

    row = read_back(declared, school)[3]

    assert row == [1.0, date(2026, 11, 18), "小米粥", time(9, 5), datetime(2026, 11, 20, 9, 5), 135.0, "马国强", "锁定"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "http://example.org", "007", "{=1}", "=cmd|' /C'!A0"])
def test_text_stays_text(declared, school, samples, text):
    samples.append(a_sample(dish=text))

    assert read_back(declared, school)[3][2] == text


def test_long_and_rare_text_is_whole(declared, school, samples):
    samples += [a_sample(dish="字" * 5000), a_sample(dish="𠮷·😀\x07")]

    rows = read_back(declared, school)

    assert (rows[3][2], rows[4][2]) == ("字" * 5000, "𠮷·😀")


def test_the_sheet_ends_with_where_it_comes_from(declared, school, samples):
    samples.append(a_sample())

    rows = read_back(declared, school)

    assert rows[-2][0] == "每种成品不少于 125 g。"
    assert rows[-1][0].startswith("Made from the records, check code ")


def test_a_quantity_is_a_number_that_shows_its_unit():
    assert Column("x", "").cell(Quantity(12_400, BaseUnit.GRAM), "Asia/Shanghai")[1] == '0.000 "kg"'
    assert Column("x", "").cell(Quantity(12, BaseUnit.PIECE), "Asia/Shanghai") == (12, "0")
