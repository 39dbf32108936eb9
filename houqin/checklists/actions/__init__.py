"""Verbs of checklists: the only code that changes their rows."""

from houqin.checklists.actions.adopting import adopt_checklist
from houqin.checklists.actions.composing import (
    compose_checklist,
    drop_item,
    extend_checklist,
    put_item,
    retire_checklist,
)
from houqin.checklists.actions.publishing import end_list, publish_checklist, schedule_list
from houqin.checklists.actions.running import Answered, run_checklist, sign_run

__all__ = [
    "Answered",
    "adopt_checklist",
    "compose_checklist",
    "drop_item",
    "end_list",
    "extend_checklist",
    "publish_checklist",
    "put_item",
    "retire_checklist",
    "run_checklist",
    "schedule_list",
    "sign_run",
]
