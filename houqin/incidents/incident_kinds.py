"""Kinds of incident and what each demands: `data/kinds.toml`, typed. It drives routing, clocks and the first hour."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

DATA = Path(__file__).parent / "data" / "kinds.toml"


@dataclass(frozen=True)
class Worded:
    """A code with its words in both languages. It reads as its words."""

    code: str
    en: str
    zh: str

    def __str__(self) -> str:
        return self.zh if (get_language() or "zh").startswith("zh") else self.en


@dataclass(frozen=True)
class CardStep(Worded):
    """One step of the first-hour card: who does it, within how many minutes of the discovery. `call`: a number."""

    minutes: int
    post: str
    rule: str
    call: str = ""


@dataclass(frozen=True)
class Route:
    """One report that is owed: to whom, by phone or in writing, within the parameter `clock` (minutes)."""

    code: str
    to: str
    form: str
    clock: str
    rule: str


@dataclass(frozen=True)
class IncidentKind(Worded):
    rule: str
    numbers: tuple[Worded, ...]
    steps: tuple[CardStep, ...]
    routes: tuple[Route, ...]
    secure: tuple[str, ...]
    is_food: bool = False
    is_confidential: bool = False


@cache
def _data() -> dict:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


@cache
def numbers() -> dict[str, Worded]:
    """Numbers to call: 110, 119, 120 (ER-02)."""
    return {code: Worded(code, **row) for code, row in _data()["numbers"].items()}


@cache
def addressees() -> dict[str, Worded]:
    return {code: Worded(code, **row) for code, row in _data()["addressees"].items()}


@cache
def card_steps() -> dict[str, CardStep]:
    """The lines of the first-hour cards by their code."""
    return {code: CardStep(code=code, **row) for code, row in _data()["steps"].items()}


@cache
def incident_kinds() -> dict[str, IncidentKind]:
    """By code, in the order of the file."""
    data = _data()
    routes = {code: Route(code=code, **row) for code, row in data["reports"].items()}
    parts = {"numbers": numbers(), "steps": card_steps(), "reports": routes}
    kinds = {}
    for row in data["kinds"]:
        known = {name: tuple(by_code[code] for code in row[name]) for name, by_code in parts.items()}
        rest = {name: value for name, value in row.items() if name not in {*parts, "secure"}}
        kinds[row["code"]] = IncidentKind(
            numbers=known["numbers"], steps=known["steps"], routes=known["reports"], secure=tuple(row["secure"]), **rest
        )
    return kinds


def kind_choices() -> list[tuple[str, IncidentKind]]:
    return [(code, kind) for code, kind in incident_kinds().items()]


def addressee_choices() -> list[tuple[str, Worded]]:
    return list(addressees().items())
