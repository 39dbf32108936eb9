"""What food-safety management writes in the journal."""

from django.utils.translation import gettext_lazy as _

from houqin.journal.kinds import entry_kind

DAY_SIGNED = entry_kind("foodsafety.day_signed", _("Daily control signed"), _("{on}: findings {findings} {late}"))
WEEK_SIGNED = entry_kind("foodsafety.week_signed", _("Weekly report signed"), _("week from {monday}: {measures}"))
DISPATCH_RECORDED = entry_kind(
    "foodsafety.dispatch_recorded", _("Monthly dispatch recorded"), _("{month}, priorities: {priorities}")
)
RECORD_CORRECTED = entry_kind("foodsafety.record_corrected", _("Record corrected"), _("{what}: {reason}"))
HEADS_HANDED_OVER = entry_kind("foodsafety.heads_handed_over", _("Journal heads handed over"), _("to {bureau}: {days}"))
