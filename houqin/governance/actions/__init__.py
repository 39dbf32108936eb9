"""Verbs of governance: policies and rules, plans, steering groups, meetings."""

from houqin.governance.actions.groups import end_membership, form_group, name_member
from houqin.governance.actions.meetings import (
    NewItem,
    add_item,
    correct_minutes,
    hold_meeting,
    report_item,
    return_item,
    sign_minutes,
    verify_item,
)
from houqin.governance.actions.plans import (
    accept_milestone,
    add_milestone,
    approve_plan,
    archive_plan,
    draft_plan,
    reach_milestone,
    return_milestone,
    review_plan,
    start_plan,
)
from houqin.governance.actions.policies import end_policy, keep_policy, publish_policy
from houqin.governance.actions.rules import (
    acknowledge,
    approve_version,
    end_rule,
    review_rule,
    set_readers,
    write_rule,
    write_version,
)

__all__ = [
    "NewItem",
    "accept_milestone",
    "acknowledge",
    "add_item",
    "add_milestone",
    "approve_plan",
    "approve_version",
    "archive_plan",
    "correct_minutes",
    "draft_plan",
    "end_membership",
    "end_policy",
    "end_rule",
    "form_group",
    "hold_meeting",
    "keep_policy",
    "name_member",
    "publish_policy",
    "reach_milestone",
    "report_item",
    "return_item",
    "return_milestone",
    "review_plan",
    "review_rule",
    "set_readers",
    "sign_minutes",
    "start_plan",
    "verify_item",
    "write_rule",
    "write_version",
]
