"""What a patrol looks at, as data: DP-03."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

DATA = Path(__file__).parent / "data" / "looked_at.toml"


@dataclass(frozen=True)
class LookedAt:
    """`category` is the kind of hazard that a finding becomes; `places` the kinds where it makes sense, none: all."""

    code: str
    en: str
    zh: str
    category: str
    places: frozenset[str]

    def __str__(self) -> str:
        return self.zh if (get_language() or "zh").startswith("zh") else self.en

    def fits(self, kind: str) -> bool:
        return not self.places or kind in self.places


@cache
def looked_at() -> dict[str, LookedAt]:
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))["item"]
    found = [
        LookedAt(row["code"], row["title"]["en"], row["title"]["zh"], row["category"], frozenset(row["places"]))
        for row in rows
    ]
    return {one.code: one for one in found}


def words_of(codes) -> list[str]:
    """In the reader's language; a code that is no longer on the list reads as itself."""
    return [str(looked_at().get(code, code)) for code in codes]
