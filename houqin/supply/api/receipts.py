"""Goods-in of a whole truck in one request. Signing and finishing stay acts of persons: see deliveries."""

from ninja import Router, Status
from pydantic import Field

from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE
from houqin.supply.actions import Decision, LineSeen, PaperSeen, enter_receipt
from houqin.supply.api.deliveries import note_of, told
from houqin.supply.api.delivery_schemas import DecisionIn, DeliveryIn, DeliveryOut, PaperIn, StatedIn
from houqin.supply.models import Article
from houqin.tenancy.reaching import those_of

router = Router(tags=["deliveries"])


class SeenIn(StatedIn):
    """A line with its papers. Without a decision it is accepted as stated when nothing speaks against it."""

    papers: list[PaperIn] = Field(default_factory=list, max_length=20)
    decision: DecisionIn | None = None

    def seen(self, articles: dict) -> LineSeen:
        papers = [PaperSeen(**paper.model_dump()) for paper in self.papers]
        decision = Decision(**self.decision.model_dump()) if self.decision else None
        return LineSeen(self.stated(articles), papers, decision)


class ReceiptIn(DeliveryIn):
    lines: list[SeenIn] = Field(min_length=1, max_length=300)


@router.post(
    "",
    response={201: DeliveryOut, **NO},
    operation_id="enter_receipt",
    summary="Register a delivery with papers and decide its lines, all or nothing (GT-01, GT-02, GT-04, GT-06)",
    **ONCE,
)
def enter(request, sent: ReceiptIn):
    """Afterwards two persons sign and one finishes: `/store/deliveries/{id}/sign` and `…/finish`."""
    note = note_of(request, sent)
    articles = those_of(request, Article.objects.all(), (line.article for line in sent.lines))
    lines = [line.seen(articles) for line in sent.lines]
    return Status(201, told(request, call(request, enter_receipt, about=[note["supplier"]], lines=lines, **note)))
