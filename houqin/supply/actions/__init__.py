"""Verbs of supply: the only code that changes its rows."""

from houqin.supply.actions.counts import CountedLine, count_stock
from houqin.supply.actions.issues import correct_movement, issue_lots, return_to_store
from houqin.supply.actions.lots import (
    Disposal,
    dispose_lot,
    end_quarantine,
    hold_lot,
    lift_hold,
    move_lot,
    quarantine_lot,
    reject_lot,
    send_back_lot,
)
from houqin.supply.actions.opening import open_stock
from houqin.supply.actions.preparations import prepare_lot
from houqin.supply.actions.taking import IssueLine

__all__ = [
    "CountedLine",
    "Disposal",
    "IssueLine",
    "correct_movement",
    "count_stock",
    "dispose_lot",
    "end_quarantine",
    "hold_lot",
    "issue_lots",
    "lift_hold",
    "move_lot",
    "open_stock",
    "prepare_lot",
    "quarantine_lot",
    "reject_lot",
    "return_to_store",
    "send_back_lot",
]
