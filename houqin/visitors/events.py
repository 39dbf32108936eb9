"""What the gate and the guest rooms write in the journal. No visitor's name: the row keeps it, and can be forgotten."""

from django.utils.translation import gettext as at_once
from django.utils.translation import gettext_lazy as _

from houqin.journal.kinds import entry_kind, label_of
from houqin.kernel.shown import shown
from houqin.visitors.models import DocumentKind, StayState


def _then(value) -> str:
    """One more fact of a sentence; a fact that is missing brings no comma."""
    return f"{at_once(', ')}{shown(value)}" if value else ""


TAILS = {"where": _then, "escort": _then, "urgent": _then, "note": _then}

VISITOR_LET_IN = entry_kind(
    "visitors.visitor_let_in", _("Visitor let in"), _("{code}, {heads} people, to {host}{where}{escort}"), TAILS
)
WORKERS_LET_IN = entry_kind(
    "visitors.workers_let_in",
    _("Workers let in"),
    _("{code}, {heads} people of {company}{where}{escort}{urgent}"),
    TAILS,
)
LET_OUT = entry_kind("visitors.let_out", _("Let out"), _("{code}, inside since {in_at}"))
VISIT_APPROVED = entry_kind(
    "visitors.visit_approved", _("Unusual visit approved"), _("For {on}{where}{escort}: {why}"), TAILS
)
NO_ENTRY_ADDED = entry_kind("visitors.no_entry_added", _("List of those not let in: one added"))
NO_ENTRY_ENDED = entry_kind("visitors.no_entry_ended", _("List of those not let in: one taken off"))
FORGOTTEN = entry_kind(
    "visitors.forgotten", _("Visitors' documents and phones forgotten"), _("{number} passes and stays before {before}")
)

STAY_APPLIED = entry_kind(
    "visitors.stay_applied",
    _("Overnight stay applied for"),
    _("{code} for {pupil}, {relation}, {arrives_on} to {leaves_on}"),
)
STAY_APPROVED = entry_kind("visitors.stay_approved", _("Overnight stay approved"), _("{code}{note}"), TAILS)
STAY_DECLINED = entry_kind("visitors.stay_declined", _("Overnight stay declined"), _("{code}{note}"), TAILS)
STAY_CALLED_OFF = entry_kind(
    "visitors.stay_called_off", _("Overnight stay called off"), _("{code}{note}, it was {state}"),
    TAILS | {"state": label_of(StayState)},
)  # fmt: skip
STAY_REGISTERED = entry_kind(
    "visitors.stay_registered", _("Guest's document registered"), _("{code}: {document}"),
    {"document": label_of(DocumentKind)},
)  # fmt: skip
GUEST_LODGED = entry_kind("visitors.guest_lodged", _("Guest got the key"), _("{code} in {room}, {sleepers} people"))
GUEST_DEPARTED = entry_kind("visitors.guest_departed", _("Guest departed"), _("{code} from {room}"))
