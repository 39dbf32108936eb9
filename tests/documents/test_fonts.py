"""Names print as they are written, with nothing but the fonts that the build carries."""

from pathlib import Path

import pytest
import typst

import houqin.documents

FONTS = Path(houqin.documents.__file__).parent / "fonts"
IN_NO_FONT = "\U0002a6a5"  # 64 strokes; draws the box that stands for a missing character


def drawing(character: str, family: str, weight: str) -> bytes:
    page = f'#set page(width: 20mm, height: 20mm)\n#set text(font: "{family}", weight: "{weight}", fallback: false)\n'
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    return typst.compile((page + character).encode(), format="png", font_paths=fonts, ignore_system_fonts=True)


@pytest.mark.parametrize("family", ["Noto Serif CJK SC", "Noto Sans CJK SC"])
@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_rare_characters_of_names_are_drawn(family, weight):
    drawings = [drawing(character, family, weight) for character in "𠮷䶮㛃·℃龘" + IN_NO_FONT]

    assert len(set(drawings)) == len(drawings)


def test_every_face_is_carried():
    faces = {(font.family, font.weight) for font in typst.Fonts(False, False, [str(FONTS)]).fonts()}

    assert {face for face in faces if face[0] in {"Noto Serif CJK SC", "Noto Sans CJK SC"}} == {
        ("Noto Serif CJK SC", 400),
        ("Noto Serif CJK SC", 700),
        ("Noto Sans CJK SC", 400),
        ("Noto Sans CJK SC", 700),
    }
