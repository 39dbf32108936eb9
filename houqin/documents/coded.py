"""What carries a short code. Each app declares its kinds of things in `coded.py`; scanning, search and labels ask here.

@coded("lot", _("Lot"), place=10, needs=SEE_STORE, shape="L######-##", labels=Labels(…))
def lots(text, *, school, actor): ...

A further app declares its kind in the same way, and is scanned, found and labelled from then on.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple, Protocol

from houqin.kernel.permissions import Permission

#: At most this many answers of one kind: who needs more should type more.
MOST_OF_A_KIND = 8

#: Every kind by its key, in the order in which search shows them.
KINDS: dict[str, "CodedKind"] = {}


class Answer(NamedTuple):
    """One thing that a kind found. `code` is what its label carries; empty when it has none."""

    label: str
    url: str
    code: str = ""


class Found(NamedTuple):
    """One answer among those of all kinds; `kind` is the word for it."""

    label: str
    kind: str
    url: str
    code: str


class Finder(Protocol):
    """Things of one kind at one school whose code or name holds `text`, the best first; only what `actor` may see."""

    def __call__(self, text: str, *, school, actor) -> Iterable[Answer]: ...


@dataclass(frozen=True)
class Labels:
    """How things of a kind are labelled.

    `rows(school)` are all of them in the order to choose from, `names` the columns that a choice is narrowed by,
    `line(row)` a name and a quiet line. `draw(rows)` gives a `labels.Label` for each row, in order; `walls(rows, at=…)`
    a `labels.Wall`, where a sheet on the wall makes sense.
    """

    title: Any
    needs: Permission
    rows: Callable[[Any], Any]
    names: tuple[str, ...]
    line: Callable[[Any], tuple[str, str]]
    draw: Callable[[Any], list]
    walls: Callable[..., list] | None = None


@dataclass(frozen=True)
class CodedKind:
    """`needs` opens its pages. `shape` is how the house writes its codes: # a digit, ? a letter, the rest itself, more
    digits at the end; empty when people choose the codes, or when there is none."""

    key: str
    word: Any
    place: int
    needs: Permission
    find: Finder
    shape: str = ""
    labels: Labels | None = None


def coded(key: str, word, *, place: int, needs: Permission, shape: str = "", labels: Labels | None = None):
    """Declare a kind; the function below finds its things. Declaring a key twice is a mistake and fails at start-up."""

    def declare(find: Finder) -> Finder:
        if key in KINDS:
            raise ValueError(f"the kind {key} is declared twice")
        KINDS[key] = CodedKind(key, word, place, needs, find, shape, labels)
        for known in sorted(KINDS.values(), key=lambda kind: kind.place):
            KINDS[known.key] = KINDS.pop(known.key)
        return find

    return declare


def kinds_for(actor, *, school, at: datetime) -> list[CodedKind]:
    """The kinds whose pages this person may open."""
    return [kind for kind in KINDS.values() if actor.may(kind.needs, school=school, at=at)]


def find(text: str, *, school, actor, kinds: Iterable[CodedKind] | None = None) -> list[Found]:
    """Everything whose code or name holds `text`, an exact code first. One query for most kinds."""
    text = text.strip()
    if not text:
        return []
    found = []
    for kind in KINDS.values() if kinds is None else kinds:
        answers = islice(kind.find(text, school=school, actor=actor), MOST_OF_A_KIND)
        found += [Found(one.label, str(kind.word), one.url, one.code) for one in answers]
    return sorted(found, key=lambda one: not one.code or one.code.casefold() != text.casefold())
