"""Text on its ground is at least 4.5 to 1, controls 3 to 1, in both themes."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[2] / "houqin/web/static/houqin/tokens.css").read_text()
STATES = ("waiting", "due", "late", "missed", "done", "blocked", "held")


def luminance(colour):
    colour = colour.lstrip("#")
    colour = "".join(c * 2 for c in colour) if len(colour) == 3 else colour
    channels = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def pairs():
    for ink in ("ink", "ink-2", "ink-3", "indigo"):
        yield from ((ink, ground, 4.5) for ground in ("paper", "surface", "sunken"))
    for state in STATES:
        yield from ((state, ground, 4.5) for ground in ("paper", "surface", f"{state}-soft"))
        yield from ((ink, f"{state}-soft", 4.5) for ink in ("ink", "ink-2"))
        yield ("on-state", state, 4.5)
    yield ("on-indigo", "indigo", 4.5)
    yield from (("control", ground, 3) for ground in ("paper", "surface"))
    yield ("focus", "paper", 3)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_can_be_read(theme):
    block = re.search(rf'\[data-bs-theme="{theme}"\] \{{(.*?)\n\}}', TOKENS, re.S).group(1)
    token = dict(re.findall(r"--([\w-]+): (#\w+);", block))

    too_pale = [(ink, ground) for ink, ground, least in pairs() if contrast(token[ink], token[ground]) < least]

    assert too_pale == []
