"""Verbs of the night watch."""

from houqin.nightwatch.actions.handover import hand_over, take_over
from houqin.nightwatch.actions.planning import close_round, plan_rounds
from houqin.nightwatch.actions.roster import answer_swap, ask_swap, name_on_duty, plan_month
from houqin.nightwatch.actions.rounds import mark_point, take_back_mark
from houqin.nightwatch.actions.routes import change_route, make_route, retire_route

__all__ = [
    "answer_swap",
    "ask_swap",
    "change_route",
    "close_round",
    "hand_over",
    "make_route",
    "mark_point",
    "name_on_duty",
    "plan_month",
    "plan_rounds",
    "retire_route",
    "take_back_mark",
    "take_over",
]
