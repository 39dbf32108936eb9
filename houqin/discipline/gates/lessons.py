"""Why a safety lesson may not be recorded."""

from collections.abc import Iterator

from houqin.discipline.reasons import Reason
from houqin.kernel.refusals import Refusal


def may_teach(pupils: list, topics: list[str]) -> Iterator[Refusal]:
    if not pupils:
        yield Refusal(Reason.NOBODY_LISTED)
    if not topics:
        yield Refusal(Reason.NO_TOPIC)
