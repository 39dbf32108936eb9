"""One thing a person can do next. Domain apps say what; the Today page puts them in order."""

from dataclasses import dataclass, field
from datetime import datetime

from houqin.kernel.refusals import Refusal

#: Worst first: the order of a list of things to do.
WORST_FIRST = ("missed", "late", "due", "blocked", "waiting", "held", "done")


@dataclass(frozen=True)
class Action:
    """`state` is one of the seven; `by` the moment it should be done, None when there is none."""

    code: str
    title: str
    state: str
    url: str
    verb: str
    by: datetime | None = None
    detail: str = ""
    refusals: list[Refusal] = field(default_factory=list)
    #: Above everything else, whatever its state.
    comes_first: bool = False


def in_order(actions: list[Action], *, at: datetime) -> list[Action]:
    """Worst first; of the same state, what has a time before what has none, by that time."""

    def place(action: Action) -> tuple:
        return not action.comes_first, WORST_FIRST.index(action.state), action.by is None, action.by or at

    return sorted(actions, key=place)
