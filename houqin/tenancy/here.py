"""What is so at a place right now. Each app declares its part in `here.py`; the page of the place shows them in order.

@here(_("Lots here"), place=30)
def lots(space, *, actor, at) -> Part | None: ...

None where the app has nothing to do with such a place, or the person may not see it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from houqin.tenancy.models import Space

#: A page of a place is read standing before it: the rest is a tap away.
MOST_LINES = 8

PARTS: list["Declared"] = []


@dataclass(frozen=True)
class Verb:
    label: str
    url: str
    icon: str


@dataclass(frozen=True)
class Part:
    """`lines` as ui/lines.html shows them. `state` is the worst of them, one of the seven; `said` goes into the answer
    on top of the page when there is something to say. `more` leads to all of them."""

    lines: list[dict]
    empty: str = ""
    said: str = ""
    state: str = ""
    more: str = ""
    verbs: list[Verb] = field(default_factory=list)


class Ask(Protocol):
    def __call__(self, space: Space, *, actor, at: datetime) -> Part | None: ...


@dataclass(frozen=True)
class Declared:
    title: Any
    place: int
    ask: Ask


def here(title, *, place: int) -> Callable[[Ask], Ask]:
    """Declare what an app knows of a place; `place` orders the page."""

    def declare(ask: Ask) -> Ask:
        PARTS.append(Declared(title, place, ask))
        PARTS.sort(key=lambda one: one.place)
        return ask

    return declare


def parts_of(space: Space, *, actor, at: datetime) -> list[tuple[str, Part]]:
    """What every app says of a place: (title, part). A fixed number of queries for each app."""
    asked = [(str(one.title), one.ask(space, actor=actor, at=at)) for one in PARTS]
    return [(title, part) for title, part in asked if part is not None]


class WhoAnswers(Protocol):
    """The post that answers for a place, and the names of its holders, none when it is vacant."""

    def __call__(self, space: Space, *, at: datetime) -> tuple[Any, list[str]]: ...


_who: list[WhoAnswers] = []


def who_answers(known: WhoAnswers) -> WhoAnswers:
    """Declared once, above: this layer knows no people."""
    _who[:] = [known]
    return known


def answering_for(space: Space, *, at: datetime) -> tuple[Any, list[str]]:
    return _who[0](space, at=at)
