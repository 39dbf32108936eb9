"""Builds houqin/web/static/vendor/ from node_modules: modules that pages import, and one sprite with exactly the icons
in use.

A name counts where it is written: `{% icon "truck" %}` and `icon="truck"` in templates, `icon="truck"` and
`"icon": "truck"` in Python. An unknown name stops the build and says where it stands.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = ROOT / "houqin"
MODULES = ROOT / "node_modules"
OUTLINE = MODULES / "@tabler/icons/icons/outline"
VENDOR = PRODUCT / "web/static/vendor"

NAMED = re.compile(r"""\bicon["']?\s*[=: ]\s*["']([a-z0-9]+(?:-[a-z0-9]+)*)["']""")
COMMENT = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}", re.S)
# Tabler's bounding box: invisible, but it would catch the stroke that our CSS sets.
BOX = re.compile(r'<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*/>')
#: As their packages ship them: package, its folder, its files. idb is the phone's store, qr the scanner's reader.
SHIPPED = (("idb", "build", ("index.js",)), ("qr", "", ("decode.js", "index.js")))
#: Comments on lines of their own stay behind: of the reader they are two thirds.
COMMENTS = re.compile(r"^[ \t]*(?:/\*(?!!).*?\*/|//[^\n]*)[ \t]*\n", re.M | re.S)


def names_in_use() -> dict[str, str]:
    """Each icon name and one file that writes it."""
    found = {}
    for path in sorted([*PRODUCT.rglob("*.html"), *PRODUCT.rglob("*.py")]):
        for name in NAMED.findall(COMMENT.sub("", path.read_text())):
            found.setdefault(name, str(path.relative_to(ROOT)))
    return found


def symbol(name: str) -> str:
    drawing = (OUTLINE / f"{name}.svg").read_text()
    shapes = drawing[drawing.index(">") + 1 : drawing.rindex("</svg>")]
    shapes = " ".join(BOX.sub("", shapes).split())
    # Width, colour and ends of the stroke come from houqin.css.
    return f'<symbol id="i-{name}" viewBox="0 0 24 24">{shapes}</symbol>'


def main() -> None:
    used = names_in_use()
    if unknown := {name: path for name, path in used.items() if not (OUTLINE / f"{name}.svg").exists()}:
        sys.exit("\n".join(f"{path}: Tabler has no outline icon “{name}”." for name, path in unknown.items()))
    VENDOR.mkdir(parents=True, exist_ok=True)
    sprite = '<svg xmlns="http://www.w3.org/2000/svg">\n' + "".join(f"{symbol(name)}\n" for name in sorted(used))
    if written("icons.svg", sprite + "</svg>\n"):
        print(f"icons.svg: {len(used)} icons")
    for package, folder, names in SHIPPED:
        for name in names:
            written(f"{package}/{name}", COMMENTS.sub("", (MODULES / package / folder / name).read_text()))
        licence = max((MODULES / package).glob("LICENSE*"))  # of two, the MIT one
        written(f"{package}/LICENSE", licence.read_text())


def written(name: str, text: str) -> bool:
    """Whether the file had to be written."""
    target = VENDOR / name
    if target.exists() and target.read_text() == text:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text)
    return True


if __name__ == "__main__":
    main()
