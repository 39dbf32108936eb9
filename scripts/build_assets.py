"""Builds houqin/web/static/vendor/ from node_modules: one sprite with exactly the icons that the product names, and
the modules that pages import.

A name counts where it is written: `{% icon "truck" %}` and `icon="truck"` in templates, `icon="truck"` and
`"icon": "truck"` in Python. An unknown name stops the build and says where it stands.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = ROOT / "houqin"
OUTLINE = ROOT / "node_modules/@tabler/icons/icons/outline"
MODULES = ROOT / "node_modules"
VENDOR = PRODUCT / "web/static/vendor"

NAMED = re.compile(r"""\bicon["']?\s*[=: ]\s*["']([a-z0-9]+(?:-[a-z0-9]+)*)["']""")
COMMENT = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}", re.S)
# Tabler's bounding box: invisible, but it would catch the stroke that our CSS sets.
BOX = re.compile(r'<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*/>')
#: Modules as their packages ship them: our name, their file.
COPIED = {"idb.js": "idb/build/index.js"}


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
    target = VENDOR / "icons.svg"
    if not target.exists() or target.read_text() != sprite + "</svg>\n":
        target.write_text(sprite + "</svg>\n")
        print(f"icons.svg: {len(used)} icons")
    for name, source in COPIED.items():
        shipped = (MODULES / source).read_bytes()
        target = VENDOR / name
        if not target.exists() or target.read_bytes() != shipped:
            target.write_bytes(shipped)
            print(name)


if __name__ == "__main__":
    main()
