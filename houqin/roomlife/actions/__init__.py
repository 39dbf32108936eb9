"""Verbs of the life of rooms: the only code that changes its rows."""

from houqin.roomlife.actions.drawing import draw_rooms
from houqin.roomlife.actions.elections import call_off_election, close_vote, mark_voters, nominate, open_election
from houqin.roomlife.actions.heads import appoint_head, elect_heads, replace_head
from houqin.roomlife.actions.helping import award_rooms, help_room, withdraw_award
from houqin.roomlife.actions.inspecting import Seen, correct_inspection, inspect_rooms
from houqin.roomlife.actions.rota import NotDone, check_turns, plan_rota, stand_in

__all__ = [
    "NotDone",
    "Seen",
    "appoint_head",
    "award_rooms",
    "call_off_election",
    "check_turns",
    "close_vote",
    "correct_inspection",
    "draw_rooms",
    "elect_heads",
    "help_room",
    "inspect_rooms",
    "mark_voters",
    "nominate",
    "open_election",
    "plan_rota",
    "replace_head",
    "stand_in",
    "withdraw_award",
]
