"""Opens one workbook in a process of its own, so that a hostile file can only harm that process.

Run as a script by `reading.py`: the file on standard input, JSON on standard output. It imports neither Django
nor the rest of the house: it starts in a tenth of a second and has nothing to lose. Before calamine sees the
file, every part is streamed through expat: calamine fills the whole rectangle up to the last cell, and would ask
for gigabytes for two cells that stand far apart.
"""

import io
import json
import re
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from posixpath import join, normpath
from xml.parsers import expat

SIGNATURE_XLSX = b"PK\x03\x04"
CHUNK = 256 * 1024
REFERENCE = re.compile(r"^\$?([A-Z]{1,3})\$?(\d{1,7})$")


class No(Exception):
    """The file is refused: the value of a `Reason` and its facts."""

    def __init__(self, reason, **facts):
        self.reason, self.facts = reason, facts


def place(reference):
    """("C7") → (row 7, column 3), both counted from 1."""
    match = REFERENCE.match(reference or "")
    if not match:
        raise No("damaged")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def parser():
    """expat that knows no document types: entities cannot expand, nothing outside the file is fetched."""
    made = expat.ParserCreate(namespace_separator=None)
    made.buffer_text = True

    def doctype(*_):
        raise No("has_entities")

    made.StartDoctypeDeclHandler = doctype
    made.EntityDeclHandler = doctype
    return made


