"""Every way this app says no."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    # Away
    AWAY_ALREADY = "away_already", _("{name} is elsewhere since {since}: {what}. Say first that this is over.")
    NOT_ENROLLED = "not_enrolled", _("{name} is not enrolled here. Choose a pupil of the school.")
    VOUCHER_NOT_IN_OFFICE = (
        "voucher_not_in_office",
        _("{name} holds no post here now. Somebody in office vouches for where a child is."),
    )
    ENDS_BEFORE_START = "ends_before_start", _("{until_at} is not after {starts_at}. Correct the times.")
    NIGHT_NEEDS_LEAVE = (
        "night_needs_leave",
        _("{name} would be away in the night of {night}. Ask for leave, which a guardian confirms."),
    )
    AWAY_IS_OVER = "away_is_over", _("{name} is back since {ended_at}. Nothing needs doing.")
    BACK_BEFORE_GONE = "back_before_gone", _("{name} went at {starts_at}. Give a later time.")
    NOBODY_CHOSEN = "nobody_chosen", _("Nobody is chosen. Choose at least one pupil.")
