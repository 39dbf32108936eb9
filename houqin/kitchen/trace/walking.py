"""The walk itself: a fixed number of queries, each as large as the answer, however long the history."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Min, Sum

from houqin.kernel.quantities import Quantity
from houqin.kitchen.models import (
    BatchIssue,
    CookingTemperature,
    DishBatch,
    Meal,
    RetainedSample,
    ServiceCount,
    Tasting,
)
from houqin.supply.models import Delivery, Lot, Movement, Paper, Preparation, Signature, Supplier

# Every lot above or below a set of lots. UNION drops what was seen: shared inputs cost once, nothing loops.
UP = """
WITH RECURSIVE up(lot_id) AS (
    SELECT id FROM supply_lot WHERE id IN ({places})
    UNION
    SELECT m.lot_id FROM up
      JOIN supply_preparation p ON p.made_id = up.lot_id
      JOIN supply_movement m ON m.preparation_id = p.id AND m.kind = 'consumed'
)
SELECT lot_id FROM up
"""
DOWN = """
WITH RECURSIVE down(lot_id) AS (
    SELECT id FROM supply_lot WHERE id IN ({places})
    UNION
    SELECT p.made_id FROM down
      JOIN supply_movement m ON m.lot_id = down.lot_id AND m.kind = 'consumed'
      JOIN supply_preparation p ON p.id = m.preparation_id
)
SELECT lot_id FROM down
"""


@dataclass(frozen=True)
class Mixed:
    """So much of lot `source` went into lot `made`."""

    source: int
    made: int
    quantity: Quantity


@dataclass(frozen=True)
class Used:
    """So much of a lot went into a batch, net of what came back; when it was first issued."""

    lot: int
    batch: int
    quantity: Quantity
    first_issued_at: object


@dataclass
class Trace:
    """Rows behind and before a focus, by key. What a page draws and a table lists; no query is left to make."""

    focus_lots: frozenset[int]
    focus_batches: frozenset[int]
    lots: dict[int, Lot] = field(default_factory=dict)
    mixes: list[Mixed] = field(default_factory=list)
    uses: list[Used] = field(default_factory=list)
    batches: dict[int, DishBatch] = field(default_factory=dict)
    meals: dict[int, Meal] = field(default_factory=dict)
    deliveries: dict[int, Delivery] = field(default_factory=dict)
    suppliers: dict[int, Supplier] = field(default_factory=dict)
    papers: dict[int, list[Paper]] = field(default_factory=dict)
    inspectors: dict[int, list[str]] = field(default_factory=dict)
    temperatures: dict[int, CookingTemperature] = field(default_factory=dict)
    tastings: dict[int, Tasting] = field(default_factory=dict)
    samples: dict[int, list[RetainedSample]] = field(default_factory=dict)
    eaters: dict[int, list[ServiceCount]] = field(default_factory=dict)
    rests: dict[int, dict[str, int]] = field(default_factory=dict)

    def heads(self, meal_id: int) -> int:
        return sum(count.heads for count in self.eaters.get(meal_id, []))


def trace_lots(lot_ids: Iterable[int]) -> Trace:
    """Both ways from some lots: all they were made from, and all that was made, cooked and eaten of them."""
    focus = frozenset(lot_ids)
    above, below = _closure(UP, focus), _closure(DOWN, focus)
    uses = _uses(lots=below)
    trace = Trace(focus_lots=focus, focus_batches=frozenset(), uses=uses)
    trace.mixes = _mixes(above | below)
    _fill(trace, lots=above | below, batches={use.batch for use in uses})
    trace.rests = _rests(focus)
    return trace


def trace_batches(batch_ids: Iterable[int]) -> Trace:
    """Back from some dish batches to every lot, delivery and supplier, and on to who ate."""
    focus = frozenset(batch_ids)
    uses = _uses(batches=focus)
    above = _closure(UP, {use.lot for use in uses})
    trace = Trace(focus_lots=frozenset(), focus_batches=focus, uses=uses)
    trace.mixes = _mixes(above)
    _fill(trace, lots=above, batches=focus)
    return trace


def _closure(sql: str, lot_ids: Iterable[int]) -> set[int]:
    wanted = sorted(lot_ids)
    if not wanted:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(sql.format(places=", ".join(["%s"] * len(wanted))), wanted)
        return {pk for (pk,) in cursor.fetchall()}


def _uses(*, lots: set[int] | None = None, batches: Iterable[int] | None = None) -> list[Used]:
    """Issues into batches, less what was returned from them."""
    rows = Movement.objects.filter(issue__isnull=False, kind__in=["issued", "returned"])
    if lots is not None:
        rows = rows.filter(lot__in=lots)
    links = BatchIssue.objects.all()
    if batches is not None:
        links = links.filter(batch__in=batches)
        rows = rows.filter(issue__in=links.values("issue"))
    summed = (
        rows.order_by()
        .values("lot_id", "issue_id", "lot__article__base_unit")
        .annotate(total=Sum("amount"), first=Min("moved_at"))
    )
    found = list(summed)
    batch_of = dict(
        BatchIssue.objects.filter(issue__in={row["issue_id"] for row in found}).values_list("issue_id", "batch_id")
    )
    totals: dict[tuple, list] = {}
    for row in found:
        if (batch := batch_of.get(row["issue_id"])) is None:
            continue
        total = totals.setdefault((row["lot_id"], batch), [0, row["lot__article__base_unit"], row["first"]])
        total[0] -= row["total"]
        total[2] = min(total[2], row["first"])
    return [
        Used(lot, batch, Quantity(amount, unit), first)
        for (lot, batch), (amount, unit, first) in sorted(totals.items())
        if amount > 0
    ]


def _mixes(lots: set[int]) -> list[Mixed]:
    rows = (
        Movement.objects.filter(kind="consumed", lot__in=lots, preparation__made__in=lots)
        .order_by()
        .values("lot_id", "preparation__made_id", "lot__article__base_unit")
        .annotate(total=Sum("amount"))
    )
    return [
        Mixed(row["lot_id"], row["preparation__made_id"], Quantity(-row["total"], row["lot__article__base_unit"]))
        for row in rows
    ]


def _rests(lots: frozenset[int]) -> dict[int, dict[str, int]]:
    """What happened to each focus lot besides cooking, by kind of movement, and what is left (“left”)."""
    rows = Movement.objects.filter(lot__in=lots).order_by().values("lot_id", "kind").annotate(total=Sum("amount"))
    rests: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        rests[row["lot_id"]][row["kind"]] += row["total"]
        rests[row["lot_id"]]["left"] += row["total"]
    return {lot: dict(kinds) for lot, kinds in rests.items()}


def _fill(trace: Trace, *, lots: set[int], batches: Iterable[int]) -> None:
    """The rows themselves, with papers, people, temperatures, samples and eaters: ten queries."""
    found = Lot.objects.filter(pk__in=lots).select_related("article", "supplier", "line__delivery__supplier", "space")
    trace.lots = {lot.pk: lot for lot in found}
    lines = {lot.line_id for lot in trace.lots.values() if lot.line_id}
    trace.deliveries = {lot.line.delivery_id: lot.line.delivery for lot in trace.lots.values() if lot.line_id}
    trace.suppliers = {lot.supplier_id: lot.supplier for lot in trace.lots.values() if lot.supplier_id}
    trace.suppliers |= {one.supplier_id: one.supplier for one in trace.deliveries.values()}
    trace.papers = _grouped(Paper.objects.filter(line__in=lines, withdrawn_at=None).order_by("pk"), "line_id")
    signed = Signature.objects.filter(delivery__in=trace.deliveries).select_related("user").order_by("signed_at", "pk")
    trace.inspectors = {
        delivery: [signature.user.name for signature in signatures]
        for delivery, signatures in _grouped(signed, "delivery_id").items()
    }
    cooked = DishBatch.objects.filter(pk__in=list(batches)).select_related("dish", "meal", "cooked_by")
    trace.batches = {batch.pk: batch for batch in cooked.order_by("cooked_at", "pk")}
    trace.meals = {batch.meal_id: batch.meal for batch in trace.batches.values()}
    standing = {"batch__in": trace.batches, "corrected_by": None}
    trace.temperatures = _latest(CookingTemperature.objects.filter(**standing).order_by("happened_at", "pk"))
    trace.tastings = _latest(Tasting.objects.filter(**standing).select_related("by").order_by("happened_at", "pk"))
    trace.samples = _grouped(RetainedSample.objects.filter(**standing).order_by("taken_at", "pk"), "batch_id")
    counts = (
        ServiceCount.objects.filter(meal__in=trace.meals).select_related("school_class").order_by("counted_at", "pk")
    )
    newest = {(count.meal_id, count.school_class_id, count.group): count for count in counts}
    trace.eaters = _grouped(newest.values(), "meal_id")


def _grouped(rows, key: str) -> dict:
    groups: dict = {}
    for row in rows:
        groups.setdefault(getattr(row, key), []).append(row)
    return groups


def _latest(rows) -> dict:
    return {row.batch_id: row for row in rows}


def preparations_of(lot_ids: Iterable[int]) -> dict[int, Preparation]:
    """Who made these lots and when, by lot. One query."""
    rows = Preparation.objects.filter(made__in=list(lot_ids)).select_related("prepared_by")
    return {row.made_id: row for row in rows}
