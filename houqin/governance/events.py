"""What governance writes in the journal."""

from django.utils.translation import gettext_lazy as _

from houqin.governance.models.meetings import MeetingKind
from houqin.journal.kinds import entry_kind
from houqin.people.events import post_name

POLICY_KEPT = entry_kind("governance.policy_kept", _("Policy kept"), _("{title}, {number}, {issuer}"))
POLICY_PUBLISHED = entry_kind("governance.policy_published", _("Policy published"), _("{title}, {number}, {issuer}"))
POLICY_ENDED = entry_kind("governance.policy_ended", _("Policy ended"), _("{title} from {ended_on}: {why}"))
RULE_WRITTEN = entry_kind("governance.rule_written", _("Rule written"), _("{title}, {number}"))
RULE_VERSION_WRITTEN = entry_kind(
    "governance.rule_version_written", _("Text written"), _("{title}, version {version} {what_changed}")
)
RULE_READERS_SET = entry_kind(
    "governance.rule_readers_set", _("Readers set"), _("{title}: {posts}"),
    {"posts": lambda codes: [post_name(code) for code in codes]},
)  # fmt: skip
RULE_APPROVED = entry_kind(
    "governance.rule_approved", _("Rule approved"),
    _("{title}, version {version}, from {effective_on}, review on {review_on}"),
)  # fmt: skip
RULE_REVIEWED = entry_kind(
    "governance.rule_reviewed", _("Rule reviewed"), _("{title}, version {version} stays, next review on {review_on}")
)
RULE_ENDED = entry_kind("governance.rule_ended", _("Rule ended"), _("{title} from {ended_on}: {why}"))
RULE_READ = entry_kind("governance.rule_read", _("Rule read and understood"), _("{title}, version {version}"))

PLAN_DRAFTED = entry_kind("governance.plan_drafted", _("Plan drafted"), _("{title}"))
MILESTONE_ADDED = entry_kind(
    "governance.milestone_added", _("Milestone added"), _("{title}: {post} by {due_on}"), {"post": post_name}
)
PLAN_APPROVED = entry_kind(
    "governance.plan_approved", _("School plan approved"), _("{title}, milestones: {milestones}")
)
PLAN_STARTED = entry_kind("governance.plan_started", _("Plan started"), _("{title}"))
PLAN_REVIEWED = entry_kind("governance.plan_reviewed", _("Plan reviewed"), _("{title}: {review}"))
PLAN_ARCHIVED = entry_kind("governance.plan_archived", _("Plan archived"), _("{title}"))
MILESTONE_REACHED = entry_kind("governance.milestone_reached", _("Milestone reported"), _("{title}: {evidence}"))
MILESTONE_ACCEPTED = entry_kind("governance.milestone_accepted", _("Milestone accepted"), _("{title}"))
MILESTONE_RETURNED = entry_kind("governance.milestone_returned", _("Milestone sent back"), _("{title}: {why}"))

GROUP_FORMED = entry_kind("governance.group_formed", _("Steering group formed"), _("{name}"))
MEMBER_NAMED = entry_kind("governance.member_named", _("Member named"), _("{group}: {name}, {tasks}"))
MEMBERSHIP_ENDED = entry_kind(
    "governance.membership_ended", _("Membership ended"), _("{group}: {name} until {ends_on}")
)


def meeting_kind(code: str):
    return MeetingKind(code).label if code in MeetingKind.values else code


MEETING_HELD = entry_kind(
    "governance.meeting_held", _("Meeting held"), _("{meeting_kind}: {title}, {place}, action items: {items}"),
    {"meeting_kind": meeting_kind},
)  # fmt: skip
CANTEEN_MEETING_HELD = entry_kind(
    "governance.canteen_meeting_held", _("Meeting in the canteen held"), _("{title}, {place}, action items: {items}")
)
DISPATCH_HELD = entry_kind(
    "governance.dispatch_held", _("Monthly dispatch held"), _("{title}, {place}, action items: {items}")
)
MINUTES_CORRECTED = entry_kind(
    "governance.minutes_corrected", _("Minutes corrected"), _("{title}, text {number}: {why}")
)
MINUTES_SIGNED = entry_kind("governance.minutes_signed", _("Minutes signed"), _("{title}, text {number}"))
ITEM_ADDED = entry_kind(
    "governance.item_added", _("Action item added"), _("{what}: {post} by {due_on}"), {"post": post_name}
)
ITEM_DONE = entry_kind("governance.item_done", _("Action item reported"), _("{what}: {evidence}"))
ITEM_VERIFIED = entry_kind("governance.item_verified", _("Action item verified"), _("{what}"))
ITEM_RETURNED = entry_kind("governance.item_returned", _("Action item sent back"), _("{what}: {why}"))
