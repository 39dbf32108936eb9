"""Trucks at the door."""

from typing import Literal

from ninja import Query, Router, Status

from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, PageIn, PageOut, WhyIn, page
from houqin.people.selectors import colleague
from houqin.supply import actions
from houqin.supply.api.delivery_schemas import DeliveryIn, DeliveryOut, DeliveryRow, LineOut, StatedIn
from houqin.supply.models import Article, Delivery, Lot, Order, Supplier
from houqin.supply.selectors.deliveries import inspection, with_lines
from houqin.supply.views.seeing import may_see_store
from houqin.tenancy.reaching import one_of, those_of

router = Router(tags=["deliveries"])


def delivery_of(request, pk: int) -> Delivery:
    return one_of(request, Delivery.objects.select_related("supplier", "buyer", "called_off_by"), pk)


def bare(request, pk: int) -> Delivery:
    """For a verb that loads what it needs under its lock."""
    return one_of(request, Delivery.objects.all(), pk)


def told(request, delivery: Delivery) -> dict:
    """A delivery with its lines and what is missing. Read again after a verb, but for what that has just made of it."""
    if delivery.made is None:
        delivery = delivery_of(request, delivery.pk)
    lines, signatures, lots, missing = _closed(delivery) if delivery.inspected_at else _open(request, delivery)
    return {
        **{name: getattr(delivery, name) for name in (
            "id", "code", "state", "supplier", "order_id", "note_number", "arrived_at", "received_at", "inspected_at",
            "vehicle_temperature_c", "is_vehicle_clean", "buyer", "called_off_at", "called_off_reason",
        )},
        "lines": lines, "signatures": signatures, "lots": lots, "missing": [refusal.as_data() for refusal in missing],
    }  # fmt: skip


def _open(request, delivery: Delivery) -> tuple:
    found = inspection(delivery, actor=request.user, at=request.now)
    for looked in found.lines:
        looked.line.refusals = looked.refusals
    return [looked.line for looked in found.lines], found.signatures, [], found.missing


def _closed(delivery: Delivery) -> tuple:
    with_lines(delivery)
    lots = Lot.objects.filter(line__delivery=delivery).order_by("code") if delivery.made is None else delivery.made
    return list(delivery.lines.all()), list(delivery.signatures.all()), list(lots), []


def note_of(request, sent: DeliveryIn) -> dict:
    """The arguments of `register_delivery` besides the lines."""
    return {
        "supplier": one_of(request, Supplier.objects.select_related("school__bureau"), sent.supplier),
        "order": one_of(request, Order.objects.all(), sent.order),
        "buyer": colleague(request.school, sent.buyer, on=request.school.localdate(request.now)),
        "arrived_at": sent.arrived_at,
        "note_number": sent.note_number,
        "vehicle_temperature_c": sent.vehicle_temperature_c,
        "is_vehicle_clean": sent.is_vehicle_clean,
    }


class DeliveriesIn(PageIn):
    state: Literal[tuple(Delivery.State.values)] | None = None


@router.get(
    "", response={200: PageOut[DeliveryRow], **NO}, operation_id="list_deliveries", summary="Deliveries, newest first"
)
def list_deliveries(request, asked: Query[DeliveriesIn]):
    rows = Delivery.objects.of(may_see_store(request)).select_related("supplier")
    return page(rows.filter(state=asked.state) if asked.state else rows, asked)


@router.get("/{int:pk}", response={200: DeliveryOut, **NO}, operation_id="get_delivery", summary="One delivery")
def get_delivery(request, pk: int):
    delivery = delivery_of(request, pk)
    may_see_store(request, delivery.school)
    return told(request, delivery)


@router.post(
    "",
    response={201: DeliveryOut, **NO},
    operation_id="register_delivery",
    summary="Enter a truck at the door (GT-01, GT-06)",
    **ONCE,
)
def register_delivery(request, sent: DeliveryIn):
    note = note_of(request, sent)
    articles = those_of(request, Article.objects.all(), (line.article for line in sent.lines))
    lines = [line.stated(articles) for line in sent.lines]
    delivery = call(request, actions.register_delivery, about=[note["supplier"]], lines=lines, **note)
    return Status(201, told(request, delivery))


@router.post(
    "/{int:pk}/lines",
    response={201: LineOut, **NO},
    operation_id="add_delivery_line",
    summary="One line more on an open note",
    **ONCE,
)
def add_delivery_line(request, pk: int, sent: StatedIn):
    delivery = bare(request, pk)
    articles = those_of(request, Article.objects.all(), [sent.article])
    line = call(request, actions.add_line, about=[delivery], delivery=delivery, stated=sent.stated(articles))
    return Status(201, line)


@router.post(
    "/{int:pk}/call-off",
    response={200: DeliveryOut, **NO},
    operation_id="call_off_delivery",
    summary="It was entered by mistake; until it is inspected",
    **ONCE,
)
def call_off_delivery(request, pk: int, sent: WhyIn):
    delivery = delivery_of(request, pk)
    return told(request, call(request, actions.call_off_delivery, about=[delivery], delivery=delivery, why=sent.reason))


@router.post(
    "/{int:pk}/accept-rest",
    response={200: DeliveryOut, **NO},
    operation_id="accept_rest",
    summary="Accept as stated every undecided line that nothing speaks against",
    **ONCE,
)
def accept_rest(request, pk: int):
    delivery = bare(request, pk)
    return told(request, call(request, actions.accept_rest, about=[delivery], delivery=delivery))


@router.post(
    "/{int:pk}/sign",
    response={200: DeliveryOut, **NO},
    operation_id="sign_delivery",
    summary="Stand for the inspection, with a personal token (GT-03)",
    **ONCE,
)
def sign_delivery(request, pk: int):
    delivery = bare(request, pk)
    call(request, actions.sign_inspection, about=[delivery], delivery=delivery)
    return told(request, delivery)


@router.post(
    "/{int:pk}/finish",
    response={200: DeliveryOut, **NO},
    operation_id="finish_delivery",
    summary="Close the inspection: what was accepted becomes lots (GT-01 to GT-04)",
    **ONCE,
)
def finish_delivery(request, pk: int):
    delivery = bare(request, pk)
    return told(request, call(request, actions.finish_inspection, about=[delivery], delivery=delivery))
