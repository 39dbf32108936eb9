"""Whatever is sent is answered in seconds, in bounded memory, with a clear sentence."""

import io
import resource
import zipfile
from datetime import date, datetime
from decimal import Decimal
from time import monotonic

import pytest

from houqin.imports import reading
from houqin.imports.reading import LARGEST_FILE_BYTES, Sheet, read_sheet
from houqin.imports.reasons import Reason
from houqin.kernel.refusals import Refusal, Refused
from tests.imports.files import MAIN, a_handmade_workbook, a_million_rows, a_sheet, a_workbook


def why_not(name, content):
    with pytest.raises(Refused) as refused:
        read_sheet(name, content)
    return [(refusal.reason, refusal.facts) for refusal in refused.value.refusals]


def test_a_workbook_is_read_with_rare_characters_numbers_dates_and_truth():
    moment = datetime(2026, 11, 19, 8, 30)
    content = a_workbook([["姓名", "生日"], ["𠮷野·家😀", date(2026, 11, 19)], [12.5, moment], [3, True]])

    assert read_sheet("名单.xlsx", content) == Sheet(
        rows=[["姓名", "生日"], ["𠮷野·家😀", date(2026, 11, 19)], [Decimal("12.5"), moment], [Decimal(3), True]],
        name="名单",
    )


def test_rows_keep_the_number_they_have_in_the_file():
    content = a_workbook([[], [], ["", "姓名"]])

    assert read_sheet("a.xlsx", content).rows == [["", ""], ["", ""], ["", "姓名"]]


def test_the_first_visible_sheet_with_content_is_read_and_the_others_are_named():
    def more(book, sheet):
        sheet.hide()
        book.add_worksheet("空").activate()
        for name in ("二班", "三班"):
            book.add_worksheet(name).write(0, 0, name)

    sheet = read_sheet("a.xlsx", a_workbook([["一班"]], also=more))

    assert (sheet.name, sheet.rows, sheet.others) == ("二班", [["二班"]], ["三班"])


def test_a_sheet_too_wide_does_not_matter_when_another_one_is_read():
    wide = a_workbook([["姓名"]], also=lambda book, sheet: book.add_worksheet("宽").write(0, 150, "x"))

    assert read_sheet("a.xlsx", wide).others == ["宽"]


def test_a_formula_gives_its_result_and_without_one_the_cell_says_so():
    def formulas(book, sheet):
        sheet.write_formula(0, 0, "=1+1", None, 2)
        sheet.write_formula(1, 0, "=1+1", None, "")
        sheet.write_formula(2, 0, "=1/0", None, "#DIV/0!")

    assert read_sheet("a.xlsx", a_workbook([], also=formulas)).rows == [
        [Decimal(2)],
        [Refusal(Reason.FORMULA_NOT_COMPUTED)],
        [Refusal(Reason.CELL_HAS_ERROR, {"text": "#DIV/0!"})],
    ]


def test_a_sheet_of_nothing_but_formulas_without_results_is_read():
    content = a_workbook([], also=lambda book, sheet: sheet.write_formula("B2", "=1+1", None, ""))

    assert read_sheet("a.xlsx", content).rows == [[], ["", Refusal(Reason.FORMULA_NOT_COMPUTED)]]


def test_merged_cells_are_known_by_their_corners():
    content = a_workbook([["a"]], also=lambda book, sheet: sheet.merge_range("B2:C4", "x"))

    assert read_sheet("a.xlsx", content).merged == [(2, 2, 4, 3)]


def test_a_million_rows_are_refused_quickly_and_in_little_memory():
    content = a_handmade_workbook(a_million_rows())
    started, before = monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss

    assert why_not("a.xlsx", content) == [(Reason.TOO_MANY_ROWS, {"limit": 20_010, "row": 20_011})]
    assert monotonic() - started < 10
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss - before < 200_000  # kilobytes


def test_a_million_rows_that_only_have_borders_are_not_rows():
    empty = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(2, 200_000))
    content = a_handmade_workbook(a_sheet(f'<row r="1"><c r="A1"><v>1</v></c></row>{empty}'))

    assert read_sheet("a.xlsx", content).rows == [[Decimal(1)]]


def test_two_cells_far_apart_do_not_cost_the_rectangle_between_them():
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'

    assert why_not("a.xlsx", a_handmade_workbook(a_sheet(far))) == [
        (Reason.TOO_MANY_ROWS, {"limit": 20_010, "row": 1_048_576})
    ]


def test_two_hundred_columns_are_refused():
    content = a_workbook([[f"列{n}" for n in range(200)]])

    assert why_not("a.xlsx", content) == [(Reason.TOO_MANY_COLUMNS, {"limit": 100})]
    assert why_not("a.csv", ",".join("x" * 200).encode()) == [(Reason.TOO_MANY_COLUMNS, {"limit": 100})]


