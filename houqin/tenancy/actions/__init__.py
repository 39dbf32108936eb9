"""Verbs of tenancy: found, furnish, set times and numbers."""

from houqin.tenancy.actions.calendars import add_term, change_term, clear_day, mark_day, set_time
from houqin.tenancy.actions.founding import found_bureau, found_school
from houqin.tenancy.actions.numbers import set_bureau_parameter, set_parameter
from houqin.tenancy.actions.places import add_building, add_space, add_spaces, close_space

__all__ = [
    "add_building",
    "add_space",
    "add_spaces",
    "add_term",
    "change_term",
    "clear_day",
    "close_space",
    "found_bureau",
    "found_school",
    "mark_day",
    "set_bureau_parameter",
    "set_parameter",
    "set_time",
]
