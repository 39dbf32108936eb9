"""Every way food-safety management says no."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    DAY_AHEAD = "day_ahead", _("{on} has not come yet. A day is signed when it has been lived.")
    SIGNED_ALREADY = "signed_already", _("This is signed already, by {name}. Correct it and say why.")
    CORRECTED_ALREADY = "corrected_already", _("This record was corrected already. Correct the newer one.")
    WHY_MISSING = "why_missing", _("The reason of the correction is empty. Say in a few words why.")
    NOT_CONFIRMED = "not_confirmed", _("Not looked at: {names}. Confirm each, or write down what you found.")
    SAY_WHAT_WAS_DONE = (
        "say_what_was_done",
        _("{name}: the records show something out of order. Say what was done, or make it a finding."),
    )
    SCOPE_UNKNOWN = "scope_unknown", _("“{name}” is no part of the check. Choose one from the list.")
    FINDING_EMPTY = "finding_empty", _("A finding has no words. Say what is unsafe.")
    WEEK_NOT_OVER = "week_not_over", _("The week is not over before {on}. Sign it then.")
    NOT_A_MONDAY = "not_a_monday", _("{on} is no Monday. A week is named by its Monday.")
    DAYS_MISSING = (
        "days_missing", _("Days without a daily record: {days}. Have them signed, or say why they are missing."),
    )  # fmt: skip
    TEXT_MISSING = "text_missing", _("{what}: nothing is written. Say it in a sentence.")
    MONTH_NOT_OVER = "month_not_over", _("The month is dispatched from {on} on.")
    NOT_A_MONTH = "not_a_month", _("{on} is not the first day of a month.")
    WEEKS_MISSING = (
        "weeks_missing", _("Weeks without a report: {weeks}. Have them signed, or say why they are missing."),
    )  # fmt: skip
    NO_PRIORITY = "no_priority", _("Next month has no priority. Name at least one, with who does it by when.")
    NO_PRINCIPAL = "no_principal", _("Nobody holds the post of principal. Appoint one; the dispatch is theirs to hold.")
    HANDED_OVER_ALREADY = "handed_over_already", _("All days of the journal are handed over. Nothing needs doing.")
