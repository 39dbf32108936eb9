"""Which characters our fonts can draw. A sign that no font has is printed as its code point, not as an empty box.

Only `cmap` formats 4 and 12 are read: every font of the last twenty years has one of them.
"""

import re
import struct
from bisect import bisect_right
from functools import cache, lru_cache
from pathlib import Path

#: What the carried faces have for certain; anything else is looked up.
CERTAIN = re.compile(r"[\n\t\x20-\x7e\u3001-\u3011\u4e00-\u9fa5\uff01-\uff5e]*")

#: Signs that join, part or vary their neighbours and have no look of their own.
WITHOUT_LOOK = re.compile(r"[\u00a0\u00ad\u2000-\u200f\u202f\u2060-\u2064\ufe00-\ufe0f\u3000\U000e0100-\U000e01ef]")


def drawable(text: str, fonts: tuple[tuple[str, int], ...]) -> str:
    """The text with every sign that none of the fonts (path, index in the collection) has as 〔U+2A6A5〕."""
    if CERTAIN.fullmatch(text):
        return text
    return "".join(sign if _has(sign, fonts) else f"〔U+{ord(sign):04X}〕" for sign in text)


@lru_cache(maxsize=20_000)
def _has(sign: str, fonts: tuple[tuple[str, int], ...]) -> bool:
    if CERTAIN.fullmatch(sign) or WITHOUT_LOOK.fullmatch(sign):
        return True
    return any(_within(ord(sign), _ranges(*font)) for font in fonts)


def _within(code: int, ranges: tuple[list[int], list[int]]) -> bool:
    starts, ends = ranges
    place = bisect_right(starts, code) - 1
    return place >= 0 and code <= ends[place]


@cache
def _ranges(path: str, index: int) -> tuple[list[int], list[int]]:
    """First and last code points of the runs that a font maps, sorted."""
    data = Path(path).read_bytes()
    try:
        runs = sorted(_runs(data, index))
    except struct.error:
        return [], []  # a broken font on the machine draws nothing
    return [run[0] for run in runs], [run[1] for run in runs]


def _runs(data: bytes, index: int) -> list[tuple[int, int]]:
    font = struct.unpack_from(">I", data, 12 + 4 * index)[0] if data[:4] == b"ttcf" else 0
    runs = []
    for table in range(struct.unpack_from(">H", data, font + 4)[0]):
        tag, _sum, offset, _length = struct.unpack_from(">4sIII", data, font + 12 + 16 * table)
        if tag != b"cmap":
            continue
        for one in range(struct.unpack_from(">H", data, offset + 2)[0]):
            subtable = offset + struct.unpack_from(">I", data, offset + 8 + 8 * one)[0]
            kind = struct.unpack_from(">H", data, subtable)[0]
            if kind == 12:
                return _format_12(data, subtable)
            if kind == 4:
                runs = _format_4(data, subtable)
    return runs


def _format_12(data: bytes, at: int) -> list[tuple[int, int]]:
    groups = struct.unpack_from(">I", data, at + 12)[0]
    return [struct.unpack_from(">II", data, at + 16 + 12 * group) for group in range(groups)]


def _format_4(data: bytes, at: int) -> list[tuple[int, int]]:
    segments = struct.unpack_from(">H", data, at + 6)[0] // 2
    ends = struct.unpack_from(f">{segments}H", data, at + 14)
    starts = struct.unpack_from(f">{segments}H", data, at + 16 + 2 * segments)
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start != 0xFFFF]
