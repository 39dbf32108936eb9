"""What kinds of equipment there are, what is looked at, and when a piece is due: `data/kinds.toml`, typed."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

from houqin.incidents.models import Grade

DATA = Path(__file__).parent / "data" / "kinds.toml"


@dataclass(frozen=True)
class Fault:
    """Something that may be wrong with a piece. `grade` is the hazard that it becomes. It reads as its words."""

    code: str
    title_en: str
    title_zh: str
    grade: Grade

    def __str__(self) -> str:
        return self.title_zh if (get_language() or "zh").startswith("zh") else self.title_en


@dataclass(frozen=True)
class EquipmentKind:
    """`first` and `then` are months, or the key of a number that schools may tighten; empty when nothing is serviced.

    `scrap_months` counts from the making, None when a piece may grow old.
    """

    code: str
    title_en: str
    title_zh: str
    category: str
    rule: str
    first: int | str
    then: int | str
    scrap_months: int | None
    needs_made_on: bool
    faults: tuple[Fault, ...]

    def __str__(self) -> str:
        return self.title_zh if (get_language() or "zh").startswith("zh") else self.title_en

    @property
    def is_serviced(self) -> bool:
        return bool(self.first)

    def fault(self, code: str) -> Fault | None:
        return next((fault for fault in self.faults if fault.code == code), None)

    def worst(self, codes) -> Grade:
        """The worst grade among these faults."""
        grades = list(Grade)
        return max((self.fault(code).grade for code in codes), key=grades.index)

    def months(self, numbers: Mapping[str, Decimal], *, is_first: bool) -> int | None:
        """Months until the first service, or between later ones. `numbers` are those in force at the school."""
        said = self.first if is_first else self.then
        return int(numbers[said]) if isinstance(said, str) and said else said or None


@cache
def kinds() -> dict[str, EquipmentKind]:
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))["kind"]
    return {row["code"]: _kind(row) for row in rows}


def _kind(row: dict) -> EquipmentKind:
    return EquipmentKind(
        code=row["code"], title_en=row["title"]["en"], title_zh=row["title"]["zh"], category=row["category"],
        rule=row["rule"], first=row.get("first", ""), then=row.get("then", ""), scrap_months=row.get("scrap"),
        needs_made_on=row.get("needs_made_on", False),
        faults=tuple(Fault(one["code"], one["en"], one["zh"], Grade(one["grade"])) for one in row["looked_at"]),
    )  # fmt: skip


def kind_choices() -> list[tuple[str, EquipmentKind]]:
    """For forms and for the column: a new kind in the data needs no migration."""
    return [(code, kind) for code, kind in kinds().items()]


def months_after(on: date, months: int) -> date:
    """The same day so many months later; the 28th where that month may have no such day."""
    years, month = divmod(on.month - 1 + months, 12)
    return date(on.year + years, month + 1, on.day if on.day <= 28 else 28)
