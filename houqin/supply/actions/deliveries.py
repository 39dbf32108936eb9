"""A truck at the door."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import Refusal, require
from houqin.supply import events
from houqin.supply.actions.open_deliveries import Stated, locked, new_line, stated_is_sane
from houqin.supply.gates.buying import articles_may_be_bought, same_school, supplier_may_deliver_all
from houqin.supply.gates.entering import has_come, temperature_is_sane, why_is_given
from houqin.supply.gates.receiving import delivery_is_open
from houqin.supply.models import Delivery, DeliveryLine, Order, Supplier
from houqin.supply.permissions import RECEIVE_GOODS
from houqin.supply.reasons import Reason
from houqin.supply.selectors.suppliers import supplier_with_standing
from houqin.tenancy.codes import next_code
from houqin.tenancy.parameters import parameters_of
from houqin.tenancy.posts import Post
from houqin.tenancy.school_rows import lock_one


@transaction.atomic
def register_delivery(
    *,
    supplier: Supplier,
    arrived_at: datetime,
    actor,
    at: datetime,
    lines: Iterable[Stated] = (),
    order: Order | None = None,
    note_number: str = "",
    vehicle_temperature_c: Decimal | None = None,
    is_vehicle_clean: bool | None = None,
    buyer=None,
) -> Delivery:
    """Enter a truck at the door. Without lines, those of the order are taken as stated.

    The buyer is whoever sent the order; without an order the one named, or a buyer who enters it. `received_at` is
    the moment of entry: a note entered later is accepted as what it is, and says so in the journal.
    Raises Refused: everything of GT-01 and GT-06, IN_THE_FUTURE, NO_LINES, ORDER_NOT_SENT, amounts.
    """
    school = supplier.school
    authorise(actor, RECEIVE_GOODS, school=school, at=at)
    supplier = supplier_with_standing(supplier.pk)
    if order:
        order = lock_one(Order, order.pk, "ordered_by", "supplier", school=school)
    lines = list(lines) or _as_ordered(order)
    articles = [line.article for line in lines]
    on = school.localdate(arrived_at)
    require(
        has_come(arrived_at, at=at),
        same_school(school, order, *articles),
        _order_is_on_its_way(order, supplier),
        () if lines else [Refusal(Reason.NO_LINES)],
        supplier_may_deliver_all(supplier, articles, on=on),
        articles_may_be_bought(articles),
        temperature_is_sane(vehicle_temperature_c),
        *(stated_is_sane(line) for line in lines),
    )
    delivery = Delivery.objects.create(
        school=school,
        code=next_code(school, "SH", school.localdate(at)),
        supplier=supplier,
        order=order,
        note_number=note_number.strip(),
        arrived_at=arrived_at,
        received_at=at,
        vehicle_temperature_c=vehicle_temperature_c,
        is_vehicle_clean=is_vehicle_clean,
        buyer=order.ordered_by if order else buyer or _buyer_among(actor, school, at),
        registered_by=actor,
    )
    parameters = parameters_of(school, on=on)
    DeliveryLine.objects.bulk_create(
        new_line(delivery, number, line, on=on, parameters=parameters) for number, line in enumerate(lines, start=1)
    )
    record(
        events.DELIVERY_REGISTERED, delivery, about=[supplier, order], actor=actor, at=at, happened_at=arrived_at,
        code=delivery.code, supplier=supplier.name, lines=len(lines), late=said_late(delivery),
    )  # fmt: skip
    return delivery


@transaction.atomic
def call_off_delivery(*, delivery: Delivery, why: str, actor, at: datetime) -> Delivery:
    """It was entered by mistake: another truck, another school, twice. Until it is inspected, so before any lot.

    Lines, papers and signatures stay as they are; an order is on its way again.  Raises Refused: ALREADY_INSPECTED,
    DELIVERY_CALLED_OFF, WHY_MISSING.
    """
    authorise(actor, RECEIVE_GOODS, school=delivery.school, at=at)
    delivery = locked(delivery)
    require(delivery_is_open(delivery), why_is_given(why))
    delivery.state, delivery.called_off_at, delivery.called_off_by = Delivery.State.CALLED_OFF, at, actor
    delivery.called_off_reason = why.strip()
    delivery.save(update_fields=["state", "called_off_at", "called_off_by", "called_off_reason"])
    record(
        events.DELIVERY_CALLED_OFF, delivery, about=[delivery.supplier, delivery.order], actor=actor, at=at,
        code=delivery.code, supplier=delivery.supplier.name, why=delivery.called_off_reason,
    )  # fmt: skip
    return delivery


def said_late(delivery: Delivery):
    """“entered late” when the note was entered on another day than the goods came; else nothing."""
    school = delivery.school
    late = school.localdate(delivery.arrived_at) != school.localdate(delivery.received_at)
    return _("entered late") if late else ""


def _as_ordered(order: Order | None) -> list[Stated]:
    lines = order.lines.select_related("article").order_by("pk") if order else ()
    return [Stated(article=line.article, amount=line.amount) for line in lines]


def _buyer_among(actor, school, at):
    return actor if Post.BUYER.value in actor.posts_in(school, at) else None


def _order_is_on_its_way(order: Order | None, supplier: Supplier) -> Iterator[Refusal]:
    if order is None:
        return
    if order.supplier_id != supplier.pk:
        facts = {"code": order.code, "supplier": order.supplier.name}
        yield Refusal(Reason.ORDER_OF_ANOTHER, facts, where=order)
    if order.state != Order.State.SENT:
        facts = {"code": order.code, "state": order.get_state_display()}
        yield Refusal(Reason.ORDER_NOT_SENT, facts, where=order)
