"""Paper: Typst templates filled with plain data. Data never becomes markup: what is typed steers no sheet."""

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from houqin.documents.coverage import drawable

HERE = Path(__file__).parent

#: The faces we carry, and the names under which other builds of the same faces go.
SONG = ["Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC"]
HEI = ["Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC"]


@cache
def _fonts() -> typst.Fonts:
    """Our fonts, then the machine's for scripts that ours lack. Files are read when first used."""
    ours = [str(HERE / "fonts")]
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=ours)


def families() -> list[str]:
    return _fonts().families()


@cache
def _templates() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (HERE / "typst").glob("*.typ")}


def typeset(template: str, data: dict[str, Any], *, at: datetime | None, files: dict[str, bytes]) -> bytes:
    """The PDF of `typst/<template>.typ` over `data`, which it reads as data.json; `files` stand beside it.

    The template sees no other file. `at` is written into the PDF: same data and moment, same bytes.
    """
    carried = {
        **_templates(),
        **files,
        "data.json": json.dumps({**_drawable(data), "fonts": _faces()}, ensure_ascii=False).encode(),
    }
    carried["main"] = carried.pop(f"{template}.typ")
    moment = at and at.astimezone(UTC)
    # No tags for screen readers: they make a ledger ten times the size. The web page is accessible.
    return typst.compile(carried, font_paths=_fonts(), timestamp=moment, pdf_tags=False)


def _drawable(value: Any) -> Any:
    """The same data with every text in signs that the fonts have."""
    if isinstance(value, str):
        return drawable(value, _files())
    if isinstance(value, dict):
        return {key: _drawable(one) for key, one in value.items()}
    return [_drawable(one) for one in value] if isinstance(value, list | tuple) else value


@cache
def _files() -> tuple[tuple[str, int], ...]:
    """Every font file, ours first: most signs are found there, and the rest is then never opened."""
    files = [(str(font.path), font.index) for font in _fonts().fonts() if font.path]
    chosen = {font.family for font in _fonts().fonts()} & {*SONG, *HEI}
    first = [(str(font.path), font.index) for font in _fonts().fonts() if font.path and font.family in chosen]
    return tuple(dict.fromkeys(first + files))


@cache
def _faces() -> dict[str, list[str]]:
    """Only faces that are here: Typst warns about each name it cannot find."""
    known = families()
    rest = [name for name in known if name == "DejaVu Sans" or "Emoji" in name or "Arabic" in name]
    return {"song": _pick(SONG, known) + rest, "hei": _pick(HEI, known) + rest}


def _pick(names: list[str], known: list[str]) -> list[str]:
    return [name for name in names if name in known][:1]
