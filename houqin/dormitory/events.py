"""What the dormitory writes in the journal."""

from django.utils.translation import gettext_lazy as _

from houqin.journal.kinds import entry_kind

# Who answers for a building
PUT_IN_CHARGE = entry_kind(
    "dormitory.put_in_charge", _("Put in charge of a dormitory"), _("{name}: {building}, from {starts_on} {ends_on}")
)
CHARGE_ENDED = entry_kind(
    "dormitory.charge_ended", _("Charge of a dormitory ended"), _("{name}: {building}, last day {ends_on}")
)
