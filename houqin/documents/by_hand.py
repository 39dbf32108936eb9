"""Signatures by hand on their way to a sheet: each picture is carried once, however often it is printed."""

from base64 import b64encode
from pathlib import Path
from typing import Any

from PIL import Image

from houqin.documents.columns import Signed

#: The press takes text only, so a picture travels inside a drawing.
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 {0} {1}"'
    ' width="{0}" height="{1}"><image width="{0}" height="{1}" xlink:href="data:image/png;base64,{2}"/></svg>'
)


class Pictures:
    """The pictures of one sheet: `files` go to the press by the names that the cells call them."""

    def __init__(self):
        self.files: dict[str, str] = {}
        self._names: dict[Path, str] = {}

    def in_cells(self, row: dict[str, Any], values: list[Any], first: int = 0) -> dict[str, Any]:
        """The printed row, with the signatures of `values`, which stand from cell `first` on."""
        for place, value in enumerate(values, first):
            if isinstance(value, Signed) and (names := [name for one in value.files if (name := self._name(one))]):
                row["cells"][place] = {"said": row["cells"][place], "pictures": names}
        return row

    def _name(self, path: Path) -> str:
        """Empty when the file is gone: the sheet then has the name alone, and `houqin verify` tells of the loss."""
        if path not in self._names:
            self._names[path] = f"by-hand-{len(self._names) + 1}.svg" if path.exists() else ""
            if name := self._names[path]:
                self.files[name] = _drawing(path)
        return self._names[path]


def _drawing(path: Path) -> str:
    with Image.open(path, formats=["PNG"]) as image:
        return DRAWING.format(*image.size, b64encode(path.read_bytes()).decode())
