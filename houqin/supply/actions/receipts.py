"""A whole truck in one entry, as a machine sends it: the note, its papers and what is taken."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from houqin.kernel.refusals import Refused
from houqin.supply.actions.deliveries import register_delivery
from houqin.supply.actions.lines import accept_rest, decide_line
from houqin.supply.actions.open_deliveries import Stated
from houqin.supply.actions.papers import add_paper
from houqin.supply.models import Delivery


@dataclass(frozen=True)
class PaperSeen:
    """A paper that lay on the goods; see `add_paper`."""

    kind: str
    number: str = ""
    for_lot: str = ""
    valid_until: date | None = None
    passed: bool | None = None


@dataclass(frozen=True)
class Decision:
    """Parts of a line in base units; see `decide_line`."""

    accepted: int
    returned: int = 0
    quarantined: int = 0
    reject_reason: str = ""
    remark: str = ""


@dataclass(frozen=True)
class LineSeen:
    """`decision` is None for a line that is taken as stated when nothing speaks against it."""

    stated: Stated
    papers: list[PaperSeen] = field(default_factory=list)
    decision: Decision | None = None


@transaction.atomic
def enter_receipt(*, lines: Iterable[LineSeen], actor, at: datetime, **note) -> Delivery:
    """Register a delivery with its papers, decide its lines, accept the rest. `note` is that of `register_delivery`.

    Nobody signs here: a signature is a person's own act. Lines that the gates speak against stay undecided.
    Raises Refused with the reasons of every decided line: as `register_delivery`, `add_paper`, `decide_line`.
    """
    lines = list(lines)
    delivery = register_delivery(lines=[line.stated for line in lines], actor=actor, at=at, **note)
    refusals = []
    for row, seen in zip(delivery.lines.order_by("number"), lines, strict=False):
        try:
            for paper in seen.papers:
                add_paper(line=row, actor=actor, at=at, **vars(paper))
            if seen.decision:
                decide_line(line=row, actor=actor, at=at, **vars(seen.decision))
        except Refused as refused:
            refusals += refused.refusals
    if refusals:
        raise Refused(refusals)
    return accept_rest(delivery=delivery, actor=actor, at=at)
