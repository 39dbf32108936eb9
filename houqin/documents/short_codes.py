"""Short codes as people type them: lower case, full-width, with spaces, O for 0. One code, many spellings."""

import re
import unicodedata
from urllib.parse import unquote, urlsplit

from houqin.documents.coded import KINDS, CodedKind, Found, find

#: Signs that people take for a digit. No code of the house has a letter where a digit may stand.
LIKE_DIGITS = str.maketrans("OIL", "011")

#: Every dash that keyboards and fonts offer.
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−ーｰ﹣", "-"))

#: How a school's code is written.
SLUG = re.compile(r"[\w-]+", re.ASCII)

#: More suggestions than this are a list, and a list is what search is for.
MOST_SUGGESTED = 5

#: How many signs of the end are taken for a slip when nothing carries a code.
SLIP = 3


def tidied(text: str) -> str:
    """“ｌ251118 — 07” → “L251118-07”."""
    plain = unicodedata.normalize("NFKC", text).translate(DASHES).upper()
    return "".join(sign for sign in plain if sign.isprintable() and not sign.isspace())


def fitted(text: str, shape: str) -> str | None:
    """The code of this shape that somebody meant, dashes set, O read as 0. None when it cannot be one."""
    signs = [sign for sign in tidied(text) if sign.isalnum()]
    made = []
    for place in shape:
        if place == "-":
            made.append("-")
            continue
        sign = signs.pop(0) if signs else ""
        if place == "#":
            sign = sign.translate(LIKE_DIGITS)
        fits = _is_digit(sign) if place == "#" else sign.isascii() and sign.isalpha() if place == "?" else sign == place
        if not fits:
            return None
        made.append(sign)
    rest = "".join(signs).translate(LIKE_DIGITS)
    if rest and not (shape.endswith("#") and all(map(_is_digit, rest))):
        return None
    return "".join(made) + rest


def _is_digit(sign: str) -> bool:
    return sign.isascii() and sign.isdigit()


def loose(code: str) -> str:
    """What two spellings of one code share, whoever made it up: signs only, O and 0 alike."""
    return "".join(sign for sign in tidied(code) if sign.isalnum()).translate(LIKE_DIGITS)


def carrying(text: str, *, school, actor) -> list[Found]:
    """The things that carry this code, usually one. One query when the house made the code, else one for each kind."""
    for kind in KINDS.values():
        code = fitted(text, kind.shape) if kind.shape else None
        if code and (found := _exactly(code, [kind], school, actor)):
            return found
    return _exactly(tidied(text), None, school, actor)


def _exactly(code: str, kinds: list[CodedKind] | None, school, actor) -> list[Found]:
    found = find(code, school=school, actor=actor, kinds=kinds)
    exact = [one for one in found if one.code.casefold() == code.casefold()]
    return exact or [one for one in found if one.code and loose(one.code) == loose(code)]


def suggested(text: str, *, school, actor) -> list[Found]:
    """What somebody may have meant whose code nothing carries: things whose code begins alike."""
    text = tidied(text)
    for length in range(len(text), max(len(text) - SLIP, 1) - 1, -1):
        if found := find(text[:length], school=school, actor=actor):
            return found[:MOST_SUGGESTED]
    return []


def of_link(text: str) -> tuple[str, str] | None:
    """School and code of a label's link, as a hand scanner types it whole. None when it is no such link.

    Whatever address the house had when the label was printed: the code is looked up here and nowhere else.
    """
    try:
        link = urlsplit(text.strip())
    except ValueError:
        return None
    parts = link.path.strip("/").split("/", 2)
    if link.scheme not in ("http", "https") or len(parts) != 3 or parts[0] != "go" or not SLUG.fullmatch(parts[1]):
        return None
    return parts[1], unquote(parts[2])
