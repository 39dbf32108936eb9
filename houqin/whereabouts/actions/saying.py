"""One entry in the journal for one leave or for a whole class of them; each leave's history shows it."""

from collections.abc import Iterable
from datetime import datetime

from houqin.journal.actions import record
from houqin.whereabouts.models import Leave


def say(
    kinds: tuple, rows: list[Leave], *, also: Iterable[Leave] = (), actor, at: datetime,
    happened_at: datetime | None = None,
) -> None:  # fmt: skip
    """`kinds` is (for one, for many). Every row has its pupil loaded; `also` are other leaves of the same pupils."""
    one, many = kinds
    about = [*rows[1:], *also, *(row.pupil for row in rows)]
    if len(rows) == 1:
        record(one, rows[0], about=about, actor=actor, at=at, happened_at=happened_at, number=rows[0].pupil.number)
    else:
        record(many, rows[0], about=about, actor=actor, at=at, happened_at=happened_at, count=len(rows))
