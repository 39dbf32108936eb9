"""Files as strangers send them: plain ones, and workbooks whose XML is written by hand."""

import io
import zipfile

import xlsxwriter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def a_workbook(rows, *, also=lambda book, sheet: None) -> bytes:
    """An .xlsx with these rows; `also` may add formulas, merged cells, further sheets."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("名单")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if hasattr(value, "year"):
                sheet.write_datetime(number, column, value, day)
            else:
                sheet.write(number, column, value)
    also(book, sheet)
    book.close()
    return stream.getvalue()


def a_handmade_workbook(sheet_xml, *, others=()) -> bytes:
    """The least zip that a reader takes for an .xlsx. `sheet_xml` is the whole sheet part, or pieces of it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">'
            '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for piece in [sheet_xml] if isinstance(sheet_xml, str) else sheet_xml:
                part.write(piece.encode())
        for name, content in others:
            archive.writestr(name, content)
    return stream.getvalue()


def a_sheet(inside: str, *, before: str = "") -> str:
    return f'{before}<worksheet xmlns="{MAIN}"><sheetData>{inside}</sheetData></worksheet>'


def a_million_rows():
    """Pieces of a sheet with a filled cell in each of 1,048,576 rows."""
    yield f'<worksheet xmlns="{MAIN}"><sheetData>'
    for start in range(1, 1_048_577, 4096):
        yield "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(start, start + 4096))
    yield "</sheetData></worksheet>"
