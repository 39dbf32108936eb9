"""What equipment writes in the journal."""

from django.utils.translation import gettext_lazy as _

from houqin.campus.models import System
from houqin.journal.kinds import entry_kind

SYSTEM = {"system": lambda code: System(code).label}

REGISTERED = entry_kind("campus.equipment_registered", _("Equipment registered"), _("{equipment}, {where}"))
CHANGED = entry_kind("campus.equipment_changed", _("Equipment changed"), _("{equipment}: {changes}"))
MOVED = entry_kind("campus.equipment_moved", _("Equipment moved"), _("{equipment} from {before} to {after}"))
STOPPED = entry_kind("campus.equipment_stopped", _("Taken out of use"), _("{equipment}. {why}"))
PUT_BACK = entry_kind("campus.equipment_put_back", _("In use again"), _("{equipment}. {why}"))
SCRAPPED = entry_kind("campus.equipment_scrapped", _("Equipment scrapped"), _("{equipment}. {why}"))
REMOVED = entry_kind("campus.equipment_removed", _("Entered by mistake, removed"), _("{equipment}"))
CHECKED = entry_kind("campus.equipment_checked", _("Equipment checked"), _("{equipment}: {faults} {note}"))
ROUND_DONE = entry_kind(
    "campus.equipment_round",
    _("Monthly check of equipment"),
    _("{building}: {count} looked at, {faulty} with a fault {note}"),
)
CHECK_CORRECTED = entry_kind(
    "campus.equipment_check_corrected", _("Check corrected"), _("{equipment}: {faults} {note}")
)
SERVICED = entry_kind(
    "campus.equipment_serviced", _("Equipment serviced"), _("{equipment} on {on} by {by_whom}: {what}")
)
SERVICE_CORRECTED = entry_kind(
    "campus.equipment_service_corrected", _("Service corrected"), _("{equipment} on {on} by {by_whom}: {what}")
)
TESTED = entry_kind(
    "campus.system_tested", _("System tested"), _("{system} on {on} by {by_whom}: {result} {findings}"), SYSTEM
)
