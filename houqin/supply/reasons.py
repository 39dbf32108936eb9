"""Every way supply says no."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    # The store
    LOT_EXPIRED = "lot_expired", _("Lot {code} expired on {expiration_date}. Quarantine it.")
    LOT_QUARANTINED = "lot_quarantined", _("Lot {code} is quarantined. Use another lot until food safety decides.")
    LOT_HELD = "lot_held", _("Lot {code} is held. Use another lot; food safety can lift the hold.")
    LOT_REJECTED = "lot_rejected", _("Lot {code} was rejected. Send it back or dispose of it.")
    LOT_DISPOSED = "lot_disposed", _("Lot {code} was disposed of. Use another lot.")
    NOT_ENOUGH_LEFT = "not_enough_left", _("Only {left} of lot {code} are left. Take less, or add another lot.")
    ANCESTOR_HELD = (
        "ancestor_held",
        _("Lot {code} was made from lot {ancestor}, which is held or rejected. Use another lot."),
    )
    EARLIER_LOT_FIRST = (
        "earlier_lot_first",
        _("Lot {earlier} expires before lot {code}, on {expiration_date}. Take it first, or say why not."),
    )
    NOTHING_CHOSEN = "nothing_chosen", _("No lot is chosen. Choose one and enter an amount.")
    PURPOSE_MISSING = "purpose_missing", _("The purpose is missing. Write what the goods are for.")
    WHY_MISSING = "why_missing", _("The reason is missing. Say why in a few words.")
    RETURN_TOO_MUCH = (
        "return_too_much",
        _("Issue {issue} has only {most} of lot {code} still out. Return that much or less."),
    )
    HELD_ALREADY = "held_already", _("Lot {code} is held already. Nothing needs doing.")
    NOT_HELD = "not_held", _("Lot {code} is not held. Nothing needs doing.")
    HELD_BY_YOU = "held_by_you", _("{name} held lot {code}. Another person must lift the hold.")
    QUARANTINED_ALREADY = "quarantined_already", _("Lot {code} is quarantined already. Nothing needs doing.")
    NOT_QUARANTINED = "not_quarantined", _("Lot {code} is not quarantined. Nothing needs doing.")
    REJECTED_ALREADY = "rejected_already", _("Lot {code} is rejected already. Send it back or dispose of it.")
    NO_SUPPLIER = "no_supplier", _("Lot {code} has no supplier to take it back. Dispose of it.")
    SPACE_CLOSED = "space_closed", _("{space} is closed. Choose another place.")
    SPACE_DOES_NOT_FIT = "space_does_not_fit", _("{space} is no place for {storage} goods. Choose one that fits.")
    THERE_ALREADY = "there_already", _("Lot {code} is in {space} already. Nothing needs doing.")
    NOT_MADE_HERE = "not_made_here", _("{article} is bought, not made here. Choose an intermediate.")
    EXPIRES_AFTER_INPUT = (
        "expires_after_input",
        _("Lot {code} in it expires on {expiration_date}. Use that day or an earlier one."),
    )
    EXPIRY_IS_OVER = "expiry_is_over", _("{expiration_date} is over. Check the date.")
    EXPIRY_UNKNOWN = "expiry_unknown", _("Nothing tells when {article} expires. Enter the last day of use.")
    EXPIRY_BEFORE_PRODUCTION = (
        "expiry_before_production",
        _("The last day of use {expiration_date} is before the production date {production_date}. Check both."),
    )
    WITNESS_IS_YOU = "witness_is_you", _("Nobody counts alone. Choose another person as witness.")
    WITNESS_NOT_IN_OFFICE = (
        "witness_not_in_office",
        _("{name} holds no post at this school today. Choose another witness."),
    )
    VARIANCE_UNEXPLAINED = (
        "variance_unexplained",
        _("Lot {code}: booked {book}, counted {counted}. Say why they differ."),
    )
    STOCK_MOVED = (
        "stock_moved",
        _("Lot {code} moved while you counted: {book} are booked now. Count it again."),
    )
    LOT_TWICE = "lot_twice", _("Lot {code} stands in two lines. Put it in one.")
    NOT_CORRECTABLE = "not_correctable", _("A correction or a count is not corrected. Count the lot again.")
    NOTHING_TO_CORRECT = "nothing_to_correct", _("The amount is the same. Nothing needs doing.")
