"""Verbs of whereabouts: the only code that says where a child is."""

from houqin.whereabouts.actions.approving import approve_leaves, countersign_leaves, refuse_leave
from houqin.whereabouts.actions.asking import ask_leave, ask_leaves, call_off_leave
from houqin.whereabouts.actions.away import end_away, end_many, note_away, note_many_away, vouch_for
from houqin.whereabouts.actions.confirming import confirm_on_paper
from houqin.whereabouts.actions.handing import Brought, Taken, hand_over, take_back
from houqin.whereabouts.actions.illness import (
    call_doctor,
    call_emergency,
    call_guardian,
    check_child,
    close_illness,
    note_illness,
    read_notes,
    report_illness,
    take_to_hospital,
)
from houqin.whereabouts.actions.links import answer_by_link, make_links, open_link
from houqin.whereabouts.actions.prolonging import ask_to_prolong

__all__ = [
    "Brought",
    "Taken",
    "answer_by_link",
    "approve_leaves",
    "ask_leave",
    "ask_leaves",
    "ask_to_prolong",
    "call_doctor",
    "call_emergency",
    "call_guardian",
    "call_off_leave",
    "check_child",
    "close_illness",
    "confirm_on_paper",
    "countersign_leaves",
    "end_away",
    "end_many",
    "hand_over",
    "make_links",
    "note_away",
    "note_illness",
    "note_many_away",
    "open_link",
    "read_notes",
    "refuse_leave",
    "report_illness",
    "take_back",
    "take_to_hospital",
    "vouch_for",
]
