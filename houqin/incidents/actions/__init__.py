"""Verbs of cases: the only code that changes their rows."""

from houqin.incidents.actions.hazards import report_hazard
from houqin.incidents.actions.judging import assign_hazard, grade_hazard, report_hazard_up
from houqin.incidents.actions.mending import fix_hazard, note_on_hazard, send_back_hazard, verify_hazard
from houqin.incidents.actions.stops import release_stop, stop_use

__all__ = [
    "assign_hazard",
    "fix_hazard",
    "grade_hazard",
    "note_on_hazard",
    "release_stop",
    "report_hazard",
    "report_hazard_up",
    "send_back_hazard",
    "stop_use",
    "verify_hazard",
]
