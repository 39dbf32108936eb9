"""What people are told at once."""

from django.utils.translation import gettext_lazy as _

from houqin.notices.kinds import notice_kind

FOUND_TODAY = notice_kind(
    "foodsafety.found_today", _("Daily control of {on}: {number} found"), _("{what} Signed by {name}."), urgent=True
)
WEEK_IS_SIGNED = notice_kind(
    "foodsafety.week_is_signed", _("Weekly food-safety report, week from {monday}"), _("{measures} Signed by {name}.")
)
