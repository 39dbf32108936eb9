"""Verbs of cases: the only code that changes their rows."""

from houqin.incidents.actions.accountability import (
    demand_rectification,
    open_investigation,
    publish_findings,
    record_finding,
    record_sanction,
)
from houqin.incidents.actions.evidence import (
    hand_over_evidence,
    protect_scene,
    release_evidence,
    release_scene,
    seal_evidence,
    take_back_evidence,
)
from houqin.incidents.actions.first_hour import do_step, log_call, send_report
from houqin.incidents.actions.hazards import report_hazard
from houqin.incidents.actions.incidents import (
    add_update,
    assign_incident,
    close_incident,
    end_incident,
    grade_incident,
    reopen_incident,
    report_incident,
)
from houqin.incidents.actions.judging import assign_hazard, grade_hazard, report_hazard_up
from houqin.incidents.actions.mending import fix_hazard, note_on_hazard, send_back_hazard, verify_hazard
from houqin.incidents.actions.plans import approve_plan, record_drill, review_plan, write_plan
from houqin.incidents.actions.stops import release_stop, stop_use

__all__ = [
    "add_update",
    "approve_plan",
    "assign_hazard",
    "assign_incident",
    "close_incident",
    "demand_rectification",
    "do_step",
    "end_incident",
    "fix_hazard",
    "grade_hazard",
    "grade_incident",
    "hand_over_evidence",
    "log_call",
    "note_on_hazard",
    "open_investigation",
    "protect_scene",
    "publish_findings",
    "record_drill",
    "record_finding",
    "record_sanction",
    "release_evidence",
    "release_scene",
    "release_stop",
    "reopen_incident",
    "report_hazard",
    "report_hazard_up",
    "report_incident",
    "review_plan",
    "seal_evidence",
    "send_back_hazard",
    "send_report",
    "stop_use",
    "take_back_evidence",
    "verify_hazard",
    "write_plan",
]
