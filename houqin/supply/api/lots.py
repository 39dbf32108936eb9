"""Lots: what is there, and what happens to one where it stands."""

from datetime import date, datetime
from typing import Literal

from ninja import Query, Router, Schema, Status
from pydantic import Field

from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, Amount, In, Key, Named, PageIn, PageOut, Reason, WhyIn, page
from houqin.supply import actions
from houqin.supply.api.issues import MovementOut
from houqin.supply.models import Lot
from houqin.supply.selectors.lots import held_ancestors, made_here
from houqin.supply.selectors.stock import lot_state
from houqin.supply.views.seeing import may_see_store
from houqin.tenancy.models import Space
from houqin.tenancy.reaching import one_of

router = Router(tags=["lots"])

#: Each leads to a verb that asks for nothing but a reason.
ACTS = {
    "hold": (actions.hold_lot, "Stop a lot at once, and everything made from it"),
    "lift": (actions.lift_hold, "Let a held lot be used again; never by whoever held it"),
    "quarantine": (actions.quarantine_lot, "Set a lot aside until somebody decides"),
    "end-quarantine": (actions.end_quarantine, "Found good, and its papers are there now"),
    "reject": (actions.reject_lot, "Decide for good that a lot is unfit"),
}


class LotOut(Schema):
    id: int
    code: str
    article: Named
    unit: str = Field(alias="article.base_unit", description="The base unit of `left`: g, mL or piece.")
    left: int = Field(description="What is there, in base units.")
    state: str = Field(description="usable, near, expired, quarantined, held, made_from_held, rejected, empty…")
    origin: str
    supplier: Named | None
    supplier_lot: str
    production_date: date | None
    expiration_date: date
    received_at: datetime
    space: Named | None
    held_at: datetime | None
    held_reason: str


class AwayIn(In):
    amount: Amount | None = Field(None, description="Base units; all that is left when not sent.")
    reason: Reason


class DisposeIn(AwayIn):
    method: Literal[tuple(actions.Disposal.values)]


class MoveIn(In):
    space: Key


def _rows():
    return Lot.objects.select_related("article", "supplier", "space", "school__bureau").with_balance()


def lot_of(request, pk: int) -> Lot:
    return one_of(request, _rows(), pk)


def with_states(lots: list[Lot], on: date) -> list[Lot]:
    """Lots that carry their state. One query, only when some were made here."""
    blocked = held_ancestors(made_here(lots))
    for lot in lots:
        lot.state = lot_state(lot, on, blocked.get(lot.pk, ""))
    return lots


def told(request, pk: int) -> Lot:
    return with_states([lot_of(request, pk)], request.school.localdate(request.now))[0]


class LotsIn(PageIn):
    article: Key | None = None
    supplier: Key | None = None
    show: Literal["in_stock", "usable", "near_expiry", "expired", "held", "quarantined", "all"] = "in_stock"


@router.get("", response={200: PageOut[LotOut], **NO}, operation_id="list_lots", summary="Lots, newest first")
def list_lots(request, asked: Query[LotsIn]):
    school = may_see_store(request)
    on = school.localdate(request.now)
    rows = _rows().of(school)
    rows = {
        "all": rows,
        "in_stock": rows.in_stock(),
        "usable": rows.usable(on),
        "near_expiry": rows.in_stock().near_expiry(on),
        "expired": rows.in_stock().expired(on),
        "held": rows.filter(held_at__isnull=False),
        "quarantined": rows.in_stock().filter(quarantined_at__isnull=False),
    }[asked.show]
    for name in ("article", "supplier"):
        if key := getattr(asked, name):
            rows = rows.filter(**{name: key})
    found = page(rows, asked)
    with_states(found["items"], on)
    return found


@router.get("/{int:pk}", response={200: LotOut, **NO}, operation_id="get_lot", summary="One lot")
def get_lot(request, pk: int):
    lot = told(request, pk)
    may_see_store(request, lot.school)
    return lot


def _act(name: str, verb, summary: str) -> None:
    @router.post(
        f"/{{int:pk}}/{name}", response={200: LotOut, **NO}, operation_id=verb.__name__, summary=summary, **ONCE
    )
    def act(request, pk: int, sent: WhyIn):
        lot = lot_of(request, pk)
        call(request, verb, about=[lot], lot=lot, reason=sent.reason)
        return told(request, pk)


for name, (verb, summary) in ACTS.items():
    _act(name, verb, summary)


@router.post(
    "/{int:pk}/dispose",
    response={201: MovementOut, **NO},
    operation_id="dispose_lot",
    summary="Destroy goods (ST-09)",
    **ONCE,
)
def dispose_lot(request, pk: int, sent: DisposeIn):
    lot = lot_of(request, pk)
    return Status(201, call(request, actions.dispose_lot, about=[lot], lot=lot, **sent.model_dump()))


@router.post(
    "/{int:pk}/send-back",
    response={201: MovementOut, **NO},
    operation_id="send_back_lot",
    summary="Give goods back to the supplier",
    **ONCE,
)
def send_back_lot(request, pk: int, sent: AwayIn):
    lot = lot_of(request, pk)
    return Status(201, call(request, actions.send_back_lot, about=[lot], lot=lot, **sent.model_dump()))


@router.post(
    "/{int:pk}/move", response={200: LotOut, **NO}, operation_id="move_lot", summary="Put a lot elsewhere", **ONCE
)
def move_lot(request, pk: int, sent: MoveIn):
    lot = lot_of(request, pk)
    space = one_of(request, Space.objects.select_related("school__bureau"), sent.space)
    call(request, actions.move_lot, about=[lot], lot=lot, space=space)
    return told(request, pk)
