"""Search by code or name: asks each domain app, knows none of their tables."""

from dataclasses import dataclass

from houqin.governance.selectors import finding as governance
from houqin.incidents import selectors as incidents
from houqin.kernel.shown import shown
from houqin.kitchen import selectors as kitchen
from houqin.supply import selectors as supply

#: At most this many answers from one app: who needs more should type more.
MOST_FROM_ONE = 20


@dataclass(frozen=True)
class Found:
    """One answer. `code` is what its label carries; empty when it has none."""

    label: str
    kind: str
    url: str
    code: str = ""


#: Who can be asked: modules with `find(text, *, school, actor)`, best answers first, each yielding
#: (label, kind, url) or (label, kind, url, code). Only rows of `school`; the code is what its label carries.
FINDERS = (supply.find, kitchen.find, incidents.find, governance.find)


def find(text: str, *, school, actor) -> list[Found]:
    """Everything whose code or name holds `text`, in this school only. One query per kind of thing."""
    text = text.strip()
    if not text:
        return []
    found = []
    for ask in FINDERS:
        for answer in list(ask(text, school=school, actor=actor))[:MOST_FROM_ONE]:
            label, kind, url, *code = answer
            found.append(Found(shown(label), shown(kind), url, code[0] if code else ""))
    return found


def find_exactly(code: str, *, school, actor) -> Found | None:
    """The one thing that carries this code. None when nothing does, or when two might."""
    answers = find(code, school=school, actor=actor)
    exact = [answer for answer in answers if answer.code.casefold() == code.strip().casefold()]
    if len(exact) == 1:
        return exact[0]
    return answers[0] if not exact and len(answers) == 1 else None
