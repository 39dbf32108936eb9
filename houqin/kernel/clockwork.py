"""What the house does by itself, again and again. Apps declare it in `clockwork.py`; the clock loop runs it.

@clockwork("duties.pass", seconds=2)
def settle_what_is_due(*, at: datetime) -> int: ...

A work claims its rows by locking or by a conditional update, so that two loops never do the same thing twice, and
commits in small steps, so that a loop killed at any line leaves nothing half done.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

#: Every declared work by code, in the order of declaration.
WORKS: dict[str, "Work"] = {}


class Pass(Protocol):
    """One pass of a work at a moment; returns how many rows it changed."""

    def __call__(self, *, at: datetime) -> int: ...


@dataclass(frozen=True)
class Work:
    """`seconds`: how long the loop rests between two passes of this work."""

    code: str
    seconds: int
    run: Pass


def clockwork(code: str, *, seconds: int) -> Callable[[Pass], Pass]:
    """Declare a work once. Declaring a code twice is a mistake of ours and fails at start-up."""

    def declare(run: Pass) -> Pass:
        if code in WORKS:
            raise ValueError(f"clockwork {code} is declared twice")
        WORKS[code] = Work(code, seconds, run)
        return run

    return declare
