"""A truck at the door with everything right: a test sets one thing wrong."""

from datetime import date, timedelta
from decimal import Decimal

from houqin.journal.models import Entry
from houqin.supply.models import Lot, Movement, Order, OrderLine, Paper, Signature
from tests.builders import NOON, TODAY, Crew, a_delivery, a_line, a_school, a_supplier, an_article

PORK_PAPERS = ("animal_quarantine_certificate", "meat_inspection_certificate")


class Truck:
    """A school with its crew, a supplier approved for pork, and 45 kg of chilled pork inspected, decided and signed."""

    def __init__(self, *, school=None, goods_class="pork", storage="chilled", name="冷鲜猪前腿肉", **line):
        self.school = school or a_school()
        self.crew = Crew(self.school)
        self.supplier = a_supplier(self.school, approved_for=[goods_class])
        self.article = an_article(self.school, name, goods_class=goods_class, storage=storage)
        self.delivery = a_delivery(self.school, self.supplier, buyer=self.crew.buyer)
        self.line = a_line(
            self.delivery, self.article, 45_000,
            **(
                {"supplier_lot": "P251118", "expiration_date": TODAY + timedelta(days=3),
                 "arrival_temperature_c": Decimal("3.5"), "accepted_amount": 45_000} | line
            ),
        )  # fmt: skip
        self.papers = [a_paper(self.line, kind, for_lot="P251118") for kind in PORK_PAPERS if goods_class == "pork"]
        self.signatures = [
            a_signature(self.delivery, who) for who in (self.crew.storekeeper, self.crew.food_safety_officer)
        ]


def a_paper(line, kind, *, by=None, **more) -> Paper:
    recorded_by = by or line.delivery.registered_by
    return Paper.objects.create(
        school=line.school, line=line, kind=kind, number="NO1", recorded_by=recorded_by, recorded_at=NOON, **more
    )


def a_signature(delivery, who) -> Signature:
    return Signature.objects.create(
        school=delivery.school, delivery=delivery, user=who, post="storekeeper", signed_at=NOON
    )


def an_order(supplier, by, *lines, state=Order.State.SENT, wanted_on=TODAY, **more) -> Order:
    """`lines` are (article, amount) pairs."""
    order = Order.objects.create(
        school=supplier.school, code=f"CG-{Order.objects.count() + 1}", supplier=supplier, wanted_on=wanted_on,
        state=state, ordered_by=by, created_at=NOON, sent_at=NOON if state == Order.State.SENT else None, **more,
    )  # fmt: skip
    for article, amount in lines:
        OrderLine.objects.create(school=supplier.school, order=order, article=article, amount=amount)
    return order


def written() -> dict[str, int]:
    """How many rows stand in the tables that a refused receipt must not touch."""
    tables = (Lot, Movement, Entry, Signature, Paper, Order, OrderLine)
    return {model.__name__: model.objects.count() for model in tables}


def kinds() -> list[str]:
    """What the journal says happened, oldest first."""
    return list(Entry.objects.order_by("pk").values_list("kind", flat=True))


LAST_YEAR = date(2025, 3, 11)