def feed(archive, name, made):
    """Stream one part through the parser. A part that is not XML, or lies about its size, is damage."""
    try:
        with archive.open(name) as part:
            while chunk := part.read(CHUNK):
                made.Parse(chunk, False)
            made.Parse(b"", True)
    except (expat.ExpatError, zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise No("damaged") from error
    except RuntimeError as error:  # zipfile's word for a member that asks for a password
        raise No("has_password") from error


def local(name):
    return name.rpartition(":")[2]


class SheetScan:
    """What calamine does not tell: the last filled cell, merged cells, formulas nobody has computed."""

    def __init__(self, limits):
        self.limits = limits
        self.row = self.column = self.last_row = self.last_column = self.cells = self.filled_rows = 0
        self.merged, self.uncomputed, self.failed = [], [], []
        self.refused = None
        self._formula = self._value = False
        self._type = ""
        self._inside = ""
        self._text = ""
        self._filled_in_row = False

    def start(self, name, attributes):
        name = local(name)
        if name == "c":
            self.column += 1
            if "r" in attributes:
                self.row, self.column = place(attributes["r"])
            self._formula = self._value = False
            self._type = attributes.get("t", "")
            self._text = ""
        elif name == "row":
            self.row = int(attributes["r"]) if attributes.get("r", "").isdigit() else self.row + 1
            self.column = 0
            self._filled_in_row = False
        elif name == "f":
            self._formula = True
        elif name in ("v", "t"):
            self._inside = name
        elif name == "mergeCell":
            if len(self.merged) >= self.limits["merged"]:
                raise No("too_many_merged", limit=self.limits["merged"])
            first, _, last = attributes.get("ref", "").partition(":")
            self.merged.append([*place(first), *place(last or first)])

    def end(self, name):
        name = local(name)
        if name in ("v", "t"):
            self._inside = ""
        elif name == "c":
            self._close_cell()

    def text(self, data):
        if self._inside and data:
            self._value = True
            if self._type == "e":
                self._text += data

    def _close_cell(self):
        if not (self._value or self._formula):
            return  # a cell that only carries a border
        self.cells += 1
        if not self._filled_in_row:
            self._filled_in_row = True
            self.filled_rows += 1
        self.last_row, self.last_column = max(self.last_row, self.row), max(self.last_column, self.column)
        check_extent(self.last_row, self.last_column, self.cells, self.limits)
        if self._type == "e":
            self.failed.append([self.row, self.column, self._text[:20]])
        elif self._formula and not self._value:
            self.uncomputed.append([self.row, self.column])


def check_extent(last_row, last_column, cells, limits):
    if last_row > limits["rows"]:
        raise No("too_many_rows", limit=limits["rows"], row=last_row)
    if last_column > limits["columns"]:
        raise No("too_many_columns", limit=limits["columns"])
    if cells > limits["cells"]:
        raise No("too_many_cells", limit=limits["cells"])


def scan_archive(content, limits):
    """Judge an .xlsx by its parts. Returns a scan for each sheet, by sheet name."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise No("damaged") from error
    members = archive.infolist()
    names = [member.filename for member in members]
    if len(names) > limits["members"] or len(set(names)) != len(names):
        raise No("damaged")
    unzipped = sum(member.file_size for member in members)
    if unzipped > limits["unzipped"] or unzipped > 1_000_000 + limits["ratio"] * len(content):
        raise No("unpacks_too_large", limit=limits["unzipped"] // 1_048_576)
    if "xl/workbook.xml" not in names:
        raise No("kind_not_read")  # .ods, .xlsb, .docx or a plain archive
    sheets, targets = {}, {}

    def workbook_start(name, attributes):
        if local(name) == "sheet":
            target = next((value for key, value in attributes.items() if local(key) == "id" and ":" in key), "")
            sheets[attributes.get("name", "")] = target

    def relation_start(name, attributes):
        if local(name) == "Relationship":
            path = attributes.get("Target", "")
            path = path.lstrip("/") if path.startswith("/") else normpath(join("xl", path))
            targets[attributes.get("Id", "")] = path

    made = parser()
    made.StartElementHandler = workbook_start
    feed(archive, "xl/workbook.xml", made)
    if "xl/_rels/workbook.xml.rels" in names:
        made = parser()
        made.StartElementHandler = relation_start
        feed(archive, "xl/_rels/workbook.xml.rels", made)
    paths = {targets.get(relation): name for name, relation in sheets.items()}
    scans = {}
    for part in names:
        if part in paths and part.endswith(".xml"):
            scan, made = SheetScan(limits), parser()
            made.StartElementHandler, made.EndElementHandler = scan.start, scan.end
            made.CharacterDataHandler = scan.text
            try:
                feed(archive, part, made)
            except No as no:
                if not no.reason.startswith("too_many"):
                    raise
                scan.refused = no  # matters only if this is the sheet to be read
            scans[paths[part]] = scan
        elif part.endswith((".xml", ".rels")) and part not in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
            feed(archive, part, parser())
    return scans


def cell(value, count):
    """A cell as JSON: text as it is, everything else tagged."""
    if isinstance(value, bool):
        return ["b", value]
    if isinstance(value, int | float):
        if value != value or value in (float("inf"), float("-inf")):
            return ["e", "#NUM!"]
        return ["n", str(int(value)) if value == int(value) else repr(float(value))]
    if isinstance(value, datetime | date):
        return ["d", value.isoformat()]
    if isinstance(value, time | timedelta):
        return str(value)
    text = str(value)
    count(len(text))
    return text


def read(content, limits):
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    zipped = content.startswith(SIGNATURE_XLSX)
    scans = scan_archive(content, limits) if zipped else {}  # .xls: judged by its extent, below
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        visible = [one.name for one in workbook.sheets_metadata if one.visible == SheetVisibleEnum.Visible]
        if zipped:
            filled = [name for name in visible if name in scans and scans[name].cells]
        else:
            filled = [name for name in visible[: limits["sheets"]] if workbook.get_sheet_by_name(name).height]
        if not filled:
            raise No("nothing_inside")
        name = filled[0]
        scan = scans.get(name)
        if scan and scan.refused:
            raise scan.refused
        sheet = workbook.get_sheet_by_name(name)
        if sheet.end:  # nothing but formulas without results has no extent for calamine
            check_extent(sheet.end[0] + 1, sheet.end[1] + 1, 0, limits)
    except PasswordError as error:
        raise No("has_password") from error
    except CalamineError as error:
        raise No("has_password" if "password" in str(error).lower() else "damaged") from error
    left = [limits["characters"]]

    def count(length):
        left[0] -= length
        if left[0] < 0:
            raise No("too_much_text")

    rows = [[cell(value, count) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    merged = scan.merged if scan else [
        [first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1] for first, last in sheet.merged_cell_ranges or []
    ]  # fmt: skip
    for row, column in scan.uncomputed if scan else []:
        put(rows, row, column, ["f", ""])
    for row, column, text in scan.failed if scan else []:
        put(rows, row, column, ["e", text])
    return {"sheet": name, "others": filled[1:], "rows": rows, "merged": merged}


def put(rows, row, column, value):
    """Write over a cell that calamine shows as empty, growing the rectangle where it ended earlier."""
    while len(rows) < row:
        rows.append([])
    line = rows[row - 1]
    line.extend([""] * (column - len(line)))
    line[column - 1] = value


def confine(limits):
    """The operating system stops what the checks above did not foresee. Windows has no such limits."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (limits["memory"], limits["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (limits["seconds"], limits["seconds"] + 1))
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main():
    limits = json.loads(sys.argv[1])
    confine(limits)
    try:
        answer = read(sys.stdin.buffer.read(), limits)
    except No as no:
        answer = {"refused": no.reason, "facts": no.facts}
    except MemoryError:
        answer = {"refused": "too_heavy", "facts": {}}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
