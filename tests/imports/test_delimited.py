import pytest

from houqin.imports.delimited import read_delimited
from houqin.imports.reasons import Reason
from houqin.kernel.refusals import Refused


def read(content, most_rows=10):
    return read_delimited(content, most_rows=most_rows, most_columns=5, most_cells=20)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_encoding_and_delimiter_of_school_software_is_read(encoding, delimiter):
    text = delimiter.join(["姓名", "班级"]) + "\r\n" + delimiter.join(["𠮷田·买买提😀", "一年级1班"]) + "\r\n"

    assert read(text.encode(encoding)) == [["姓名", "班级"], ["𠮷田·买买提😀", "一年级1班"]]


@pytest.mark.parametrize("content", [b"a,\x00b", b"\xff\xfe\xff", b"\x80\x81\xff\xfe,\xff", b"a,b\x07"])
def test_bytes_that_are_no_text_are_refused(content):
    with pytest.raises(Refused) as refused:
        read(content)

    assert refused.value.reasons == {Reason.NOT_TEXT}


def test_quotes_line_breaks_and_the_text_marks_of_excel_are_understood():
    assert read(b'a,b\n"x, ""y""\nz","=""001"""\n="007",1\n') == [["a", "b"], ['x, "y"\nz', "001"], ["007", "1"]]


def test_trailing_commas_are_not_columns_and_blank_lines_keep_their_number():
    assert read(b"a,b,,,,,,,\n\nc,d,,,\n") == [["a", "b"], [], ["c", "d"]]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"a\n" * 11, Reason.TOO_MANY_ROWS),
        (b"a,b,c,d,e,f\n", Reason.TOO_MANY_COLUMNS),
        (b"a,b,c\n" * 8, Reason.TOO_MANY_CELLS),
    ],
)
def test_limits_hold_for_text_too(content, reason):
    with pytest.raises(Refused) as refused:
        read(content)

    assert refused.value.reasons == {reason}
