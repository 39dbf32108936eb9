"""Every way the engine says no."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    CLOSED_ALREADY = "closed_already", _("This duty is closed: {state}. Nothing needs doing.")
    OWN_DUTY = "own_duty", _("Nobody excuses a duty they answer for themselves. Ask a post above.")
    NOT_ABOVE = "not_above", _("Only a post above the {owner} may excuse this.")
    NO_REASON = "no_reason", _("Say why.")
    NOT_TUNABLE = "not_tunable", _("This duty follows things that happen, not a time of day. Leave the time empty.")
    LATER_THAN_DECLARED = "later_than_declared", _("The rule says {by}. Choose that or an earlier time.")
    BEFORE_IT_OPENS = "before_it_opens", _("It can be done from {opens} on. Choose a later time.")
    OWNER_NOT_ALLOWED = "owner_not_allowed", _("The {owner} cannot answer for this. Choose one of: {may_own}.")
    LADDER_SLOWER = (
        "ladder_slower",
        _("After {minutes} minutes the {post} has to know. Keep that step or bring it forward."),
    )
    LADDER_DOES_NOT_RISE = "ladder_does_not_rise", _("Each step of the ladder comes later than the one before it.")
    NOT_FROM_TOMORROW = (
        "not_from_tomorrow",
        _("What is asked of somebody today stays as it is. Choose tomorrow or a later day."),
    )
    UNKNOWN_DUTY = "unknown_duty", _("There is no duty “{code}”. Choose one from the list.")
    NOTHING_CHANGES = "nothing_changes", _("It is like that already. Nothing needs doing.")
