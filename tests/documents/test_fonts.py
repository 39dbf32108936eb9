"""Names print as they are written, with nothing but the fonts that the build carries."""

import subprocess
import sys
from pathlib import Path

import pytest

import houqin.documents

FONTS = Path(houqin.documents.__file__).parent / "fonts"
IN_NO_FONT = "\U0002a6a5"  # 64 strokes; draws the box that stands for a missing character

# In a process of its own, as the product prints: Typst must not stay in the memory of whoever asks.
DRAW = """
import hashlib, sys, typst
folder, family, weight, characters = sys.argv[1:]
fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
for character in characters:
    page = f'#set page(width: 20mm, height: 20mm)\\n#set text(font: "{family}", weight: "{weight}", fallback: false)\\n'
    drawn = typst.compile((page + character).encode(), format="png", font_paths=fonts, ignore_system_fonts=True)
    print(hashlib.sha256(drawn).hexdigest())
"""


@pytest.mark.parametrize("family", ["Noto Serif CJK SC", "Noto Sans CJK SC"])
@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_rare_characters_of_names_are_drawn(family, weight):
    characters = "𠮷䶮㛃·℃龘" + IN_NO_FONT

    asked = [sys.executable, "-c", DRAW, str(FONTS), family, weight, characters]
    drawings = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split()

    assert len(set(drawings)) == len(characters)


def test_both_families_are_carried_in_two_weights():
    assert sorted(path.name for path in FONTS.iterdir()) == [
        "NotoSansCJK-Bold.ttc",
        "NotoSansCJK-Regular.ttc",
        "NotoSerifCJK-Bold.ttc",
        "NotoSerifCJK-Regular.ttc",
    ]
