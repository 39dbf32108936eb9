"""Verbs of the night watch."""

from houqin.nightwatch.actions.roster import answer_swap, ask_swap, name_on_duty, plan_month

__all__ = ["answer_swap", "ask_swap", "name_on_duty", "plan_month"]
