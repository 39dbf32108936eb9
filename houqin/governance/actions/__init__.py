"""Verbs of governance: written rules, plans, steering groups, meetings."""

from houqin.governance.actions.meetings import (
    NewItem,
    add_item,
    correct_minutes,
    hold_meeting,
    report_item,
    return_item,
    sign_minutes,
    verify_item,
)

__all__ = [
    "NewItem",
    "add_item",
    "correct_minutes",
    "hold_meeting",
    "report_item",
    "return_item",
    "sign_minutes",
    "verify_item",
]
