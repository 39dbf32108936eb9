"""What apps above do once the school knows where a pupil is, in the transaction in which it is written down.

@hears_where                                    # in the app's `hearing.py`
def end_the_search(pupils, kind, *, happened_at, actor, at): ...

`kind` is a value of `AwayKind`, or “leave” when the pupil went with somebody. Whoever calls holds the pupils' rows.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

from houqin.people.models import Pupil

HEARERS: list[Callable] = []


def hears_where(hearer: Callable) -> Callable:
    HEARERS.append(hearer)
    return hearer


def say_where(pupils: Iterable[Pupil], kind: str, *, happened_at: datetime, actor, at: datetime) -> None:
    pupils = list(pupils)
    for hear in HEARERS:
        hear(pupils, kind, happened_at=happened_at, actor=actor, at=at)
