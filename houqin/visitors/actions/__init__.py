"""Verbs of the gate and the guest rooms."""

from houqin.visitors.actions.approving import approve_visit
from houqin.visitors.actions.forgetting import forget_visitors
from houqin.visitors.actions.lodging import depart_guest, lodge_guest, register_guest
from houqin.visitors.actions.no_entry import end_no_entry, refuse_entry
from houqin.visitors.actions.stays import apply_for_stay, approve_stay, call_off_stay, decline_stay
from houqin.visitors.actions.visits import let_in, let_out, let_workers_in

__all__ = [
    "apply_for_stay",
    "approve_stay",
    "approve_visit",
    "call_off_stay",
    "decline_stay",
    "depart_guest",
    "end_no_entry",
    "forget_visitors",
    "let_in",
    "let_out",
    "let_workers_in",
    "lodge_guest",
    "refuse_entry",
    "register_guest",
]
