"""What is asked of suppliers."""

from datetime import date, datetime
from typing import Literal

from ninja import Query, Router, Schema, Status
from pydantic import Field

from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, Amount, Day, In, Key, Named, PageIn, PageOut, WhyIn, page, words
from houqin.supply import actions
from houqin.supply.models import Article, Order, Supplier
from houqin.supply.views.seeing import may_see_store
from houqin.tenancy.reaching import one_of, those_of

router = Router(tags=["orders"])


class WantedIn(In):
    article: Key
    amount: Amount


class OrderIn(In):
    supplier: Key
    wanted_on: Day
    note: words(200) = ""
    lines: list[WantedIn] = Field(default_factory=list, max_length=300)


class OrderLineOut(Schema):
    article: Named
    amount: int
    unit: str = Field(alias="article.base_unit")
    suggested_amount: int | None


class OrderOut(Schema):
    id: int
    code: str
    state: str
    supplier: Named
    wanted_on: date
    note: str
    ordered_by: Named
    sent_at: datetime | None
    lines: list[OrderLineOut]


def _rows():
    related = Order.objects.select_related("supplier", "ordered_by", "school__bureau")
    return related.prefetch_related("lines__article")


def order_of(request, pk: int) -> Order:
    return one_of(request, _rows(), pk)


class OrdersIn(PageIn):
    state: Literal["draft", "sent", "delivered", "cancelled"] | None = None


@router.get("", response={200: PageOut[OrderOut], **NO}, operation_id="list_orders", summary="Orders, newest first")
def list_orders(request, asked: Query[OrdersIn]):
    rows = _rows().of(may_see_store(request))
    return page(rows.filter(state=asked.state) if asked.state else rows, asked)


@router.get("/{int:pk}", response={200: OrderOut, **NO}, operation_id="get_order", summary="One order")
def get_order(request, pk: int):
    order = order_of(request, pk)
    may_see_store(request, order.school)
    return order


@router.post("", response={201: OrderOut, **NO}, operation_id="draft_order", summary="Begin an order (GT-06)", **ONCE)
def draft_order(request, sent: OrderIn):
    supplier = one_of(request, Supplier.objects.select_related("school__bureau"), sent.supplier)
    articles = those_of(request, Article.objects.all(), (line.article for line in sent.lines))
    lines = [(articles[line.article], line.amount, None) for line in sent.lines]
    order = call(
        request, actions.draft_order, about=[supplier], supplier=supplier, wanted_on=sent.wanted_on, note=sent.note,
        lines=lines,
    )  # fmt: skip
    return Status(201, order_of(request, order.pk))


@router.put(
    "/{int:pk}/lines",
    response={200: OrderOut, **NO},
    operation_id="change_order_line",
    summary="Set how much of an article a draft asks for; 0 removes it",
    **ONCE,
)
def change_order_line(request, pk: int, sent: WantedIn):
    order = order_of(request, pk)
    article = one_of(request, Article.objects.all(), sent.article)
    call(request, actions.change_order_line, about=[order], order=order, article=article, amount=sent.amount)
    return order_of(request, pk)


@router.post(
    "/{int:pk}/send", response={200: OrderOut, **NO}, operation_id="send_order", summary="Order it (GT-01)", **ONCE
)
def send_order(request, pk: int):
    order = order_of(request, pk)
    call(request, actions.send_order, about=[order], order=order)
    return order_of(request, pk)


@router.post(
    "/{int:pk}/cancel", response={200: OrderOut, **NO}, operation_id="cancel_order", summary="Call it off", **ONCE
)
def cancel_order(request, pk: int, sent: WhyIn):
    order = order_of(request, pk)
    call(request, actions.cancel_order, about=[order], order=order, why=sent.reason)
    return order_of(request, pk)
