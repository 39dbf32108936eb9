"""What people are told about the night watch."""

from django.utils.translation import gettext_lazy as _

from houqin.notices.kinds import notice_kind

SWAP_WANTED = notice_kind(
    "nightwatch.swap_wanted",
    _("{name} asks to swap nights"),
    _("You would take {given}, {name} takes {wanted}. {why}"),
)
ROUND_INCOMPLETE = notice_kind(
    "nightwatch.round_incomplete",
    _("{route}: the round of {starts_at} is over and not complete"),
    _("Not passed: {missed}"),
)
