"""The tables of the demo, `data/*.toml`, read once."""

import tomllib
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@cache
def table(name: str) -> dict:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def dish_rows() -> dict[str, dict]:
    """Dish name → its section, kind, recipe (article name → amount per head) and whether it is served raw."""
    found = {}
    for section, rows in table("dishes").items():
        for name, recipe in rows.get("rows", ()):
            found[name] = {
                "section": section,
                "kind": rows["kind"],
                "raw": rows.get("raw", False),
                "recipe": recipe,
                "has_pork": any("猪" in article for article in recipe),
            }
    return found


def intermediates() -> dict[str, dict[str, float]]:
    """What one kilogram of an intermediate is made from."""
    return table("dishes")["intermediates"]


def supplier_rows(names=None) -> list[tuple[str, str, list[str]]]:
    rows = [tuple(row) for row in table("suppliers")["suppliers"][0]["rows"]]
    return [row for row in rows if names is None or row[0] in names]


def article_rows(names=None) -> list[dict]:
    """One dictionary per article, with a code such as LS001: its class and its place in it."""
    found = []
    for code, rows in table("articles").items():
        for number, (name, spec, base_unit, days, units, *more) in enumerate(rows["rows"], start=1):
            row = {"code": f"{rows['prefix']}{number:03d}", "name": name, "spec": spec, "base_unit": base_unit}
            row |= {"shelf_life_days": days or None, "units": units, "goods_class": code}
            row |= more[0] if more else {}
            row["is_intermediate"] = code == "intermediate"
            if names is None or name in names:
                found.append(row)
    return found
