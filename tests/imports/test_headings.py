import pytest

from houqin.imports.headings import Layout, column_letters, find_layout, folded
from houqin.imports.reading import Sheet
from houqin.imports.reasons import Reason
from houqin.kernel.refusals import Refused
from tests.imports.toys import COLUMNS


@pytest.mark.parametrize(
    "heading",
    [
        "出生日期", " 出生 日期 ", "出生日期（必填）", "*出生日期", "出生日期:", "【必填】出生日期", "出生\n日期",
        "出生日期(yyyy-mm-dd)",
    ],
)  # fmt: skip
def test_decoration_does_not_hide_a_heading(heading):
    assert folded(heading) == "出生日期"


def test_width_and_case_do_not_matter():
    assert folded("ＣＯＤＥ （code）") == folded("Code") == "code"


def test_columns_are_found_in_any_order_and_unknown_ones_are_listed():
    sheet = Sheet([["备注", "所在班级", "序号", "学生姓名（必填）"]])

    assert find_layout(sheet, COLUMNS) == Layout(1, {"shelf": 1, "name": 3}, ignored=["备注", "序号"])


def test_titles_above_the_headings_are_passed_over():
    sheet = Sheet(
        [
            ["第一小学 2026 年秋季名单"],
            [],
            ["填表人：", "姓名", "王秀英"],
            ["姓名", "班级", "性别"],
            ["小熊", "1班", "男"],
        ]
    )

    assert find_layout(sheet, COLUMNS) == Layout(4, {"name": 0, "shelf": 1, "sex": 2})


def test_a_unit_in_the_heading_is_kept():
    sheet = Sheet([["姓名", "重量（公斤）"]])

    assert find_layout(sheet, COLUMNS) == Layout(1, {"name": 0, "weight": 1}, units={"weight": "公斤"})


def why_not(rows):
    with pytest.raises(Refused) as refused:
        find_layout(Sheet(rows), COLUMNS)
    return [(refusal.reason, refusal.facts) for refusal in refused.value.refusals]


def test_a_missing_required_column_is_one_message_that_names_what_is_understood():
    assert why_not([["班级", "性别"]]) == [(Reason.COLUMNS_MISSING, {"columns": ["Toy (姓名 / 学生姓名)"], "row": 1})]


def test_duplicate_headings_are_refused_by_their_letters():
    assert why_not([["姓名", "班级", "学生姓名", "所在班级"]]) == [
        (Reason.HEADING_TWICE, {"columns": ["A", "C"], "column": "Toy"}),
        (Reason.HEADING_TWICE, {"columns": ["B", "D"], "column": "Shelf"}),
    ]


def test_a_sheet_without_headings_is_refused():
    rows = [["x"]] * 10 + [["姓名"]]

    assert why_not(rows) == [(Reason.NO_HEADINGS, {"searched": 10, "needed": ["Toy"]})]


def test_letters_of_columns():
    assert [column_letters(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
