"""Verbs of supply: the only code that changes its rows."""

# Buying and goods-in
from houqin.supply.actions.articles import add_article, change_article, retire_article, set_article_units

# The store
from houqin.supply.actions.checks import Reading, check_store
from houqin.supply.actions.counts import CountedLine, count_stock
from houqin.supply.actions.deliveries import call_off_delivery, register_delivery
from houqin.supply.actions.inspections import finish_inspection, sign_inspection
from houqin.supply.actions.issues import correct_movement, issue_lots, return_to_store, take_back
from houqin.supply.actions.lines import (
    LineDecision,
    accept_rest,
    add_line,
    change_line_facts,
    decide_line,
    decide_lines,
)
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
from houqin.supply.actions.open_deliveries import Stated
from houqin.supply.actions.opening import open_stock
from houqin.supply.actions.orders import cancel_order, change_order_line, draft_order, send_order
from houqin.supply.actions.papers import SharedPaper, add_paper, add_papers, add_photos, withdraw_paper
from houqin.supply.actions.preparations import prepare_lot
from houqin.supply.actions.receipts import Decision, LineSeen, PaperSeen, enter_receipt
from houqin.supply.actions.suppliers import (
    add_supplier,
    approve_supplier,
    change_supplier,
    lift_suspension,
    record_certificate,
    suspend_supplier,
    withdraw_approval,
    withdraw_certificate,
)
from houqin.supply.actions.taking import IssueLine

# Entries taken back
from houqin.supply.actions.undoing import remove_articles, remove_suppliers, undo_opening

__all__ = [
    "CountedLine",
    "Decision",
    "Disposal",
    "IssueLine",
    "LineDecision",
    "LineSeen",
    "PaperSeen",
    "Reading",
    "SharedPaper",
    "Stated",
    "accept_rest",
    "add_article",
    "add_line",
    "add_paper",
    "add_papers",
    "add_photos",
    "add_supplier",
    "approve_supplier",
    "call_off_delivery",
    "cancel_order",
    "change_article",
    "change_line_facts",
    "change_order_line",
    "change_supplier",
    "check_store",
    "correct_movement",
    "count_stock",
    "decide_line",
    "decide_lines",
    "dispose_lot",
    "draft_order",
    "end_quarantine",
    "enter_receipt",
    "finish_inspection",
    "hold_lot",
    "issue_lots",
    "lift_hold",
    "lift_suspension",
    "move_lot",
    "open_stock",
    "prepare_lot",
    "quarantine_lot",
    "record_certificate",
    "register_delivery",
    "reject_lot",
    "remove_articles",
    "remove_suppliers",
    "retire_article",
    "return_to_store",
    "send_back_lot",
    "send_order",
    "set_article_units",
    "sign_inspection",
    "suspend_supplier",
    "take_back",
    "undo_opening",
    "withdraw_approval",
    "withdraw_certificate",
    "withdraw_paper",
]