@pytest.mark.parametrize("part", ["sheet", "shared strings"])
def test_entities_are_refused_before_they_expand(part):
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{bomb}]>'
    if part == "sheet":
        content = a_handmade_workbook(a_sheet('<row r="1"><c r="A1" t="str"><v>&l9;</v></c></row>', before=doctype))
    else:
        strings = f'{doctype}<sst xmlns="{MAIN}"><si><t>&l9;</t></si></sst>'
        content = a_handmade_workbook(
            a_sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), others=[("xl/sharedStrings.xml", strings)]
        )

    assert why_not("a.xlsx", content) == [(Reason.HAS_ENTITIES, {})]


def test_an_entity_that_points_outside_the_file_is_refused():
    doctype = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
    content = a_handmade_workbook(a_sheet('<row r="1"><c r="A1" t="str"><v>&secret;</v></c></row>', before=doctype))

    assert why_not("a.xlsx", content) == [(Reason.HAS_ENTITIES, {})]


def test_a_zip_bomb_is_refused_by_what_it_declares():
    content = a_handmade_workbook(a_sheet(""), others=[("xl/media/image1.bin", b"\0" * 160 * 1024 * 1024)])

    assert len(content) < 1024 * 1024
    assert why_not("a.xlsx", content) == [(Reason.UNPACKS_TOO_LARGE, {"limit": 150})]


def test_a_zip_that_lies_about_its_size_is_damaged():
    stream = io.BytesIO(a_handmade_workbook(a_sheet("<row/>" * 500_000)))
    content = bytearray(stream.getvalue())
    with zipfile.ZipFile(stream) as archive:
        true_size = archive.getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")
    assert content.count(true_size) >= 1
    lying = bytes(content).replace(true_size, (1000).to_bytes(4, "little"))

    assert why_not("a.xlsx", lying) == [(Reason.DAMAGED, {})]


def test_a_reader_that_hangs_is_stopped(monkeypatch, tmp_path):
    slow = tmp_path / "slow.py"
    slow.write_text("while True: pass")
    monkeypatch.setattr(reading, "PROCESS", slow)
    monkeypatch.setitem(reading.LIMITS, "seconds", 0.3)

    assert why_not("a.xlsx", a_workbook([["a"]])) == [(Reason.TOO_HEAVY, {})]


def test_a_reader_that_runs_out_of_memory_is_a_sentence_and_not_a_stack(monkeypatch):
    monkeypatch.setitem(reading.LIMITS, "memory", 16 * 1024 * 1024)

    assert why_not("a.xlsx", a_workbook([["a"]])) == [(Reason.TOO_HEAVY, {})]


def test_too_much_text_is_refused(monkeypatch):
    monkeypatch.setitem(reading.LIMITS, "characters", 10)

    assert why_not("a.xlsx", a_workbook([["一二三四五六"], ["一二三四五六"]])) == [(Reason.TOO_MUCH_TEXT, {})]


@pytest.mark.parametrize("content", [b"", b"\n\r\n  ", b"\x00" * 50])
def test_an_empty_file_is_refused(content):
    assert why_not("a.xlsx", content) == [(Reason.NOTHING_INSIDE, {})]


def test_an_empty_workbook_is_refused():
    assert why_not("a.xlsx", a_workbook([])) == [(Reason.NOTHING_INSIDE, {})]


def test_a_file_over_ten_megabytes_is_refused():
    assert why_not("a.csv", b"x" * (LARGEST_FILE_BYTES + 1)) == [
        (Reason.FILE_TOO_LARGE, {"megabytes": Decimal("10.0"), "limit": 10})
    ]


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("a.xlsx", b"<html><table><tr><td>1</td></tr></table></html>", "a web page"),
        ("a.xls", b"\xef\xbb\xbf<!DOCTYPE html><html></html>", "a web page"),
        ("a.xls", b'<?xml version="1.0"?><Workbook/>', "XML"),
        ("a.csv", b"%PDF-1.7 ...", "PDF"),
        ("a.xlsx", b"\xff\xd8\xff\xe0 photo", "a picture"),
    ],
)
def test_other_things_under_a_spreadsheet_name_are_called_by_their_name(name, content, word):
    assert why_not(name, content) == [(Reason.NOT_A_SPREADSHEET, {"content": word})]


def test_name_and_content_must_agree():
    assert why_not("a.xlsx", "姓名,班级".encode()) == [
        (Reason.NAME_AND_CONTENT_DIFFER, {"ending": ".xlsx", "content": "plain text"})
    ]
    assert why_not("a.csv", a_workbook([["姓名"]])) == [
        (Reason.NAME_AND_CONTENT_DIFFER, {"ending": ".csv", "content": "an Excel workbook"})
    ]


@pytest.mark.parametrize("name", ["a.ods", "a.docx", "a.exe", "a"])
def test_endings_that_are_not_read_are_refused(name):
    assert [reason for reason, _facts in why_not(name, b"PK\x03\x04")] == [Reason.KIND_NOT_READ]


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 not a zip", a_workbook([["a"]])[:-200], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600]
)
def test_a_damaged_workbook_is_refused(content):
    assert why_not("a.xls", content) == [(Reason.DAMAGED, {})]


def test_another_office_file_in_a_zip_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")

    assert [reason for reason, _facts in why_not("a.xlsx", stream.getvalue())] == [Reason.KIND_NOT_READ]
