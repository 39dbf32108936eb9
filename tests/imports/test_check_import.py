from decimal import Decimal

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile

from houqin.imports.actions import accept_import, check_import
from houqin.imports.models import ImportRow, ImportRun, State
from houqin.imports.reasons import Reason
from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from tests.builders import NOON
from tests.imports.files import a_workbook
from tests.imports.toys import ToyReason


def problems(run):
    return [
        (row.number, one["field"], one["text"], one["reason"])
        for row in run.rows.filter(is_good=False).order_by("number")
        for one in row.problems
    ]


def test_a_dry_run_keeps_rows_as_they_stood_and_as_they_were_understood(checked, school, clerk):
    run = checked("学生姓名,备注,重量,单位,性别,出生日期\n𠮷田😀,x,12.5,公斤,男,2026年3月1日\n\n小熊,y,3斤,,女,\n")

    assert (run.state, run.chain, run.good_count, run.bad_count) == (State.CHECKED, school.pk, 2, 0)
    assert list(run.rows.order_by("number").values_list("number", "values")) == [
        (2, {
            "name": "𠮷田😀", "weight": {"number": "12.5", "unit": "公斤"}, "unit": "公斤", "sex": "male",
            "made_on": "2026-03-01",
        }),
        (4, {"name": "小熊", "weight": {"number": "3", "unit": "斤"}, "unit": None, "sex": "female", "made_on": None}),
    ]  # fmt: skip
    assert run.rows.get(number=2).given["made_on"] == "2026年3月1日"
    assert run.notices == ["Columns that are not needed were left out: 备注."]
    assert not Group.objects.exists()


def test_every_mistake_is_named_by_row_and_column_with_its_value(checked):
    run = checked("姓名,出生日期,性别,年龄,重量\n小熊,26-3-1,雄,12.5,3\n,,,,2kg\n小熊,2026-3-1,女,3,4kg\n小兔,,,,\n")

    assert problems(run) == [
        (2, "made_on", "26-3-1", Reason.YEAR_NOT_FIRST),
        (2, "sex", "雄", Reason.NOT_A_CHOICE),
        (2, "age", "12.5", Reason.NOT_A_WHOLE_NUMBER),
        (2, "weight", "3", Reason.UNIT_MISSING),
        (3, "name", "", Reason.CELL_EMPTY),
        (4, "name", "小熊", Reason.SAME_AS_ROW),
    ]
    assert (run.good_count, run.bad_count) == (1, 3)


def test_the_domain_is_asked_about_rows_that_read_well(checked, school):
    Group.objects.create(name=f"{school.pk}: 小熊")

    run = checked("姓名\n小熊\n小兔\n")

    assert problems(run) == [(2, "name", "小熊", ToyReason.KNOWN)]
    assert run.rows.get(number=2).problems[0]["sentence"] == "小熊 已经有了。"


def test_vertical_merges_are_filled_and_others_are_problems(toys, school, clerk):
    def merge(book, sheet):
        sheet.merge_range("B2:B3", "一班")  # a class for two rows
        sheet.merge_range("C2:C3", 5)  # a weight for two rows would count twice
        sheet.merge_range("A4:B4", "小狗")  # across columns

    content = a_workbook([["姓名", "班级", "重量(kg)"], ["小熊"], ["小兔"], ["", "", 1]], also=merge)

    run = check_import(importer=toys, school=school, file=ContentFile(content, "a.xlsx"), actor=clerk, at=NOON)

    assert problems(run) == [
        (2, "weight", "5", Reason.CELL_MERGED),
        (3, "weight", "", Reason.CELL_MERGED),
        (4, "shelf", "", Reason.CELL_MERGED),
    ]
    assert list(run.rows.order_by("number").values_list("given__shelf", flat=True)) == ["一班", "一班", ""]
    assert run.notices == ["2 rows stand in merged cells; they were given the value of the upper-left cell."]


def test_a_formula_nobody_computed_is_a_problem_of_its_row(toys, school, clerk):
    def formulas(book, sheet):
        sheet.write_formula("B2", "=1+1", None, "")
        sheet.write_formula("B3", "=1+1", None, 2)
        sheet.write_formula("B4", "=1/0", None, "#DIV/0!")

    content = a_workbook([["姓名", "年龄"], ["小熊"], ["小兔"], ["小狗"]], also=formulas)

    run = check_import(importer=toys, school=school, file=ContentFile(content, "a.xlsx"), actor=clerk, at=NOON)

    assert problems(run) == [
        (2, "age", "", Reason.FORMULA_NOT_COMPUTED),
        (4, "age", "#DIV/0!", Reason.CELL_HAS_ERROR),
    ]
    assert run.rows.get(number=3).values["age"] == 2


def test_titles_above_and_the_example_row_are_passed_over_and_said(checked):
    run = checked("第一小学,,\n姓名,班级,\n小熊,一年级1班,\n小兔,一年级1班,\n")

    assert list(run.rows.values_list("number", flat=True)) == [4]
    assert run.notices == [
        "The headings were found in row 2.",
        "Row 3 is the example of the template and was left out.",
    ]


def test_the_same_file_again_is_warned_about_once_it_was_accepted(checked, school, clerk):
    first = checked("姓名\n小熊\n")
    assert checked("姓名\n小熊\n").notices == []

    accept_import(run=first, school=school, mode="good_rows", actor=clerk, at=NOON)
    again = checked("姓名\n小熊\n")

    assert again.notices == ["This very file was already imported on 11 March 12:00 by 王秀英 (1 rows)."]
    assert problems(again) == [(2, "name", "小熊", ToyReason.KNOWN)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("姓名,班级\n", Reason.NO_ROWS),
        ("班级\n一班\n", Reason.COLUMNS_MISSING),
        ("姓名,学生姓名\na,b\n", Reason.HEADING_TWICE),
        ("甲,乙\na,b\n", Reason.NO_HEADINGS),
        ("", Reason.NOTHING_INSIDE),
        ("姓名\n" + "a\n" * 20_001, Reason.TOO_MANY_ROWS),
    ],
)
def test_a_file_that_cannot_be_used_leaves_nothing_behind(checked, text, reason):
    with pytest.raises(Refused) as refused:
        checked(text)

    assert refused.value.reasons == {reason}
    assert (ImportRun.objects.count(), ImportRow.objects.count(), Entry.objects.count()) == (0, 0, 0)


def test_a_file_too_large_is_refused_by_what_it_says_of_itself(toys, school, clerk):
    file = ContentFile("姓名\n小熊\n".encode(), "a.csv")
    file.size = 10 * 1024 * 1024 + 1  # what the upload says of itself; its content alone would pass

    with pytest.raises(Refused) as refused:
        check_import(importer=toys, school=school, file=file, actor=clerk, at=NOON)

    assert [one.facts for one in refused.value.refusals] == [{"megabytes": Decimal("10.0"), "limit": 10}]


def test_who_may_not_bring_in_may_not_check(toys, school, cook):
    with pytest.raises(NotYours):
        check_import(importer=toys, school=school, file=ContentFile(b"x", "a.csv"), actor=cook, at=NOON)

    assert not ImportRun.objects.exists()


def test_the_journal_says_who_checked_what(checked, clerk):
    run = checked("姓名\n小熊\n\n,\n")

    entry = Entry.objects.about(run).get()
    assert (entry.kind, entry.actor) == ("imports.checked", clerk)
    assert entry.sentence == "Toys, toys.csv: 1 rows good, 0 to change"
