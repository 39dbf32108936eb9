"""Everything the page of one lot shows, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from houqin.journal.models import Entry
from houqin.supply.actions.lots import Disposal
from houqin.supply.goods_classes import document_kinds
from houqin.supply.models import Lot, Movement, Paper
from houqin.supply.selectors.lots import ancestor_lots, descendant_lots, held_ancestors, made_here
from houqin.supply.selectors.stock import lot_state

MOST_MOVEMENTS = 200
MOST_ENTRIES = 60


@dataclass(frozen=True)
class LotPage:
    lot: Lot
    state: str
    days_left: int
    held_ancestor: str
    movements: list[Movement]
    came: int
    issues: int
    papers: list[tuple[str, Paper]]
    photos: list[Any]
    made_from: list[Lot]
    made_into: list[Lot]
    history: list[Entry]


def lot_page(lot: Lot, on: date) -> LotPage:
    """`lot` comes from `with_balance()`. Ten queries at most, whatever its history."""
    rows = Movement.objects.filter(lot=lot).select_related("issue", "preparation__made__article", "moved_by")
    movements = list(rows.order_by("-moved_at", "-pk")[:MOST_MOVEMENTS])
    papers = Paper.objects.filter(line=lot.line_id, withdrawn_at=None).select_related("attachment")
    held_ancestor = held_ancestors(made_here([lot])).get(lot.pk, "")
    return LotPage(
        lot=lot,
        state=lot_state(lot, on, held_ancestor),
        days_left=(lot.expiration_date - on).days,
        held_ancestor=held_ancestor,
        movements=movements,
        came=sum(one.amount for one in movements if one.kind in ("received", "opening", "produced")),
        issues=len({one.issue_id for one in movements if one.kind == Movement.Kind.ISSUED}),
        papers=[(_paper_title(one), one) for one in papers.order_by("pk")] if lot.line_id else [],
        photos=list(lot.line.photos.all()) if lot.line_id else [],
        made_from=list(ancestor_lots(lot)) if lot.origin == Lot.Origin.PREPARED else [],
        made_into=list(descendant_lots(lot)),
        history=list(Entry.objects.about(lot)[:MOST_ENTRIES]),
    )


def _paper_title(paper: Paper) -> str:
    kind = document_kinds().get(paper.kind)
    return kind.title if kind else paper.kind


def movement_note(movement: Movement) -> str:
    """The note as people read it: a way of disposal by its name."""
    code, found, rest = movement.note.partition(": ")
    if movement.kind == Movement.Kind.DISPOSED and found and code in Disposal.values:
        return f"{Disposal(code).label}: {rest}"
    return movement.note or movement.deviation_reason
