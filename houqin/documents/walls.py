"""Sheets for the wall of a place: a code that is read across a room, who answers, what to do. Chinese and English."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from houqin.documents import qr
from houqin.documents.columns import tidy
from houqin.documents.paper import language
from houqin.documents.typesetting import typeset
from houqin.kernel.shown import shown

#: Whoever stands before the sheet may read either.
LANGUAGES = ("zh-hans", "en")


@dataclass(frozen=True)
class Wall:
    """`kind` and `post` are lazy: they are said in two languages. `names` are the holders of the post, if any."""

    code: str
    name: str
    kind: Any
    post: Any
    names: Sequence[str]
    url: str
    school: str


def wall_sheets(walls: Sequence[Wall], *, at: datetime | None = None) -> bytes:
    """One A4 for each place."""
    data = {
        "title": _("Wall sheets"),
        "lang": language(),
        "walls": [_plain(wall, f"{number}.svg") for number, wall in enumerate(walls)],
    }
    return typeset("wall", data, at=at, files={f"{number}.svg": qr.svg(wall.url) for number, wall in enumerate(walls)})


def _plain(wall: Wall, square: str) -> dict:
    said = []
    for code in LANGUAGES:
        with translation.override(code):
            said.append(_in_one_language(wall))
    kinds = list(dict.fromkeys(one.pop("kind") for one in said))
    texts = {name: tidy(getattr(wall, name)) for name in ("code", "name", "school")}
    return {**texts, "kind": " ".join(kinds), "qr": square, "languages": said}


def _in_one_language(wall: Wall) -> dict:
    return {
        "kind": tidy(str(wall.kind)),
        "answers": _("Answers for this place"),
        "post": tidy(str(wall.post)),
        "names": tidy(shown(list(wall.names))),
        "heading": _("Scan it, and you see"),
        "steps": [
            _("what is due here today, and what is out of use;"),
            _("where to report what is broken or unsafe;"),
            _("which records to make here. Sign in once; any phone's camera will do."),
            _("No camera? Open Scan and type the code {code}.").format(code=wall.code),
        ],
    }
