"""From the menu to the orders."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import Refusal, Refused, require
from houqin.kitchen.events import ORDERS_DRAFTED
from houqin.kitchen.gates.needs import may_draft
from houqin.kitchen.selectors.needs import needs, sources
from houqin.supply.actions.orders import draft_order
from houqin.supply.models import Article, Order
from houqin.supply.permissions import ORDER_GOODS


@dataclass(frozen=True)
class Drafted:
    """What came of it. `unsupplied` are articles that nobody may deliver, each with its reasons (GT-01)."""

    orders: list[Order]
    unsupplied: list[tuple[Article, list[Refusal]]]


@transaction.atomic
def draft_orders_from_menu(*, school, from_on: date, to_on: date, heads: dict | None = None,
                           amounts: dict[int, int] | None = None, wanted_on: date | None = None, actor,
                           at: datetime) -> Drafted:  # fmt: skip
    """One draft per supplier for what the menu of these days lacks.

    Days that are over ask for nothing. `amounts` (article key → base units) replaces the suggestion where a person
    thought better; 0 buys none. Goods are wanted on the first day unless `wanted_on` says otherwise.

    Raises Refused: DAYS_SWAPPED, NOTHING_TO_ORDER; when nobody may deliver any of it, the
    reasons of GT-01.
    """
    authorise(actor, ORDER_GOODS, school=school, at=at)
    from_on = max(from_on, school.localdate(at))
    wanted_on = wanted_on or from_on
    lines = needs(school, from_on=from_on, to_on=to_on, heads=heads).lines
    given = amounts or {}
    wanted = [(line.article, given.get(line.article.pk, line.suggested), line.suggested) for line in lines]
    require(may_draft(from_on=from_on, to_on=to_on, amounts=[amount for _article, amount, _suggested in wanted]))
    wanted = [one for one in wanted if one[1] > 0]
    found = sources(school, {article.goods_class for article, _amount, _suggested in wanted}, on=wanted_on)
    by_supplier, unsupplied = {}, []
    for article, amount, suggested in wanted:
        source = found[article.goods_class]
        if source.supplier is None:
            unsupplied.append((article, source.refusals))
        else:
            by_supplier.setdefault(source.supplier, []).append((article, amount, suggested))
    if not by_supplier:
        raise Refused(_told(unsupplied))
    orders = [
        draft_order(supplier=supplier, wanted_on=wanted_on, lines=group, actor=actor, at=at)
        for supplier, group in by_supplier.items()
    ]
    record(
        ORDERS_DRAFTED, school, about=orders, actor=actor, at=at, from_on=from_on, to_on=to_on,
        orders=[order.code for order in orders],
        unsupplied=[article.name for article, _refusals in unsupplied] or "0",
    )  # fmt: skip
    return Drafted(orders, unsupplied)


def _told(unsupplied) -> list[Refusal]:
    """Each reason once, though several articles share it."""
    seen = {}
    for _article, refusals in unsupplied:
        for refusal in refusals:
            seen.setdefault((refusal.reason, refusal.sentence), refusal)
    return list(seen.values())
