"""From a cell to a value of its column's kind, or the refusal that says how to mend it."""

import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from houqin.imports.fields import CHOICE, CODE, DATE, INTEGER, PHONE, QUANTITY, Amount, Field
from houqin.imports.headings import folded
from houqin.imports.reading import Cell
from houqin.imports.reasons import Reason
from houqin.kernel.quantities import read_number
from houqin.kernel.refusals import KernelReason, Refused, refuse

EDGES = " \t\r\n\u3000\u00a0\u200b\ufeff"
LINE_ENDS = re.compile(r"[\r\n\t]+")
SPLIT_DATE = re.compile(
    r"^(\d{1,4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,4})\s*[日号]?(?:[ T]+\d{1,2}:\d{2}(?::\d{2})?)?$"
)
WHOLE_DATE = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
SERIALS = range(20_000, 73_051)  # 1954-10-03 to 2099-12-31, as Excel counts days
SERIAL_START = date(1899, 12, 30)
AMOUNT = re.compile(r"^([-+]?[\d,]*\.?\d+)\s*([^\d\s.,].*)?$")
MOBILE = re.compile(r"^1[3-9]\d{9}$")
LANDLINE = re.compile(r"^(0\d{2,3})?\d{7,8}$")
EXACT_DIGITS = 15  # a spreadsheet's number holds no more; the 16th digit of an identity number is already zero


def as_text(cell: Cell) -> str:
    """What a person sees in the cell, without invisible edges. Characters inside stay as they are, rare ones too."""
    if isinstance(cell, str):
        return LINE_ENDS.sub(" ", cell.strip(EDGES)).strip(EDGES)
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if not (cell.hour or cell.minute) else f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    return ""


def read_cell(field: Field, cell: Cell) -> Any:
    """The value, or None for an empty cell.  Raises Refused with how to mend it.  Units are added by the caller."""
    text = as_text(cell)
    if not text:
        return None
    return READERS.get(field.kind, _text)(field, cell, text)


def _text(field: Field, cell: Cell, text: str) -> str:
    _exact(cell, text)
    if len(text) > field.longest:
        refuse(Reason.TEXT_TOO_LONG, column=field.title, length=len(text), limit=field.longest)
    return text


def _exact(cell: Cell, text: str) -> None:
    """A long number in a number cell has lost its last digits: nobody's identity number ends in three zeros."""
    if isinstance(cell, Decimal) and len(text.lstrip("-").split(".")[0]) > EXACT_DIGITS:
        refuse(Reason.DIGITS_LOST, text=text)


def _date(field: Field, cell: Cell, text: str) -> date:
    if isinstance(cell, datetime):
        return _in_range(cell.date(), text)
    if isinstance(cell, date):
        return _in_range(cell, text)
    narrow = unicodedata.normalize("NFKC", text).strip()
    if match := WHOLE_DATE.match(narrow):
        return _made(match[1], match[2], match[3], text)
    if narrow.isdigit() and int(narrow) in SERIALS and len(narrow) == 5:
        return SERIAL_START + timedelta(days=int(narrow))
    if isinstance(cell, Decimal) and cell == cell.to_integral_value() and int(cell) in SERIALS:
        return SERIAL_START + timedelta(days=int(cell))
    match = SPLIT_DATE.match(narrow)
    if not match:
        refuse(Reason.NOT_A_DATE, text=_short(text))
    if len(match[1]) != 4 or len(match[3]) > 2:
        # 19-11-26 and 3/4/2026 can be read in two ways; a guess would put a wrong birthday on a child.
        refuse(Reason.YEAR_NOT_FIRST, text=_short(text))
    return _made(match[1], match[2], match[3], text)


def _made(year: str, month: str, day: str, text: str) -> date:
    try:
        return _in_range(date(int(year), int(month), int(day)), text)
    except ValueError:
        refuse(Reason.NOT_A_DATE, text=_short(text))


def _in_range(found: date, text: str) -> date:
    if not 1900 <= found.year <= 2100:
        refuse(Reason.DATE_OUT_OF_RANGE, text=_short(text))
    return found


def _integer(field: Field, cell: Cell, text: str) -> int:
    try:
        number = read_number(unicodedata.normalize("NFKC", text))
    except Refused:
        refuse(Reason.NOT_A_WHOLE_NUMBER, text=_short(text))
    # 1e999999 is written in eight characters and as a whole number fills a megabyte: look at its size first.
    if number.adjusted() >= EXACT_DIGITS or number != number.to_integral_value():
        refuse(Reason.NOT_A_WHOLE_NUMBER, text=_short(text))
    whole = int(number)
    if (field.least is not None and whole < field.least) or (field.most is not None and whole > field.most):
        least = "−∞" if field.least is None else field.least
        refuse(Reason.OUT_OF_RANGE, text=whole, least=least, most="∞" if field.most is None else field.most)
    return whole


def _quantity(field: Field, cell: Cell, text: str) -> Amount:
    if isinstance(cell, Decimal):
        return Amount(cell, "")
    match = AMOUNT.match(unicodedata.normalize("NFKC", text))
    if not match:
        refuse(KernelReason.NOT_A_NUMBER, text=_short(text))
    return Amount(read_number(match[1]), (match[2] or "").strip())


def _choice(field: Field, cell: Cell, text: str) -> Any:
    words = {folded(word): value for word, value in field.words().items()}
    if folded(text) not in words:
        refuse(Reason.NOT_A_CHOICE, text=_short(text), known=field.known_words())
    return words[folded(text)]


def _phone(field: Field, cell: Cell, text: str) -> str:
    digits = re.sub(r"[\s\-()]", "", unicodedata.normalize("NFKC", text))
    digits = re.sub(r"^(\+|00)86", "", digits)
    if MOBILE.match(digits) or LANDLINE.match(digits):
        return digits
    refuse(Reason.NOT_A_PHONE, text=_short(text))


def _code(field: Field, cell: Cell, text: str) -> str:
    """A number that names a person or a paper: full-width letters become plain ones, a final x becomes X."""
    _exact(cell, text)
    code = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).upper()
    if len(code) > field.longest or (field.pattern and not re.fullmatch(field.pattern, code)):
        refuse(Reason.NOT_A_CODE, text=_short(text))
    return code


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"


READERS = {
    DATE: _date,
    INTEGER: _integer,
    QUANTITY: _quantity,
    CHOICE: _choice,
    PHONE: _phone,
    CODE: _code,
}


def to_stored(value: Any) -> Any:
    """A value as JSON, so that what was checked is exactly what is accepted later."""
    if isinstance(value, Amount):
        return {"number": f"{value.number:f}", "unit": value.unit}
    if isinstance(value, date):
        return value.isoformat()
    return value


def from_stored(field: Field, stored: Any) -> Any:
    if stored is None:
        return None
    if field.kind is DATE:
        return date.fromisoformat(stored)
    if field.kind is QUANTITY:
        return Amount(Decimal(stored["number"]), stored["unit"])
    return stored
