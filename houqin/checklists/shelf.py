"""The lists that come with the house, from `data/*.toml`: Chinese and English, each with its rules."""

import tomllib
from dataclasses import dataclass
from datetime import time
from functools import cache
from pathlib import Path

from houqin.checklists.drafts import Draft
from houqin.checklists.models.lists import said

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class ReadyList:
    """One list as it stands on the shelf; a school adopts it and then changes what it likes."""

    code: str
    title: str
    title_en: str
    area: str
    frequency: str
    by: time
    owner_post: str
    rule: str
    items: tuple[Draft, ...]

    def __str__(self) -> str:
        return said(self.title, self.title_en)


@cache
def ready_lists() -> dict[str, ReadyList]:
    """By code, in the order of the files."""
    found = {}
    for path in sorted(DATA.glob("*.toml")):
        row = tomllib.loads(path.read_text(encoding="utf-8"))
        items = tuple(_item(one, key=f"s{number}") for number, one in enumerate(row["items"], start=1))
        found[row["code"]] = ReadyList(
            row["code"], row["title"]["zh"], row["title"]["en"], row["area"], row["frequency"], row["by"],
            row["owner_post"], row["rule"], items,
        )  # fmt: skip
    return found


def _item(row: dict, *, key: str) -> Draft:
    more = {name: row[name] for name in row if name not in ("zh", "en", "choices")}
    more |= {name: str(row[name]) for name in ("low", "high") if name in row}
    choices = [[one["zh"], one.get("failed", False), one["en"]] for one in row.get("choices", [])]
    return Draft(key=row.get("key", key), text=row["zh"], text_en=row["en"], choices=choices, **more)
