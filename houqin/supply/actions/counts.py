"""Counting what is there."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from houqin.duties.actions import answer_codes
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import KernelReason, Refusal, refuse, require
from houqin.kernel.spoken import Spoken, spoken
from houqin.kernel.transactions import lock
from houqin.people.gates import canteen_has_its_people
from houqin.people.selectors import holders
from houqin.supply import events
from houqin.supply.gates.entering import fits_one_entry
from houqin.supply.gates.store import may_witness
from houqin.supply.models import CountLine, Lot, Movement, StockCount
from houqin.supply.permissions import COUNT_STOCK
from houqin.supply.reasons import Reason
from houqin.tenancy.codes import next_code


class CountedLine(NamedTuple):
    """What was there of a lot. `book_amount` is what the counter saw as booked; None trusts the moment."""

    lot: Lot
    counted_amount: int
    reason: str = ""
    book_amount: int | None = None


@transaction.atomic
def count_stock(*, lines: Iterable[CountedLine], witness, actor, at: datetime) -> StockCount:
    """Write down a count and put right what differs, each with its reason (rule ST-10). The first lot names the school.

    Raises Refused: NOTHING_CHOSEN, LOT_TWICE, OTHER_SCHOOL, NOT_POSITIVE, TOO_MUCH, VARIANCE_UNEXPLAINED, STOCK_MOVED,
    WITNESS_IS_YOU, WITNESS_NOT_IN_OFFICE, POSTS_VACANT. The number of queries does not depend on that of lots.
    """
    lines = [CountedLine(*line) for line in lines]
    if not lines:
        refuse(Reason.NOTHING_CHOSEN)
    school = lines[0].lot.school
    authorise(actor, COUNT_STOCK, school=school, at=at)
    on = school.localdate(at)
    wanted = {line.lot.pk for line in lines}
    lock(Lot.objects.filter(pk__in=wanted))
    lots = Lot.objects.filter(pk__in=wanted).select_related("article").with_balance().in_bulk()
    require(
        _each_once(lines),
        (refusal for line in lines for refusal in _line_holds(line, lots[line.lot.pk], school)),
        may_witness(witness, actor=actor, school=school, at=at),
        canteen_has_its_people(holders(school, on=on)),
    )
    count = StockCount.objects.create(
        school=school, code=next_code(school, "PD", on), counted_by=actor, witness=witness, counted_at=at
    )
    CountLine.objects.bulk_create(
        CountLine(
            school=school, count=count, lot=lots[line.lot.pk], book_amount=lots[line.lot.pk].left,
            counted_amount=line.counted_amount, reason=line.reason.strip(),
        )
        for line in lines
    )  # fmt: skip
    different = [line for line in lines if line.counted_amount != lots[line.lot.pk].left]
    _put_right(count, different, lots, actor=actor, at=at)
    record(
        events.STOCK_COUNTED,
        count,
        about=[lots[line.lot.pk] for line in different],
        actor=actor,
        at=at,
        code=count.code,
        lots=len(lines),
        witness=witness.name,
        lines=[_said(line, lots[line.lot.pk]) for line in different],
    )
    answer_codes(school, "supply.count-stock", at=at)
    return count


def _put_right(count: StockCount, different: list[CountedLine], lots: dict, *, actor, at) -> None:
    Movement.objects.bulk_create(
        Movement(
            school_id=count.school_id, lot=lots[line.lot.pk], kind=Movement.Kind.COUNTED,
            amount=line.counted_amount - lots[line.lot.pk].left, note=f"{count.code} {line.reason.strip()}"[:200],
            moved_at=at, moved_by=actor,
        )
        for line in different
    )  # fmt: skip
    gone = [line.lot.pk for line in different if line.counted_amount == 0]
    found = [line.lot.pk for line in different if line.counted_amount > 0]
    Lot.objects.filter(pk__in=gone).update(emptied_at=at)
    Lot.objects.filter(pk__in=found, emptied_at__isnull=False).update(emptied_at=None, disposed_at=None)


def _said(line: CountedLine, lot: Lot) -> str | Spoken:
    left, counted = lot.article.quantity(lot.left), lot.article.quantity(line.counted_amount)
    return spoken(lambda: f"{lot.article.name} {lot.code} {left} → {counted} {line.reason.strip()}")


def _each_once(lines: list[CountedLine]) -> Iterator[Refusal]:
    times = Counter(line.lot.pk for line in lines)
    for line in {line.lot.pk: line for line in lines}.values():
        if times[line.lot.pk] > 1:
            yield Refusal(Reason.LOT_TWICE, {"code": line.lot.code})


def _line_holds(line: CountedLine, lot: Lot, school) -> Iterator[Refusal]:
    if lot.school_id != school.pk:
        yield Refusal(KernelReason.OTHER_SCHOOL, {"what": lot.code})
        return
    quantity = lot.article.quantity
    if not isinstance(line.counted_amount, int) or line.counted_amount < 0:
        yield Refusal(KernelReason.NOT_POSITIVE)
        return
    yield from fits_one_entry(lot.article, line.counted_amount)
    if line.book_amount is not None and line.book_amount != lot.left:
        yield Refusal(Reason.STOCK_MOVED, {"code": lot.code, "book": quantity(lot.left)}, where=lot)
    elif line.counted_amount != lot.left and not line.reason.strip():
        facts = {"code": lot.code, "book": quantity(lot.left), "counted": quantity(line.counted_amount)}
        yield Refusal(Reason.VARIANCE_UNEXPLAINED, facts, where=lot)
