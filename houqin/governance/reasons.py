"""Every way governance says no."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    TEXT_MISSING = "text_missing", _("There is no text yet. Write it or add the paper.")
    NAME_MISSING = "name_missing", _("“{what}” is empty. Fill it in.")
    CLAUSE_UNKNOWN = "clause_unknown", _("The charter has no clause {clause}. Choose one from the list.")
    POST_UNKNOWN = "post_unknown", _("“{post}” is no post of a school. Choose one from the list.")
    NUMBER_TAKEN = "number_taken", _("The number {number} belongs to “{title}”. Open it or use another number.")
    WHY_MISSING = "why_missing", _("The reason is empty. Write one sentence.")
    ENDS_BEFORE_START = "ends_before_start", _("The end {ends_on} is before the start {starts_on}. Swap them.")
    KIND_UNKNOWN = "kind_unknown", _("“{kind}” is not known. Choose one from the list.")

    # Rules
    APPROVED_ALREADY = (
        "approved_already",
        _("Version {number} was approved on {day}. Write a new version to change it."),
    )
    NOT_THE_LATEST = "not_the_latest", _("Version {number} is newer. Approve that one.")
    REVIEW_TOO_EARLY = "review_too_early", _("The review {review_on} is not after {effective_on}. Choose a later day.")
    EFFECT_IN_THE_PAST = (
        "effect_in_the_past",
        _("A rule cannot hold from {effective_on}, before it was approved. Choose today or later."),
    )
    RULE_ENDED = "rule_ended", _("“{title}” ended on {ended_on}. Write a new rule.")
    NOT_IN_FORCE = "not_in_force", _("“{title}” has no approved text. Have it approved first.")
    SUPERSEDES_ITSELF = "supersedes_itself", _("“{title}” cannot take its own place. Choose another one.")
    READ_ALREADY = "read_already", _("You have acknowledged this text already.")

    # Plans
    NO_MILESTONE = "no_milestone", _("The plan has no milestone yet. Add one with a post and a day.")
    PLAN_IS = "plan_is", _("“{title}” is in the state “{state}”. This is done in the state “{wanted}”.")
    OUTSIDE_PLAN = "outside_plan", _("{due_on} is outside the plan, which runs from {starts_on} to {ends_on}.")
    TITLE_TAKEN = "title_taken", _("There is a plan “{title}” already. Open it or use another title.")

    # Milestones and action items
    EVIDENCE_MISSING = "evidence_missing", _("Write what shows that it was done.")
    DONE_ALREADY = "done_already", _("“{what}” was reported as done on {day}.")
    NOT_DONE_YET = "not_done_yet", _("“{what}” is not reported as done. Whoever did it reports it first.")
    ACCEPTED_ALREADY = "accepted_already", _("“{what}” was accepted on {day}.")
    OWN_WORK = "own_work", _("{name} did it. Somebody else has to look at it.")
    NOT_THE_CHAIR = "not_the_chair", _("{chair} led the meeting. The chair or the principal does this.")

    # Steering groups
    GROUP_TAKEN = "group_taken", _("There is a group “{name}” already. Open it instead.")
    HEAD_IS_PRINCIPAL = (
        "head_is_principal",
        _("{name} does not hold the post of principal on {day}. The principal heads the group."),
    )
    HEADED_ALREADY = "headed_already", _("{name} heads the group on {day}. End that first.")
    SERVES_ALREADY = "serves_already", _("{name} belongs to the group already. End that first.")
    TASKS_MISSING = "tasks_missing", _("The tasks are empty. Write what {name} answers for.")

    # Meetings
    MEETING_LATER = "meeting_later", _("The meeting begins on {held_at}. Record it when it was held.")
    ITEM_DUE_BEFORE = "item_due_before", _("“{what}” is due on {due_on}, before the meeting. Choose a later day.")
    SIGNED_ALREADY = "signed_already", _("{name} has signed this text already.")
    NEWER_TEXT = "newer_text", _("Text {number} is newer. Sign that one.")
    PRINCIPAL_SIGNS = (
        "principal_signs",
        _("The monthly dispatch counts when the principal has signed. Ask the principal to sign (FM-11)."),
    )
    NOT_ON_STAFF = "not_on_staff", _("{name} holds no post at this school. Write the name under guests.")
