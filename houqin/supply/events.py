"""What supply writes in the journal."""

from django.utils.translation import gettext_lazy as _

from houqin.journal.kinds import entry_kind

# Buying and goods-in
ARTICLE_ADDED = entry_kind("supply.article_added", _("Article added"), _("{name}, {goods_class}"))
ARTICLE_CHANGED = entry_kind("supply.article_changed", _("Article changed"), _("{name}: {changes}"))
ARTICLE_UNITS_SET = entry_kind("supply.article_units_set", _("Pack sizes set"), _("{name}: {units}"))
ARTICLE_RETIRED = entry_kind("supply.article_retired", _("Article retired"), _("{name}"))

SUPPLIER_ADDED = entry_kind("supply.supplier_added", _("Supplier added"), _("{name}"))
SUPPLIER_CHANGED = entry_kind("supply.supplier_changed", _("Supplier changed"), _("{name}: {changes}"))
SUPPLIER_APPROVED = entry_kind(
    "supply.supplier_approved",
    _("Supplier approved"),
    _("{supplier}: {goods_class}, {starts_on} to {ends_on} {reason}"),
)
APPROVAL_WITHDRAWN = entry_kind(
    "supply.approval_withdrawn", _("Approval withdrawn"), _("{supplier}: {goods_class}. {why}")
)
SUPPLIER_SUSPENDED = entry_kind(
    "supply.supplier_suspended", _("Supplier suspended"), _("{supplier}: {goods_class}. {why}")
)
SUSPENSION_LIFTED = entry_kind(
    "supply.suspension_lifted", _("Suspension lifted"), _("{supplier}: {goods_class}. {why}")
)
CERTIFICATE_RECORDED = entry_kind(
    "supply.certificate_recorded",
    _("Certificate recorded"),
    _("{supplier}: {certificate} {number}, until {valid_until}"),
)
CERTIFICATE_WITHDRAWN = entry_kind(
    "supply.certificate_withdrawn", _("Certificate withdrawn"), _("{supplier}: {certificate} {number}. {why}")
)

ORDER_DRAFTED = entry_kind(
    "supply.order_drafted", _("Order drafted"), _("{code} to {supplier}, for {wanted_on}: {lines}")
)
ORDER_LINE_CHANGED = entry_kind(
    "supply.order_line_changed", _("Order changed"), _("{code}, {article}: {before} → {after}")
)
ORDER_SENT = entry_kind("supply.order_sent", _("Order sent"), _("{code} to {supplier}, for {wanted_on}: {lines}"))
ORDER_CANCELLED = entry_kind("supply.order_cancelled", _("Order cancelled"), _("{code}. {why}"))

DELIVERY_REGISTERED = entry_kind(
    "supply.delivery_registered", _("Delivery arrived"), _("{code} of {supplier}, {lines} lines {late}")
)
DELIVERY_CALLED_OFF = entry_kind(
    "supply.delivery_called_off", _("Delivery entered by mistake"), _("{code} of {supplier}. {why}")
)
LINE_ADDED = entry_kind("supply.line_added", _("Line added"), _("{delivery}, line {number}: {article} {quantity}"))
LINE_CHANGED = entry_kind(
    "supply.line_changed", _("Line changed"), _("{delivery}, line {number}, {article}: {changes}")
)
LINE_DECIDED = entry_kind(
    "supply.line_decided",
    _("Line decided"),
    _("{delivery}, line {number}, {article}: accepted {accepted}, returned {returned}, set aside {quarantined} {why}"),
)
REST_ACCEPTED = entry_kind("supply.rest_accepted", _("Rest accepted as stated"), _("{delivery}, lines {numbers}"))
PAPER_ADDED = entry_kind("supply.paper_added", _("Paper added"), _("{delivery}, {article}: {paper} {number}"))
PAPER_WITHDRAWN = entry_kind(
    "supply.paper_withdrawn", _("Paper withdrawn"), _("{delivery}, {article}: {paper} {number}. {why}")
)
PHOTO_ADDED = entry_kind("supply.photo_added", _("Photo added"), _("{delivery}, {article}: {name}"))
INSPECTION_SIGNED = entry_kind("supply.inspection_signed", _("Inspection signed"), _("{delivery}: {name}, {post}"))
SIGNATURES_CLEARED = entry_kind(
    "supply.signatures_cleared", _("Signatures cleared"), _("{delivery}: changed after {names} signed; sign again")
)
DELIVERY_INSPECTED = entry_kind(
    "supply.delivery_inspected",
    _("Goods received"),
    _("{code} of {supplier}: lines accepted {accepted}, returned {returned}, set aside {quarantined}. {lots} {late}"),
)

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
STORE_CHECKED = entry_kind(
    "supply.store_checked", _("Store checked"), _("past their date: {expired}; near it: {near}. {readings} {remark}")
)
STOCK_OPENED = entry_kind("supply.stock_opened", _("Opening stock"), _("{article} {code}, {amount}"))
MOVEMENT_CORRECTED = entry_kind(
    "supply.movement_corrected", _("Corrected"), _("{code} from {was} to {right}: {reason}")
)

# Entries taken back
ARTICLE_REMOVED = entry_kind("supply.article_removed", _("Article entry undone"), _("{name}"))
SUPPLIER_REMOVED = entry_kind("supply.supplier_removed", _("Supplier entry undone"), _("{name}"))
OPENING_UNDONE = entry_kind("supply.opening_undone", _("Opening stock undone"), _("{code}, {amount}: {reason}"))
