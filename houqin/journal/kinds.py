"""What may be written in the journal: every app declares its kinds in `events.py`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

KINDS: dict[str, "EntryKind"] = {}


@dataclass(frozen=True)
class EntryKind:
    """`code` is stable and public, `title` the act in a word or two, `sentence` has named places for facts.

    `words` turns a stored code into what people read: {"post": lambda code: Post(code).label}.
    """

    code: str
    title: Any
    sentence: Any = ""
    words: dict[str, Callable[[Any], Any]] = field(default_factory=dict, compare=False)

    def __str__(self) -> str:
        return self.code


def entry_kind(code: str, title, sentence="", words=None) -> EntryKind:
    """Declare a kind once. Declaring a code twice is a mistake of ours and fails at start-up."""
    if code in KINDS:
        raise ValueError(f"journal kind {code} is declared twice")
    KINDS[code] = EntryKind(code, title, sentence, words or {})
    return KINDS[code]


def label_of(choices) -> Callable[[Any], Any]:
    """For `words`: a stored code of these choices → its title; what is no code reads as itself."""
    return lambda code: choices(code).label if code in choices.values else code
