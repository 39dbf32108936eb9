"""The words of `data/kinds.toml`: what a round hears, what a talk is about, what a lesson covers."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

DATA = Path(__file__).parent / "data" / "kinds.toml"


@dataclass(frozen=True)
class Kind:
    """`excused`: heard, and no disturbance. `guardian`: closing it needs a word to the guardians."""

    code: str
    zh: str
    en: str
    excused: bool = False
    guardian: bool = False

    def __str__(self) -> str:
        return self.zh if (get_language() or "zh").startswith("zh") else self.en


@cache
def kinds(of: str) -> dict[str, Kind]:
    """“heard”, “violation” or “topic”, by code, in the order of the file."""
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))[of]
    return {row["code"]: Kind(**row) for row in rows}


def words(of: str, code: str) -> str:
    """A code that the file no longer knows reads as itself."""
    return str(kinds(of).get(code, code))


def choices(of: str) -> list[tuple[str, str]]:
    return [(code, str(kind)) for code, kind in kinds(of).items()]
