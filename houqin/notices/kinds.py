"""What the house tells people. Every app declares its kinds in `notice_kinds.py`.

TASTING_LATE = notice_kind("kitchen.tasting_late", _("{meal} is not tasted"), _("It is served at {serves_at}."))
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

#: Every declared kind by code.
KINDS: dict[str, "NoticeKind"] = {}


@dataclass(frozen=True)
class NoticeKind:
    """`title` and `body` are sentences with named places for facts, in the language of whoever reads them.

    An `urgent` kind passes quiet hours and is never folded into a digest. `words` turns a stored code into what
    people read, as in the journal.
    """

    code: str
    title: Any
    body: Any = ""
    urgent: bool = False
    words: dict[str, Callable[[Any], Any]] = field(default_factory=dict, compare=False)

    def __str__(self) -> str:
        return self.code


def notice_kind(code: str, title, body="", *, urgent: bool = False, words=None) -> NoticeKind:
    """Declare a kind once. Declaring a code twice is a mistake of ours and fails at start-up."""
    if code in KINDS:
        raise ValueError(f"notice kind {code} is declared twice")
    KINDS[code] = NoticeKind(code, title, body, urgent, words or {})
    return KINDS[code]
