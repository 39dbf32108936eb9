"""Which of several people's words about one bed stand. Pure: no table is read.

A word is answered by a later one whose author had seen it, and by a later one of the same author. Two words that did
not know of each other both stand: when they say the same, the bed is explained twice; when not, somebody looks again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from houqin.dormitory.models.rolls import EXPLAINED, Said


class Word(Protocol):
    pk: int
    said: str
    seen: int
    by_id: int
    pupil_id: int
    happened_at: datetime


@dataclass(frozen=True)
class Bedside:
    """What is known of one bed in one roll. `said` is one of `Said`; None when nobody has said anything yet.

    `standing` are the words that nobody has answered, the newest first; `last` is the key of the newest mark there is,
    0 when there is none: what the next word has seen.
    """

    said: str | None
    standing: tuple = ()
    last: int = 0

    @property
    def is_explained(self) -> bool:
        return self.said in EXPLAINED

    @property
    def is_disputed(self) -> bool:
        return len({one.said for one in self.standing}) > 1


UNSAID = Bedside(None)


def merged(words: Iterable[Word], *, pupil_id: int | None) -> Bedside:
    """What stands of the words about one bed. Words about a pupil who no longer sleeps there do not explain it."""
    words = list(words)
    last = max((one.pk for one in words), default=0)
    words = [one for one in words if one.pupil_id == pupil_id]
    standing = [one for one in words if not any(_answers(other, one) for other in words)]
    if not standing:
        return Bedside(None, last=last)
    standing.sort(key=lambda one: (one.happened_at, one.pk), reverse=True)
    said = {one.said for one in standing}
    return Bedside(said.pop() if len(said) == 1 else Said.LOOK.value, tuple(standing), last)


def _answers(later: Word, earlier: Word) -> bool:
    if later is earlier:
        return False
    if later.by_id == earlier.by_id:
        return (later.happened_at, later.pk) > (earlier.happened_at, earlier.pk)
    # Nobody has seen a word that was not there yet, whatever their page says.
    return later.pk > earlier.pk and later.seen >= earlier.pk
