"""Verbs on orders."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.db import transaction

from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import Refusal, require
from houqin.supply import events
from houqin.supply.gates.buying import articles_may_be_bought, order_is_draft, order_may_be_sent, same_school
from houqin.supply.gates.entering import amount_is_sane, why_is_given
from houqin.supply.models import Article, Order, OrderLine, Supplier
from houqin.supply.permissions import ORDER_GOODS
from houqin.supply.reasons import Reason
from houqin.supply.selectors.suppliers import supplier_with_standing
from houqin.tenancy.codes import next_code
from houqin.tenancy.school_rows import lock_one

#: (article, amount in base units, what was suggested or None)
Wanted = tuple[Article, int, int | None]


@transaction.atomic
def draft_order(
    *, supplier: Supplier, wanted_on: date, lines: Iterable[Wanted] = (), actor, at: datetime, note: str = ""
) -> Order:
    """Begin an order. Whether the supplier may deliver is asked when it is sent.

    Raises Refused: BANNED (GT-06), ARTICLE_RETIRED, LINE_TWICE, OTHER_SCHOOL, NOT_POSITIVE, TOO_MUCH.
    """
    school = supplier.school
    authorise(actor, ORDER_GOODS, school=school, at=at)
    lines = list(lines)
    articles = [article for article, _amount, _suggested in lines]
    require(
        same_school(school, *articles),
        articles_may_be_bought(articles),
        _once_each(articles),
        *(amount_is_sane(article, amount) for article, amount, _suggested in lines),
    )
    order = Order.objects.create(
        school=school,
        code=next_code(school, "CG", school.localdate(at)),
        supplier=supplier,
        wanted_on=wanted_on,
        note=note,
        ordered_by=actor,
        created_at=at,
    )
    OrderLine.objects.bulk_create(
        OrderLine(school=school, order=order, article=article, amount=amount, suggested_amount=suggested)
        for article, amount, suggested in lines
    )
    _tell(events.ORDER_DRAFTED, order, lines, actor=actor, at=at)
    return order


@transaction.atomic
def change_order_line(
    *, order: Order, article: Article, amount: int, actor, at: datetime, suggested_amount: int | None = None
) -> Order:
    """Set how much of an article a draft asks for: adds the line when it is new, removes it at 0."""
    authorise(actor, ORDER_GOODS, school=order.school, at=at)
    order = _locked(order)
    line = order.lines.filter(article=article).first()
    require(
        order_is_draft(order),
        same_school(order.school, article),
        articles_may_be_bought([article]) if amount else (),
        amount_is_sane(article, amount, zero=line is not None),
    )
    before = line.amount if line else 0
    if amount == before:
        return order
    if amount == 0:
        line.delete()
    elif line:
        OrderLine.objects.filter(pk=line.pk).update(amount=amount)
    else:
        OrderLine.objects.create(
            school=order.school, order=order, article=article, amount=amount, suggested_amount=suggested_amount
        )
    record(
        events.ORDER_LINE_CHANGED, order, about=[article], actor=actor, at=at, code=order.code, article=article.name,
        before=article.quantity(before), after=article.quantity(amount),
    )  # fmt: skip
    return order


@transaction.atomic
def send_order(*, order: Order, actor, at: datetime) -> Order:
    """Order it: from here on whoever sent it is the buyer, and cannot inspect alone (GT-03).

    Raises Refused: everything of GT-01 and GT-06, ORDER_NOT_DRAFT, ORDER_EMPTY, WANTED_IN_THE_PAST.
    """
    authorise(actor, ORDER_GOODS, school=order.school, at=at)
    order = _locked(order)
    lines = list(order.lines.select_related("article").order_by("pk"))
    supplier = supplier_with_standing(order.supplier_id)
    require(order_may_be_sent(order, lines, supplier, on=order.school.localdate(at)))
    order.state, order.sent_at, order.ordered_by = Order.State.SENT, at, actor
    order.save(update_fields=["state", "sent_at", "ordered_by"])
    _tell(events.ORDER_SENT, order, [(line.article, line.amount, None) for line in lines], actor=actor, at=at)
    return order


@transaction.atomic
def cancel_order(*, order: Order, why: str, actor, at: datetime) -> Order:
    """Call an order off. One that was delivered stays what it is."""
    authorise(actor, ORDER_GOODS, school=order.school, at=at)
    order = _locked(order)
    require(_is_open(order), why_is_given(why))
    order.state = Order.State.CANCELLED
    order.save(update_fields=["state"])
    record(events.ORDER_CANCELLED, order, about=[order.supplier], actor=actor, at=at, code=order.code, why=why.strip())
    return order


def _locked(order: Order) -> Order:
    return lock_one(Order, order.pk, "supplier", school=order.school)


def _tell(kind, order: Order, lines: list[Wanted], *, actor, at) -> None:
    said = [f"{article.name} {article.quantity(amount)}" for article, amount, _suggested in lines]
    record(
        kind, order, about=[order.supplier], actor=actor, at=at, code=order.code, supplier=order.supplier.name,
        wanted_on=order.wanted_on, lines=said,
    )  # fmt: skip


def _once_each(articles: list[Article]) -> Iterator[Refusal]:
    for article in dict.fromkeys(article for article in articles if articles.count(article) > 1):
        yield Refusal(Reason.LINE_TWICE, {"article": article.name}, where=article)


def _is_open(order: Order) -> Iterator[Refusal]:
    if order.state not in (Order.State.DRAFT, Order.State.SENT):
        yield Refusal(Reason.ORDER_CLOSED, {"code": order.code, "state": order.get_state_display()}, where=order)
