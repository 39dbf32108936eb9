"""The walk itself: a fixed number of queries, each as large as the answer, however long the history."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from django.db.models import Sum

from houqin.journal.models import Attachment
from houqin.kernel.prepared import Prepared
from houqin.kernel.quantities import BaseUnit, Quantity
from houqin.kitchen.models import (
    BatchIssue,
    CookingTemperature,
    DishBatch,
    Meal,
    RetainedSample,
    ServiceCount,
    Tasting,
)
from houqin.kitchen.trace.balancing import Balance, Moved, balances_of, came_of, movements_of
from houqin.kitchen.trace.sharing import share, share_school
from houqin.people.models import SchoolClass, User
from houqin.supply.models import Approval, Delivery, Lot, Paper, Preparation, Signature, Supplier
from houqin.supply.selectors import lots_above, lots_around
from houqin.tenancy.schools import School

#: A slip is mended by a `corrected` movement that keeps the issue or preparation it belongs to.
INTO_POTS = ("issued", "returned", "corrected")
INTO_LOTS = ("consumed", "corrected")


@dataclass(frozen=True)
class Mixed:
    """So much of lot `source` went into lot `made`."""

    source: int
    made: int
    quantity: Quantity


@dataclass(frozen=True)
class Used:
    """So much of a lot went into a batch, net of what came back; when and by whom it was issued first."""

    lot: int
    batch: int
    quantity: Quantity
    first_issued_at: datetime
    issued_by: tuple[str, ...]


@dataclass
class Trace:
    """Rows behind and before a focus, by key. What a page draws and a table lists; one query is left: `approvals`."""

    focus_lots: frozenset[int]
    focus_batches: frozenset[int]
    school: School | None = None
    lots: dict[int, Lot] = field(default_factory=dict)
    mixes: list[Mixed] = field(default_factory=list)
    uses: list[Used] = field(default_factory=list)
    came: dict[int, int] = field(default_factory=dict)
    preparations: dict[int, Preparation] = field(default_factory=dict)
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
    moved: list[Moved] = field(default_factory=list)
    balances: dict[int, Balance] = field(default_factory=dict)

    @property
    def lot(self) -> Lot | None:
        """The one lot in focus; None when there are none or several."""
        return self.lots.get(next(iter(self.focus_lots))) if len(self.focus_lots) == 1 else None

    @property
    def pots(self) -> list[DishBatch]:
        """Every batch that something went into, and those in focus."""
        return list(self.batches.values())

    @property
    def released_meals(self) -> list[Meal]:
        return [meal for meal in self.meals.values() if meal.released_at]

    @property
    def waiting_meals(self) -> list[Meal]:
        return [meal for meal in self.meals.values() if not meal.released_at]

    def amount_of(self, lot_id: int) -> int:
        """How much of a lot there once was, in base units."""
        return self.balances[lot_id].came if lot_id in self.balances else self.came.get(lot_id, 0)

    def heads(self, meal_id: int) -> int:
        return sum(count.heads for count in self.eaters.get(meal_id, []))

    @cached_property
    def approvals(self) -> dict[int, list[Approval]]:
        """Those of the suppliers, longest first. Read when a page or a table first asks; machines never do."""
        return _grouped(_asked(APPROVALS, self.suppliers), "supplier_id")

    def approval(self, lot: Lot) -> Approval | None:
        """The approval that let this lot in: of its class, in force on the day of receipt. None when none was."""
        on = lot.school.localdate(lot.received_at)
        return next(
            (
                one
                for one in self.approvals.get(lot.supplier_id, [])
                if one.goods_class == lot.article.goods_class and one.starts_on <= on <= one.ends_on
            ),
            None,
        )


def trace_lots(lot_ids: Iterable[int], *, school: School | None = None) -> Trace:
    """Both ways from some lots: all they were made from, and all that was made, cooked and eaten of them.

    `school` is theirs, when the caller has it loaded.
    """
    focus = frozenset(lot_ids)
    moved = movements_of(lots_around(focus), all_of=focus)
    mixes = _mixes(moved)
    above, below = _reach(focus, mixes, up=True), _reach(focus, mixes, up=False)
    trace = Trace(focus_lots=focus, focus_batches=frozenset(), school=school, moved=moved, uses=_uses(lots=below))
    trace.mixes = [mix for mix in mixes if {mix.source, mix.made} <= above | below]
    _fill(trace, lots=above | below, batches={use.batch for use in trace.uses})
    in_pots = [(use.lot, use.quantity) for use in trace.uses]
    trace.balances = balances_of([trace.lots[pk] for pk in sorted(focus)], trace.moved, in_pots=in_pots)
    return trace


def trace_batches(batch_ids: Iterable[int], *, school: School | None = None) -> Trace:
    """Back from some dish batches to every lot, delivery and supplier, and on to who ate."""
    focus = frozenset(batch_ids)
    uses = _uses(batches=focus)
    start = {use.lot for use in uses}
    moved = movements_of(lots_above(start), all_of=())
    mixes = _mixes(moved)
    above = _reach(start, mixes, up=True)
    trace = Trace(focus_lots=frozenset(), focus_batches=focus, school=school, moved=moved, uses=uses)
    trace.mixes = [mix for mix in mixes if {mix.source, mix.made} <= above]
    _fill(trace, lots=above, batches=focus)
    return trace


def _reach(start: Iterable[int], mixes: Iterable[Mixed], *, up: bool) -> set[int]:
    """What is truly linked: a preparation whose input was corrected to nothing leads nowhere."""
    steps = defaultdict(list)
    for mix in mixes:
        here, there = (mix.made, mix.source) if up else (mix.source, mix.made)
        steps[here].append(there)
    reached, waiting = set(start), list(start)
    while waiting:
        for there in steps[waiting.pop()]:
            if there not in reached:
                reached.add(there)
                waiting.append(there)
    return reached


def _uses(*, lots: set[int] | None = None, batches: Iterable[int] | None = None) -> list[Used]:
    """Issues into batches, less what was returned from them. One query."""
    found = USES_OF(lots=lots) if lots else USES_IN(batches=list(batches)) if batches else ()
    together: dict[tuple[int, int], list[IntoPot]] = defaultdict(list)
    for row in sorted(map(IntoPot._make, found), key=lambda row: (row.at, row.issue)):
        together[row.lot, row.batch].append(row)
    return [use for key, rows in sorted(together.items()) if (use := _used(key, rows)).quantity.amount > 0]


class IntoPot(NamedTuple):
    """What one issue moved of one lot into a pot, returns included."""

    batch: int
    issue: int
    by: str
    at: datetime
    lot: int
    unit: str
    total: int


def _into_pots(**which):
    columns = ("batch_id", "issue_id", "issue__issued_by__name", "issue__issued_at", "issue__movements__lot_id",
               "issue__movements__lot__article__base_unit")  # fmt: skip
    rows = BatchIssue.objects.filter(issue__movements__kind__in=INTO_POTS, **which).order_by()
    return rows.values_list(*columns).annotate(total=Sum("issue__movements__amount"))


USES_OF = Prepared(lambda lots: _into_pots(issue__movements__lot__in=lots))
USES_IN = Prepared(lambda batches: _into_pots(batch__in=batches))


def _used(key: tuple[int, int], rows: list[IntoPot]) -> Used:
    people = tuple(dict.fromkeys(row.by for row in rows if row.total < 0))
    amount = -sum(row.total for row in rows)
    return Used(*key, Quantity(amount, BaseUnit(rows[0].unit)), rows[0].at, people)


def _mixes(moved: Iterable[Moved]) -> list[Mixed]:
    total: dict[tuple[int, int], int] = defaultdict(int)
    units = {}
    for one in moved:
        if one.kind in INTO_LOTS and one.made not in (None, one.lot):
            total[one.lot, one.made] -= one.amount
            units[one.lot] = BaseUnit(one.unit)
    return [Mixed(*key, Quantity(amount, units[key[0]])) for key, amount in sorted(total.items()) if amount > 0]


def _standing(model, keys):
    return model.objects.filter(batch__in=keys, corrected_by=None)


LOTS = Prepared(
    lambda lots: (
        Lot.objects.filter(pk__in=lots)
        .select_related("article", "supplier", "line__delivery__supplier", "space")
        .order_by("received_at", "pk")
    )
)
PREPARATIONS = Prepared(lambda keys: Preparation.objects.filter(made__in=keys))
PAPERS = Prepared(lambda keys: Paper.objects.filter(line__in=keys, withdrawn_at=None).order_by("pk"))
SIGNATURES = Prepared(lambda keys: Signature.objects.filter(delivery__in=keys).order_by("signed_at", "pk"))
BATCHES = Prepared(
    lambda keys: DishBatch.objects.filter(pk__in=keys).select_related("dish", "meal").order_by("-meal__serves_at", "pk")
)
TEMPERATURES = Prepared(lambda keys: _standing(CookingTemperature, keys).order_by("happened_at", "pk"))
TASTINGS = Prepared(lambda keys: _standing(Tasting, keys).order_by("happened_at", "pk"))
SAMPLES = Prepared(lambda keys: _standing(RetainedSample, keys).select_related("cabinet").order_by("taken_at", "pk"))
APPROVALS = Prepared(
    lambda keys: Approval.objects.filter(supplier__in=keys, withdrawn_at=None).order_by("-ends_on", "pk")
)
COUNTS = Prepared(lambda keys: ServiceCount.objects.filter(meal__in=keys).order_by("counted_at", "pk"))


def _asked(rows: Prepared, keys: Iterable[int]) -> list:
    """No query for no keys."""
    return rows(keys=list(keys)) if keys else []


def _fill(trace: Trace, *, lots: set[int], batches: Iterable[int]) -> None:
    """The rows themselves, with papers, people, temperatures, samples and eaters: twelve queries."""
    trace.lots = {lot.pk: lot for lot in LOTS(lots=lots)} if lots else {}
    trace.came = came_of(trace.moved)
    trace.preparations = {row.made_id: row for row in _asked(PREPARATIONS, trace.lots)}
    lines = {lot.line_id for lot in trace.lots.values() if lot.line_id}
    trace.deliveries = {lot.line.delivery_id: lot.line.delivery for lot in trace.lots.values() if lot.line_id}
    trace.suppliers = {lot.supplier_id: lot.supplier for lot in trace.lots.values() if lot.supplier_id}
    trace.suppliers |= {one.supplier_id: one.supplier for one in trace.deliveries.values()}
    papers = _asked(PAPERS, lines)
    trace.papers = _grouped(papers, "line_id")
    signed = _asked(SIGNATURES, trace.deliveries)
    trace.batches = {batch.pk: batch for batch in _asked(BATCHES, batches)}
    for batch in trace.batches.values():
        batch.meal = trace.meals.setdefault(batch.meal_id, batch.meal)
    trace.temperatures = _latest(_asked(TEMPERATURES, trace.batches))
    trace.tastings = _latest(_asked(TASTINGS, trace.batches))
    samples = _asked(SAMPLES, trace.batches)
    trace.samples = _grouped(samples, "batch_id")
    counts = _asked(COUNTS, trace.meals)
    newest = {(count.meal_id, count.school_class_id, count.group): count for count in counts}
    share(SchoolClass, ("school_class", newest.values()))
    share(Attachment, ("attachment", papers))
    share(
        User, ("user", signed), ("prepared_by", trace.preparations.values()), ("by", trace.temperatures.values()),
        ("by", trace.tastings.values()), ("taken_by", samples), ("cooked_by", trace.batches.values()),
        ("released_by", trace.meals.values()),
    )  # fmt: skip
    trace.school = share_school(
        trace.school, trace.lots.values(), trace.deliveries.values(), trace.batches.values(), trace.meals.values()
    )
    trace.inspectors = {
        delivery: [signature.user.name for signature in signatures]
        for delivery, signatures in _grouped(signed, "delivery_id").items()
    }
    trace.eaters = _grouped(sorted(newest.values(), key=_by_class), "meal_id")


def _by_class(count: ServiceCount) -> tuple:
    if count.school_class_id is None:
        return (1, 0, 0, count.group)
    return (0, count.school_class.grade, count.school_class.number, "")


def _grouped(rows, key: str) -> dict:
    groups: dict = {}
    for row in rows:
        groups.setdefault(getattr(row, key), []).append(row)
    return groups


def _latest(rows) -> dict:
    return {row.batch_id: row for row in rows}
