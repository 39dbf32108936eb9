from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from houqin.documents.drawn import draw
from houqin.documents.ledgers import LEDGERS, Column, Period, Row, ledger
from houqin.journal.models import Entry
from tests.documents.conftest import PRINTED_AT, SEE, a_sample, november

pytestmark = pytest.mark.django_db


def drawn(declared, school, at=PRINTED_AT):
    return draw(declared, school, november(), at=at)


def journal(school, *moments):
    for number, at in enumerate(moments, 401):
        Entry.objects.create(
            chain=school.pk, sequence=number, at=at, kind="test", about="[]", facts="{}",
            previous_hash="0" * 64, hash=f"{number:064x}",
        )  # fmt: skip


def test_rows_are_numbered_and_read_as_paper_writes_them(declared, school, samples):
    samples += [a_sample(), a_sample(grams=None)]

    lines = drawn(declared, school).lines

    assert [line.number for line in lines] == [1, 2]
    assert lines[0].cells == ["11-18", "小米粥", "09:05", "11-20 09:05", "135", "马国强"]
    assert lines[1].cells[4] == ""


def test_a_correction_strikes_what_differs_and_both_rows_name_each_other(declared, school, samples):
    samples += [
        Row(a_sample(grams=1520), key=81),
        a_sample(),
        Row(a_sample(grams=152), key=82, corrects=81, why="多写一个零"),
    ]

    old, between, new = drawn(declared, school).lines

    assert (old.struck, old.remarks) == ({4}, ["Corrected, see 3"])
    assert (new.struck, new.remarks) == (set(), ["Corrects 1: 多写一个零"])
    assert (between.struck, between.remarks) == (set(), [])


def test_a_row_struck_as_a_whole_says_so(declared, school, samples):
    samples.append(Row(a_sample(), struck=True, remark="作废"))

    (line,) = drawn(declared, school).lines

    assert (line.is_struck, line.remarks) == (True, ["作废"])


def test_a_late_entry_tells_when_it_was_typed(declared, school, samples):
    same_day, later = datetime(2026, 11, 18, 5, 52, tzinfo=UTC), datetime(2026, 11, 19, 5, 52, tzinfo=UTC)
    samples += [Row(a_sample(), entered_at=same_day), Row(a_sample(), entered_at=later)]

    first, second = drawn(declared, school).lines

    assert first.remarks == ["Late entry, typed 13:52"]
    assert second.remarks == ["Late entry, typed 11-19 13:52"]


def test_the_line_under_the_title_gives_school_period_and_form(declared, school):
    assert drawn(declared, school).given == ["School: 红柳河学校", "食堂: 第一食堂", "2026-11", "Form no.: HQ-台账-07"]


def test_the_journal_range_is_that_of_the_school_in_the_period(declared, school):
    span = november()
    second = timedelta(seconds=1)
    journal(school, span.begins_at - second, span.begins_at, span.ends_at - second, span.ends_at)

    sheet = drawn(declared, school)

    assert (sheet.journal.first, sheet.journal.last, sheet.journal.head) == (402, 403, f"{403:064x}")
    assert sheet.origin == (
        f"Made from the records, journal #402 to #403, check code {sheet.code}, printed 2026-11-21 10:20."
    )


def test_the_check_code_is_the_same_for_whoever_prints_whenever(declared, school, samples):
    samples.append(a_sample())
    first = drawn(declared, school)
    with translation.override("zh-hans"):
        second = drawn(declared, school, at=PRINTED_AT + timedelta(days=3))

    assert first.code == second.code
    assert [len(part) for part in first.code.split(" ")] == [4, 4, 4]


def test_the_check_code_changes_with_any_value_and_with_the_journal(declared, school, samples):
    samples.append(a_sample())
    before = drawn(declared, school).code
    samples[0] = a_sample(grams=136)
    changed = drawn(declared, school).code
    journal(school, november().begins_at)
    chained = drawn(declared, school).code

    assert len({before, changed, chained}) == 3


def test_a_ledger_costs_two_queries_of_its_own_for_one_row_or_many(
    declared, school, samples, django_assert_num_queries
):
    samples.append(a_sample())
    journal(school, november().begins_at)
    with django_assert_num_queries(2):
        drawn(declared, school)
    samples += [a_sample() for _row in range(30)]
    with django_assert_num_queries(2):
        drawn(declared, school)


def test_a_code_cannot_be_declared_twice(declared):
    with pytest.raises(ValueError, match="declared twice"):
        ledger("test-samples", form_number="x", title="x", permission=SEE, period=Period.DAY, columns=[])(list)

    assert LEDGERS["test-samples"] is declared


def test_a_column_reads_a_path_an_attribute_or_a_function(school):
    row = {"lot": school, "none": None}

    assert Column("lot.name", "").read(row) == "红柳河学校"
    assert Column("none.name", "").read(row) is None
    assert Column("x", "", value=lambda row: row["lot"].pk + 1).read(row) == 8
