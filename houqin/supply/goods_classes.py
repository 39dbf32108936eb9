"""What a canteen buys, by class, and what has to come with it: `data/goods_classes.toml`, typed."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

DATA = Path(__file__).parent / "data" / "goods_classes.toml"


@dataclass(frozen=True)
class Titled:
    """A thing with a stable code and a name in both languages. It reads as its name."""

    code: str
    title_en: str
    title_zh: str

    @property
    def title(self) -> str:
        return self.title_zh if (get_language() or "zh").startswith("zh") else self.title_en

    def __str__(self) -> str:
        return self.title


@dataclass(frozen=True)
class DocumentKind(Titled):
    """`of` is "lot" (one consignment) or "supplier" (a period); `lapses`: it carries a last valid day."""

    of: str
    lapses: bool
    rule: str

    @property
    def is_test(self) -> bool:
        """It states a result, so it must say that the goods passed."""
        return self.code in {"test_report", "rapid_residue_test"}


@dataclass(frozen=True)
class Check(Titled):
    """Something looked at on arrival. A “no” to a critical one refuses the goods (GT-04)."""

    is_critical: bool
    rule: str


@dataclass(frozen=True)
class GoodsClass(Titled):
    """Documents are groups: every group must be met, by any one of the kinds in it."""

    storage: str
    is_bulk: bool
    is_controlled: bool
    is_edible: bool
    lot_documents: tuple[tuple[DocumentKind, ...], ...]
    supplier_documents: tuple[tuple[DocumentKind, ...], ...]
    checks: tuple[Check, ...]
    arrival_min: str
    arrival_max: str
    shelf_life: str
    rules: tuple[str, ...]


@cache
def _data() -> dict:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def _names(row: dict) -> dict[str, str]:
    return {"code": row["code"], "title_en": row["title"]["en"], "title_zh": row["title"]["zh"]}


@cache
def document_kinds() -> dict[str, DocumentKind]:
    rows = _data()["documents"]
    return {r["code"]: DocumentKind(**_names(r), of=r["of"], lapses=r["lapses"], rule=r["rule"]) for r in rows}


@cache
def checks() -> dict[str, Check]:
    return {r["code"]: Check(**_names(r), is_critical=r["critical"], rule=r["rule"]) for r in _data()["checks"]}


@cache
def goods_classes() -> dict[str, GoodsClass]:
    """Every class by code, in the order of the file."""
    kinds, looked_at = document_kinds(), checks()

    def groups(row, key):
        return tuple(tuple(kinds[code] for code in group) for group in row[key])

    return {
        row["code"]: GoodsClass(
            **_names(row),
            storage=row["storage"],
            is_bulk=row["bulk"],
            is_controlled=row.get("controlled", False),
            is_edible=row.get("edible", True),
            lot_documents=groups(row, "lot_documents"),
            supplier_documents=groups(row, "supplier_documents"),
            checks=tuple(looked_at[code] for code in row["checks"]),
            arrival_min=row.get("arrival", {}).get("min", ""),
            arrival_max=row.get("arrival", {}).get("max", ""),
            shelf_life=row.get("shelf_life", ""),
            rules=tuple(row["rules"]),
        )
        for row in _data()["classes"]
    }


def goods_class(code: str) -> GoodsClass:
    """The class of that code. Raises KeyError: codes are checked where articles are written."""
    return goods_classes()[code]


def class_title(code: str) -> str:
    """The name of a class, or the code itself when an old row names a class that is gone."""
    known = goods_classes().get(code)
    return known.title if known else code


def class_choices() -> list[tuple[str, str]]:
    return [(one.code, one.title) for one in goods_classes().values()]


def document_choices(of: str) -> list[tuple[str, str]]:
    return [(one.code, one.title) for one in document_kinds().values() if one.of == of]


def titles(kinds) -> str:
    """“Test report / certificate of conformity”: any one of them will do."""
    return " / ".join(kind.title for kind in kinds)
