"""May a point be marked now?"""

from collections.abc import Iterator
from datetime import datetime

from houqin.kernel.refusals import KernelReason, Refusal
from houqin.nightwatch.models import Mark, Round
from houqin.nightwatch.reasons import Reason


def has_happened(happened_at: datetime, at: datetime) -> Iterator[Refusal]:
    if happened_at > at:
        yield Refusal(KernelReason.IN_THE_FUTURE, {"happened_at": happened_at})


def is_walked_then(round: Round, happened_at: datetime) -> Iterator[Refusal]:
    """By when it happened, not by when it arrived: a phone without signal brings its marks hours later."""
    if happened_at < round.starts_at:
        yield Refusal(Reason.ROUND_NOT_BEGUN, {"starts_at": round.starts_at})
    elif happened_at >= round.closes_at:
        yield Refusal(Reason.ROUND_OVER, {"closes_at": round.closes_at})


def carries(space, code: str) -> Iterator[Refusal]:
    if space is None:
        yield Refusal(Reason.CODE_UNKNOWN, {"code": code})


def finding_is_said(what: str, item: str) -> Iterator[Refusal]:
    if item and not what:
        yield Refusal(Reason.FINDING_MISSING)


def may_take_back(mark: Mark, *, why: str, is_taken_back: bool) -> Iterator[Refusal]:
    if is_taken_back or mark.corrects_id is not None:
        yield Refusal(Reason.TAKEN_BACK_ALREADY)
    if not why:
        yield Refusal(Reason.WHY_MISSING)
