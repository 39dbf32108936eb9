"""Where food came from and went, both ways: the walk of the trace page, as rows."""

from datetime import timedelta

from ninja import Router

from houqin.kernel.answers import NO
from houqin.kernel.permissions import authorise
from houqin.kitchen.api.trace_schemas import TraceOut
from houqin.kitchen.models import DishBatch, Meal, RetainedSample
from houqin.kitchen.permissions import SEE_TRACE
from houqin.kitchen.trace import Trace, trace_batches, trace_lots
from houqin.kitchen.views.trace import SUPPLIER_DAYS
from houqin.supply.models import Delivery, Lot, Supplier
from houqin.tenancy.reaching import one_of

router = Router(tags=["trace"])


def subject(request, rows, pk: int):
    found = one_of(request, rows, pk)
    authorise(request.user, SEE_TRACE, school=found.school, at=request.now)
    return found


def told(trace: Trace) -> dict:
    return {
        "focus_lots": sorted(trace.focus_lots),
        "focus_batches": sorted(trace.focus_batches),
        "lots": [_lot(trace, lot) for lot in trace.lots.values()],
        "balances": [_balance(pk, balance) for pk, balance in trace.balances.items()],
        "mixes": trace.mixes,
        "preparations": list(trace.preparations.values()),
        "uses": trace.uses,
        "batches": [_batch(trace, batch) for batch in trace.batches.values()],
        "meals": [_meal(trace, meal) for meal in trace.meals.values()],
        "deliveries": [
            _taken(one, "id", "code", "supplier_id", "arrived_at", signed_by=trace.inspectors.get(one.pk, []))
            for one in trace.deliveries.values()
        ],
        "suppliers": list(trace.suppliers.values()),
        "papers": [paper for papers in trace.papers.values() for paper in papers],
    }


def _taken(row, *names: str, **more) -> dict:
    return {name: getattr(row, name) for name in names} | more


def _lot(trace: Trace, lot: Lot) -> dict:
    return _taken(
        lot, "id", "code", "article", "origin", "supplier_id", "line_id", "supplier_lot", "production_date",
        "expiration_date", "received_at", "held_at", goods_class=lot.article.goods_class,
        delivery=lot.line.delivery_id if lot.line_id else None, came=lot.article.quantity(trace.amount_of(lot.pk)),
    )  # fmt: skip


def _batch(trace: Trace, batch: DishBatch) -> dict:
    return _taken(
        batch, "id", "code", "dish", "pot", "meal_id", "state", "cooked_at",
        temperature=trace.temperatures.get(batch.pk), tasting=trace.tastings.get(batch.pk),
        samples=trace.samples.get(batch.pk, []),
    )  # fmt: skip


def _meal(trace: Trace, meal: Meal) -> dict:
    return _taken(
        meal, "id", "code", "on", "kind", "state", "serves_at", "released_at", "released_by",
        heads=trace.heads(meal.pk), eaters=trace.eaters.get(meal.pk, []),
    )  # fmt: skip


def _balance(pk: int, balance) -> dict:
    names = ("came", "cooked", "prepared", "elsewhere", "disposed", "sent_back", "counted", "left", "adds_up")
    return _taken(balance, *names, lot=pk, unit=str(balance.unit.value))


def _lots(request, rows) -> dict:
    return told(trace_lots(rows.values_list("pk", flat=True), school=request.school))


@router.get("/lots/{int:pk}", response={200: TraceOut, **NO}, operation_id="trace_lot", summary="One lot, both ways")
def trace_lot(request, pk: int):
    return told(trace_lots([subject(request, Lot.objects.all(), pk).pk], school=request.school))


@router.get(
    "/deliveries/{int:pk}", response={200: TraceOut, **NO}, operation_id="trace_delivery", summary="All lots of a truck"
)
def trace_delivery(request, pk: int):
    found = subject(request, Delivery.objects.all(), pk)
    return _lots(request, Lot.objects.filter(line__delivery=found))


@router.get(
    "/suppliers/{int:pk}",
    response={200: TraceOut, **NO},
    operation_id="trace_supplier",
    summary="Lots of a supplier received in the last 30 days",
)
def trace_supplier(request, pk: int):
    found = subject(request, Supplier.objects.all(), pk)
    since = request.now - timedelta(days=SUPPLIER_DAYS)
    return _lots(request, Lot.objects.filter(supplier=found, received_at__gte=since))


@router.get(
    "/batches/{int:pk}", response={200: TraceOut, **NO}, operation_id="trace_batch", summary="One pot, back to its lots"
)
def trace_batch(request, pk: int):
    return told(trace_batches([subject(request, DishBatch.objects.all(), pk).pk], school=request.school))


@router.get("/meals/{int:pk}", response={200: TraceOut, **NO}, operation_id="trace_meal", summary="All pots of a meal")
def trace_meal(request, pk: int):
    found = subject(request, Meal.objects.all(), pk)
    return told(trace_batches(found.batches.values_list("pk", flat=True), school=request.school))


@router.get(
    "/samples/{int:pk}", response={200: TraceOut, **NO}, operation_id="trace_sample", summary="The pot of one sample"
)
def trace_sample(request, pk: int):
    return told(trace_batches([subject(request, RetainedSample.objects.all(), pk).batch_id], school=request.school))
