"""Lines of an open delivery: what was read and measured, their papers, and what is taken."""

from ninja import Router, Status

from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, WhyIn
from houqin.supply import actions
from houqin.supply.api.delivery_schemas import DecisionIn, LineFactsIn, LineOut, PaperIn, PaperOut
from houqin.supply.models import DeliveryLine, Paper
from houqin.tenancy.reaching import one_of

router = Router(tags=["deliveries"])


def line_of(request, pk: int) -> DeliveryLine:
    return one_of(request, DeliveryLine.objects.select_related("article", "delivery", "school__bureau"), pk)


@router.patch(
    "/{int:pk}",
    response={200: LineOut, **NO},
    operation_id="change_delivery_line",
    summary="Set what was read, measured and looked at",
    **ONCE,
)
def change_delivery_line(request, pk: int, sent: LineFactsIn):
    line = line_of(request, pk)
    facts = sent.model_dump(exclude_unset=True)
    # null says “not known”, which for these columns is the empty one.
    facts = {name: ("" if value is None and name in ("supplier_lot", "remark") else value) for name, value in
             facts.items() if value is not None or name not in ("amount", "checklist")}  # fmt: skip
    call(request, actions.change_line_facts, about=[line.delivery, line], line=line, **facts)
    return line_of(request, pk)


@router.post(
    "/{int:pk}/decide",
    response={200: LineOut, **NO},
    operation_id="decide_delivery_line",
    summary="Say how much is accepted, returned and set aside (GT-02, GT-04)",
    **ONCE,
)
def decide_delivery_line(request, pk: int, sent: DecisionIn):
    line = line_of(request, pk)
    call(request, actions.decide_line, about=[line.delivery, line], line=line, **sent.model_dump())
    return line_of(request, pk)


@router.post(
    "/{int:pk}/papers",
    response={201: PaperOut, **NO},
    operation_id="add_delivery_paper",
    summary="Keep the facts of a paper that came with the goods",
    **ONCE,
)
def add_delivery_paper(request, pk: int, sent: PaperIn):
    line = line_of(request, pk)
    return Status(201, call(request, actions.add_paper, about=[line.delivery, line], line=line, **sent.model_dump()))


@router.post(
    "/papers/{int:pk}/withdraw",
    response={200: PaperOut, **NO},
    operation_id="withdraw_delivery_paper",
    summary="Say that a paper was entered by mistake",
    **ONCE,
)
def withdraw_delivery_paper(request, pk: int, sent: WhyIn):
    rows = Paper.objects.select_related("line__article", "line__delivery", "line__school", "school__bureau")
    paper = one_of(request, rows, pk)
    return call(request, actions.withdraw_paper, about=[paper.line.delivery], paper=paper, why=sent.reason)
