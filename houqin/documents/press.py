"""The press: a process that sets one sheet and ends. Started by `typesetting`; reads an order, writes a PDF."""

import json
import sys
from datetime import datetime
from typing import Any

import typst

from houqin.documents.coverage import drawable

#: The faces we carry, and the names under which other builds of the same faces go.
SONG = ["Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC"]
HEI = ["Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC"]


def set_sheet(order: dict[str, Any], fonts: typst.Fonts) -> bytes:
    files = _font_files(fonts)
    data = {**_drawable(order["data"], files), "fonts": _faces(fonts.families())}
    carried = {name: text.encode() for name, text in order["files"].items()}
    carried["main"] = carried.pop(order["main"])
    carried["data.json"] = json.dumps(data, ensure_ascii=False).encode()
    moment = datetime.fromisoformat(order["at"]) if order["at"] else None
    # No tags for screen readers: they make a ledger ten times the size. The web page is accessible.
    return typst.compile(carried, font_paths=fonts, timestamp=moment, pdf_tags=False)


def _drawable(value: Any, files: tuple[tuple[str, int], ...]) -> Any:
    """The same data with every text in signs that the fonts have."""
    if isinstance(value, str):
        return drawable(value, files)
    if isinstance(value, dict):
        return {key: _drawable(one, files) for key, one in value.items()}
    return [_drawable(one, files) for one in value] if isinstance(value, list) else value


def _font_files(fonts: typst.Fonts) -> tuple[tuple[str, int], ...]:
    """Every font file, ours first: most signs are found there, and the rest is then never opened."""
    known = [font for font in fonts.fonts() if font.path]
    known.sort(key=lambda font: font.family not in SONG + HEI)
    return tuple(dict.fromkeys((str(font.path), font.index) for font in known))


def _faces(known: list[str]) -> dict[str, list[str]]:
    """Only faces that are here: Typst warns about each name it cannot find."""
    rest = [name for name in known if name == "DejaVu Sans" or "Emoji" in name or "Arabic" in name]
    return {"song": _first(SONG, known) + rest, "hei": _first(HEI, known) + rest}


def _first(names: list[str], known: list[str]) -> list[str]:
    return [name for name in names if name in known][:1] or names[:1]


def main() -> None:
    order = json.load(sys.stdin.buffer)
    # Our fonts, then the machine's for scripts that ours lack.
    fonts = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=[order["fonts"]])
    answer = set_sheet(order, fonts) if "data" in order else json.dumps(fonts.families()).encode()
    sys.stdout.buffer.write(answer)


if __name__ == "__main__":
    main()
