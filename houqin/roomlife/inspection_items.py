"""What is looked at in a room, from `data/inspection.toml`: Chinese and English, points, and what is a danger."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import get_language

#: What a room has in which everything is in order (CL-05).
FULL_POINTS = 100


@dataclass(frozen=True)
class InspectionItem:
    """`points` is what it costs when it is not in order; a danger is a hazard of this category and grade besides."""

    code: str
    zh: str
    en: str
    points: int
    danger: bool = False
    category: str = ""
    grade: str = ""

    def __str__(self) -> str:
        return self.zh if (get_language() or "zh").startswith("zh") else self.en


def _read() -> dict[str, InspectionItem]:
    text = (Path(__file__).parent / "data" / "inspection.toml").read_text(encoding="utf-8")
    return {row["code"]: InspectionItem(**row) for row in tomllib.loads(text)["item"]}


#: By code, in the order of the list.
INSPECTION_ITEMS = _read()
