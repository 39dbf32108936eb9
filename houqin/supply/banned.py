"""What may not stand on a menu, an order or a receipt (GT-06): `data/banned.toml`, typed. No override exists."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

DATA = Path(__file__).parent / "data" / "banned.toml"

INGREDIENT, DISH = "ingredient", "dish"


@dataclass(frozen=True)
class Banned:
    """One banned food. `words` bring a name under it, after every one of `but_not` was cut out of the name."""

    code: str
    title_en: str
    title_zh: str
    of: frozenset[str]
    words: tuple[str, ...]
    but_not: tuple[str, ...]
    why_en: str
    why_zh: str
    rule: str

    @property
    def title(self) -> str:
        return self.title_zh if _in_chinese() else self.title_en

    @property
    def why(self) -> str:
        return self.why_zh if _in_chinese() else self.why_en

    def names(self, folded: str) -> bool:
        """Does this already folded name mean it?"""
        for word in self.but_not:
            folded = folded.replace(word, "|")
        return any(word in folded for word in self.words)


def _in_chinese() -> bool:
    return (get_language() or "zh").startswith("zh")


def _folded(name: str) -> str:
    """Lower case, without any white space, so that “四 季 豆” is still 四季豆."""
    return "".join(name.casefold().split())


@cache
def banned_foods() -> tuple[Banned, ...]:
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))["banned"]
    return tuple(
        Banned(
            code=row["code"],
            title_en=row["title"]["en"],
            title_zh=row["title"]["zh"],
            of=frozenset(row["of"]),
            words=tuple(_folded(word) for word in row["words"]),
            but_not=tuple(_folded(word) for word in row["except"]),
            why_en=row["why"]["en"],
            why_zh=row["why"]["zh"],
            rule=row["rule"],
        )
        for row in rows
    )


def banned_in(name: str, of: str) -> list[Banned]:
    """Every banned food that a name of an ingredient or a dish means."""
    folded = _folded(name)
    return [food for food in banned_foods() if of in food.of and food.names(folded)]
