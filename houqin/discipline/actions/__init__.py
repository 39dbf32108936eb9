"""Verbs of discipline: the only code that changes its rows."""

from houqin.discipline.actions.finding import dispose_found, give_to_owner, shelve_found
from houqin.discipline.actions.keeping import give_back, take_in
from houqin.discipline.actions.lessons import hold_lesson
from houqin.discipline.actions.recording import record_violation
from houqin.discipline.actions.rounds import DoorHeard, make_round
from houqin.discipline.actions.steps import (
    close_violation,
    contact_guardians,
    correct_violation,
    follow_up,
    give_points,
    talk_with_child,
    withdraw_violation,
)

__all__ = [
    "DoorHeard",
    "close_violation",
    "contact_guardians",
    "correct_violation",
    "dispose_found",
    "follow_up",
    "give_back",
    "give_points",
    "give_to_owner",
    "hold_lesson",
    "make_round",
    "record_violation",
    "shelve_found",
    "take_in",
    "talk_with_child",
    "withdraw_violation",
]
