"""Written rules, plans, steering groups and meetings."""

from houqin.governance.models.groups import GroupMember, SteeringGroup
from houqin.governance.models.meetings import ActionItem, Meeting, Minutes, MinutesSignature
from houqin.governance.models.plans import Milestone, Plan
from houqin.governance.models.rules import Policy, Reading, Rule, RuleApproval, RuleVersion

__all__ = [
    "ActionItem",
    "GroupMember",
    "Meeting",
    "Milestone",
    "Minutes",
    "MinutesSignature",
    "Plan",
    "Policy",
    "Reading",
    "Rule",
    "RuleApproval",
    "RuleVersion",
    "SteeringGroup",
]
