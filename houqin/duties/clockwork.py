"""What the engine does by itself."""

from datetime import datetime

from houqin.duties.materialising import make_occasions, schools_to_make
from houqin.duties.passing import settle_what_is_due
from houqin.duties.sweeping import sweep
from houqin.kernel.clockwork import clockwork

#: Schools whose occasions are made in one transaction: a verb there waits for it.
TOGETHER = 10


@clockwork("duties.pass", seconds=2)
def settle(*, at: datetime) -> int:
    return settle_what_is_due(at=at)


@clockwork("duties.occasions", seconds=15)
def make(*, at: datetime) -> int:
    schools = schools_to_make(at, most=4 * TOGETHER)
    return sum(make_occasions(schools[n : n + TOGETHER], at=at) for n in range(0, len(schools), TOGETHER))


@clockwork("duties.sweep", seconds=300)
def ask_again(*, at: datetime) -> int:
    return sweep(at=at)
