"""In what an article is counted, and how much a bag or a case of it holds: read from the words of a list."""

import re
import unicodedata
from decimal import Decimal

from houqin.imports.fields import Amount
from houqin.kernel.quantities import IN_BASE, SPELLINGS, BaseUnit, Unit
from houqin.kernel.refusals import refuse
from houqin.supply.reasons import Reason

CONTAINERS = {"袋", "瓶", "盒", "包", "桶", "罐", "箱", "件", "case", "bag"}
CASE_WORDS = {"箱", "件", "case"}
WEIGHED_OUT = 1000
PER_PACK = re.compile(r"(\d+(?:\.\d+)?)\s*([a-zA-Z㎏\u4e00-\u9fff]+)\s*[/／每]\s*([\u4e00-\u9fffa-zA-Z]+)")
SHELF_LIFE = re.compile(r"(\d+)\s*(天|日|个月|月|年)?")
DAYS = {"天": 1, "日": 1, "个月": 30, "月": 30, "年": 365}


def packs_of(row) -> tuple[str, dict[str, int]]:
    """The base unit and {pack: base units}.  Raises Refused: PACK_UNCLEAR, UNKNOWN_UNIT, …

    A bag of rice marked “25kg/袋” is counted by weight, since it is weighed out; a box of milk marked “200mL/盒” is
    handed out whole and counts as a piece, unless the column of packs says a weight.
    """
    word = unicodedata.normalize("NFKC", row["unit"]).strip()
    contents = _contents(row, word)
    base = _base(word, contents, row["name"])
    units: dict[str, int] = {}
    for pack, amount in sorted(contents.items(), key=lambda item: item[0] in CASE_WORDS):
        unit = Unit.PIECE.value if amount.unit in CASE_WORDS else amount.unit
        if unit == pack and base != BaseUnit.PIECE:
            refuse(Reason.PACK_UNCLEAR, unit=pack)
        units[Unit.CASE.value if pack in CASE_WORDS else pack] = Amount(amount.number, unit).to_base(
            base, conversions=units, article=row["name"]
        )
    return base, units


def _contents(row, word: str) -> dict[str, Amount]:
    contents: dict[str, Amount] = {}
    match = PER_PACK.search(unicodedata.normalize("NFKC", row.get("spec", "")))
    if match and match[3] in CONTAINERS and _is_weighed_out(match[1], match[2]):
        contents[match[3]] = Amount(Decimal(match[1]), match[2])
    if row.get("per_bag"):
        contents["袋"] = row["per_bag"]
    if row.get("per_case"):
        contents["箱" if word not in CASE_WORDS else word] = row["per_case"]
    return contents


def _is_weighed_out(number: str, unit: str) -> bool:
    """A pack of one kilogram or litre and more."""
    base = _base_of(unit)
    if base in (None, BaseUnit.PIECE):
        return False
    return Decimal(number) * IN_BASE[base][SPELLINGS[unit.casefold()]] >= WEIGHED_OUT


def _base(word: str, contents: dict[str, Amount], article: str) -> str:
    if word in contents:
        inside = contents[word].unit
        return (_base_of(inside) or BaseUnit.PIECE).value if inside not in CONTAINERS else BaseUnit.PIECE.value
    if word in CASE_WORDS:
        refuse(Reason.PACK_UNCLEAR, unit=word)
    base = BaseUnit.PIECE if word in CONTAINERS else _base_of(word)
    if base is None:
        refuse(Reason.BASE_UNIT_UNKNOWN, unit=word)
    return base.value


def _base_of(word: str) -> BaseUnit | None:
    unit = SPELLINGS.get(word.casefold())
    return next((base for base, units in IN_BASE.items() if unit in units), None)


def shelf_life_days(text: str | None) -> int | None:
    """365, 365天, 12个月 (30 days each, so that nothing is kept too long), 1年.  Raises Refused."""
    if not text:
        return None
    match = SHELF_LIFE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    days = int(match[1]) * DAYS[match[2] or "天"] if match else 0
    if not 0 < days <= 3650:
        refuse(Reason.SHELF_LIFE_UNCLEAR, text=text)
    return days
