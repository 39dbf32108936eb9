"""What supply writes in the journal."""

from django.utils.translation import gettext_lazy as _

from houqin.journal.kinds import entry_kind

# The store
ISSUED = entry_kind("supply.issued", _("Issued"), _("{code} for {purpose}: {lines}"))
RETURNED = entry_kind("supply.returned", _("Returned to store"), _("from {code}: {lines}"))
LOT_PREPARED = entry_kind("supply.lot_prepared", _("Made"), _("{article} {code}, {made}, from {lines}"))
LOT_HELD = entry_kind("supply.lot_held", _("Held"), _("{code} {reason}"))
HOLD_LIFTED = entry_kind("supply.hold_lifted", _("Hold lifted"), _("{code} {reason}"))
LOT_QUARANTINED = entry_kind("supply.lot_quarantined", _("Quarantined"), _("{code} {reason}"))
QUARANTINE_ENDED = entry_kind("supply.quarantine_ended", _("Quarantine ended"), _("{code} {reason}"))
LOT_REJECTED = entry_kind("supply.lot_rejected", _("Rejected"), _("{code} {reason}"))
LOT_SENT_BACK = entry_kind("supply.lot_sent_back", _("Sent back"), _("{code} {taken} to {supplier}: {reason}"))
LOT_DISPOSED = entry_kind("supply.lot_disposed", _("Disposed of"), _("{code} {taken}, {method}: {reason}"))
LOT_MOVED = entry_kind("supply.lot_moved", _("Moved"), _("{code} to {space}"))
STOCK_COUNTED = entry_kind("supply.stock_counted", _("Counted"), _("{code}, {lots} lots with {witness}: {lines}"))
STOCK_OPENED = entry_kind("supply.stock_opened", _("Opening stock"), _("{article} {code}, {amount}"))
MOVEMENT_CORRECTED = entry_kind(
    "supply.movement_corrected", _("Corrected"), _("{code} from {was} to {right}: {reason}")
)
