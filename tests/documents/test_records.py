from decimal import Decimal

from houqin.documents.ledgers import Column, Row
from houqin.documents.proof import JournalRange
from houqin.documents.records import Record, Section, record_pdf
from tests.documents.conftest import PRINTED_AT, page_size, pages_of, text_of

COLUMNS = [Column("dish", "Dish", 40, align="start"), Column("core", "Core ℃", 20)]


def printed(school, *, dishes=(), **more):
    rows = [{"dish": name, "core": Decimal("76.5")} for name in dishes]
    facts, sections = [("餐次", "午餐"), ("开餐", PRINTED_AT)], [Section("菜品", COLUMNS, rows)]
    signed = ["食品安全总监"]
    record = Record("餐次记录", "HQ-餐次-01", facts, sections, ["以秤为准。"], signed, "/kitchen/meals/12/")
    return record_pdf(record, school=school, at=PRINTED_AT, **more)


def test_a_record_prints_facts_tables_notes_and_signatures(school):
    pdf = printed(school, dishes=["土豆炖牛肉"], journal=JournalRange(17_402, 18_204, "ab"))
    text = "".join(text_of(pdf).split())

    assert page_size(pdf) == (210, 297)
    for words in ["餐次记录", "HQ-餐次-01", "午餐", "2026-11-2110:20", "菜品", "土豆炖牛肉", "76.5", "以秤为准。",
                  "食品安全总监", "journal#17402to#18204", "Page1of1"]:  # fmt: skip
        assert words in text.replace("\u202f", "")


def test_a_long_table_repeats_its_heading(school):
    pdf = printed(school, dishes=[f"菜{number}" for number in range(100)])

    assert pages_of(pdf) == 3
    assert text_of(pdf).count("Core ℃") == 3


def test_an_empty_section_says_so(school):
    assert "Nothing was recorded in this period." in text_of(printed(school))


def test_a_struck_row_is_printed(school):
    section = Section("菜品", COLUMNS, [Row({"dish": "作废的菜", "core": None}, struck=True)])

    pdf = record_pdf(Record("记录", "HQ-1", sections=[section]), school=school, at=PRINTED_AT)

    assert "作废的菜" in text_of(pdf)
