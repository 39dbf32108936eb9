"""Verbs of notices: telling, reading, and the ways by which word goes out."""

from houqin.notices.actions.channels import add_channel, ask_test, prefer_channel, remove_channel
from houqin.notices.actions.choices import set_choices, set_quiet_hours
from houqin.notices.actions.reading import read_all, read_notice
from houqin.notices.actions.telling import tell, tell_all, withdraw_about

__all__ = [
    "add_channel",
    "ask_test",
    "prefer_channel",
    "read_all",
    "read_notice",
    "remove_channel",
    "set_choices",
    "set_quiet_hours",
    "tell",
    "tell_all",
    "withdraw_about",
]
