"""Verbs of the life of rooms: the only code that changes its rows."""

from houqin.roomlife.actions.elections import close_vote, mark_voters, nominate, open_election
from houqin.roomlife.actions.heads import appoint_head, elect_heads, replace_head

__all__ = [
    "appoint_head",
    "close_vote",
    "elect_heads",
    "mark_voters",
    "nominate",
    "open_election",
    "replace_head",
]
