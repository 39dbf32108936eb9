"""Every way the dormitory says no."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    # Who answers for a building
    NOBODY_IN_CHARGE = (
        "nobody_in_charge",
        _("No dormitory manager in office answers for {building} on {on}. Put one in charge of it."),
    )
    NOT_A_DORM_MANAGER = (
        "not_a_dorm_manager",
        _("{name} is no dormitory manager on {on}. Appoint them first, or choose another."),
    )
    IN_CHARGE_ALREADY = "in_charge_already", _("{name} answers for {building} already. Nothing needs doing.")
    CHARGE_ENDED_ALREADY = "charge_ended_already", _("This charge ended on {ends_on}. Nothing needs doing.")
    CHARGE_BEGINS_IN_THE_PAST = (
        "charge_begins_in_the_past",
        _("{starts_on} is over: nobody answers for past days afterwards. Choose today or a later day."),
    )
    CHARGE_ENDS_IN_THE_PAST = (
        "charge_ends_in_the_past",
        _("{ends_on} is over: nobody's past answer changes. Choose today or a later day."),
    )
    ENDS_BEFORE_START = "ends_before_start", _("The end {ends_on} is before the start {starts_on}. Swap them.")
