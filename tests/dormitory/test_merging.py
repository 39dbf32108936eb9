"""Two people, one bed, no signal: what stands."""

from dataclasses import dataclass
from datetime import datetime

import pytest

from houqin.dormitory.merging import merged

HALF_PAST, LATER = datetime(2026, 3, 11, 22, 30), datetime(2026, 3, 11, 22, 40)


@dataclass(frozen=True)
class A:
    pk: int
    said: str
    by_id: int = 1
    seen: int = 0
    happened_at: datetime = HALF_PAST
    pupil_id: int = 7


@pytest.mark.parametrize(("words", "said"), [
    ([], None),
    ([A(1, "present")], "present"),
    ([A(1, "present"), A(2, "present", by_id=2)], "present"),
    ([A(1, "present"), A(2, "missing", by_id=2)], "look"),
    ([A(1, "missing"), A(2, "present", by_id=2, seen=1)], "present"),
    # One person corrects what they said, whatever arrives first.
    ([A(1, "missing", happened_at=LATER), A(2, "present")], "missing"),
    ([A(1, "present"), A(2, "missing", happened_at=LATER)], "missing"),
    # A third who has seen both settles it.
    ([A(1, "present"), A(2, "missing", by_id=2), A(3, "present", by_id=3, seen=2)], "present"),
    # What was said of the pupil who slept there before explains nothing.
    ([A(1, "present", pupil_id=8)], None),
])  # fmt: skip
def test_what_stands(words, said):
    assert merged(words, pupil_id=7).said == said


def test_the_next_word_has_seen_all_there_is():
    assert merged([A(1, "missing", happened_at=LATER), A(9, "present")], pupil_id=7).last == 9
