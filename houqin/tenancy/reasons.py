"""Every way tenancy says no."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    PARAMETER_UNKNOWN = "parameter_unknown", _("There is no parameter “{key}”. Choose one from the list.")
    LOOSER_THAN_ABOVE = (
        "looser_than_above",
        _("{value} is looser than {limit}, which {scope} sets (rule {rule}). Keep it or set a stricter one."),
    )
    OUT_OF_RANGE = "out_of_range", _("{value} cannot be meant. Write a number from {least} to {most}.")
    IN_FORCE_ALREADY = (
        "in_force_already",
        _("A value from {valid_from} on would change days that are over. Let it begin on {today} or later."),
    )
    NAME_TAKEN = "name_taken", _("“{name}” exists already. Choose another name.")
    ENDS_BEFORE_START = (
        "ends_before_start",
        _("The end {ends_on} is before the start {starts_on}. Swap them."),
    )
    TERMS_OVERLAP = "terms_overlap", _("{term} runs on some of these days. Move one of the two.")
    SPACE_IN_USE = "space_in_use", _("{space} still holds {what}. Empty it before closing.")
    CLOSED_ALREADY = "closed_already", _("{space} was closed on {closed_on}. Nothing needs doing.")
    ZONE_UNKNOWN = "zone_unknown", _("“{zone}” is not a time zone. Use one such as Asia/Urumqi.")
    MEALS_FOR_ALL = "meals_for_all", _("{what} has one time for the whole school. Leave the section on “everybody”.")
    SEASON_WITHOUT_DAYS = (
        "season_without_days",
        _("Nobody has said yet from when until when {season} lasts. Write its first and its last day."),
    )
