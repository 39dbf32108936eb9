"""Verbs of people: staff and accounts, leave, appointments, classes and pupils, tokens."""

from houqin.people.actions.absences import approve_absence, end_absence
from houqin.people.actions.admissions import add_pupils
from houqin.people.actions.appointments import appoint, appoint_at_bureau, end_appointment, withdraw_appointment
from houqin.people.actions.pupils import (
    add_class,
    add_guardian,
    add_pupil,
    change_pupil,
    move_pupil,
    pupil_left,
    set_head_teacher,
)
from houqin.people.actions.staff import (
    add_staff,
    change_staff,
    close_account,
    open_account,
    open_officer_account,
    reopen_account,
    set_password,
    staff_left,
)
from houqin.people.actions.tokens import create_personal_token, create_token, revoke_token
from houqin.people.actions.undoing import remove_classes, remove_pupils, remove_staff

__all__ = [
    "add_class",
    "add_guardian",
    "add_pupil",
    "add_pupils",
    "add_staff",
    "appoint",
    "appoint_at_bureau",
    "approve_absence",
    "change_pupil",
    "change_staff",
    "close_account",
    "create_personal_token",
    "create_token",
    "end_absence",
    "end_appointment",
    "move_pupil",
    "open_account",
    "open_officer_account",
    "pupil_left",
    "remove_classes",
    "remove_pupils",
    "remove_staff",
    "reopen_account",
    "revoke_token",
    "set_head_teacher",
    "set_password",
    "staff_left",
    "withdraw_appointment",
]
