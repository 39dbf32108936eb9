"""What people are told about the dormitory."""

from django.utils.translation import gettext_lazy as _

from houqin.notices.kinds import notice_kind

CHILD_MISSING = notice_kind(
    "dormitory.child_missing",
    _("{name} is not in bed"),
    _("{where}, found empty {since}. Call whoever may know, and write down what they say."),
    urgent=True,
)
CHILD_FOUND = notice_kind("dormitory.child_found", _("{name} is found"), _("{where}. The search is over."), urgent=True)
MOVE_APPROVED = notice_kind(
    "dormitory.move_approved", _("{name} may change bed"), _("From {from_bed} to {to_bed}, from {starts_on} on.")
)
MOVE_DECLINED = notice_kind("dormitory.move_declined", _("{name} does not change bed"), _("{note}."))
EMERGENCY = notice_kind(
    "dormitory.emergency", _("Everybody out: {what}"), _("Go to the assembly point and count your group."), urgent=True
)
EMERGENCY_OVER = notice_kind("dormitory.emergency_over", _("The evacuation is over"), _("{what}"), urgent=True)
MISSING_AFTER_THE_END = notice_kind(
    "dormitory.missing_after_the_end",
    _("Missing after the evacuation: {number}"),
    _("{names}. {what} was ended before this word came. Look for them at once, then count them."),
    urgent=True,
)
