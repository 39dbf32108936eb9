"""Verbs of supply: the only code that changes its rows."""

# Buying and goods-in
from houqin.supply.actions.articles import add_article, change_article, retire_article, set_article_units
from houqin.supply.actions.deliveries import register_delivery
from houqin.supply.actions.inspections import finish_inspection, sign_inspection
from houqin.supply.actions.lines import accept_rest, add_line, change_line_facts, decide_line
from houqin.supply.actions.open_deliveries import Stated
from houqin.supply.actions.orders import cancel_order, change_order_line, draft_order, send_order
from houqin.supply.actions.papers import add_paper, add_photo, withdraw_paper
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

__all__ = [
    "Stated",
    "accept_rest",
    "add_article",
    "add_line",
    "add_paper",
    "add_photo",
    "add_supplier",
    "approve_supplier",
    "cancel_order",
    "change_article",
    "change_line_facts",
    "change_order_line",
    "change_supplier",
    "decide_line",
    "draft_order",
    "finish_inspection",
    "lift_suspension",
    "record_certificate",
    "register_delivery",
    "retire_article",
    "send_order",
    "set_article_units",
    "sign_inspection",
    "suspend_supplier",
    "withdraw_approval",
    "withdraw_certificate",
    "withdraw_paper",
]
