"""What the verbs on an open delivery share: one lock, one line made from what the note says, signatures that lapse."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from houqin.journal.actions import record
from houqin.kernel.prepared import Prepared
from houqin.kernel.refusals import Refusal
from houqin.supply import events
from houqin.supply.gates.entering import amount_is_sane, temperature_is_sane
from houqin.supply.goods_classes import goods_class
from houqin.supply.models import Article, Delivery, DeliveryLine, Signature
from houqin.supply.shelf_life import expiration_date
from houqin.tenancy.school_rows import lock_one, with_school


@dataclass(frozen=True)
class Stated:
    """One line of a delivery note. `expiration_date` only when it is printed; else it is computed."""

    article: Article
    amount: int
    supplier_lot: str = ""
    production_date: date | None = None
    shelf_life_days: int | None = None
    expiration_date: date | None = None
    arrival_temperature_c: Decimal | None = None


def locked(delivery: Delivery) -> Delivery:
    return lock_one(Delivery, delivery.pk, "buyer", school=delivery.school)


LINE = Prepared(lambda line: DeliveryLine.objects.filter(pk=line).select_related("article"))
SIGNED = Prepared(
    lambda delivery: Signature.objects.filter(delivery=delivery).order_by("pk").values_list("user__name", flat=True)
)


def locked_line(line: DeliveryLine) -> DeliveryLine:
    """The delivery is what is locked: its lines change only under it."""
    delivery = lock_one(Delivery, line.delivery_id, school=line.school)
    [fresh] = LINE(line=line)
    line = with_school(fresh, line.school)
    line.delivery = delivery
    return line


def new_line(delivery, number: int, stated: Stated, *, on: date, parameters) -> DeliveryLine:
    line = DeliveryLine(
        school=delivery.school,
        delivery=delivery,
        number=number,
        article=stated.article,
        amount=stated.amount,
        supplier_lot=stated.supplier_lot.strip(),
        production_date=stated.production_date,
        shelf_life_days=stated.shelf_life_days,
        arrival_temperature_c=stated.arrival_temperature_c,
    )
    line.expiration_date = stated.expiration_date or last_day(line, on=on, parameters=parameters)
    return line


def last_day(line: DeliveryLine, *, on: date, parameters) -> date | None:
    """What follows when the label prints no last day: from the shelf life, else from the class (SL-03)."""
    article = line.article
    fresh = goods_class(article.goods_class).shelf_life
    return expiration_date(
        production_date=line.production_date,
        shelf_life_days=line.shelf_life_days or article.shelf_life_days,
        received_on=on,
        fresh_days=int(parameters[fresh]) if fresh else None,
    )


def clear_signatures(delivery: Delivery, *, actor, at: datetime) -> None:
    if names := SIGNED(delivery=delivery):
        delivery.signatures.all().delete()
        record(events.SIGNATURES_CLEARED, delivery, actor=actor, at=at, delivery=delivery.code, names=names)


def stated_is_sane(stated: Stated) -> Iterator[Refusal]:
    yield from amount_is_sane(stated.article, stated.amount)
    yield from temperature_is_sane(stated.arrival_temperature_c)
