"""What the dormitory writes in the journal."""

from django.utils.translation import gettext_lazy as _

from houqin.dormitory.models import FoundAs, RollKind, Step
from houqin.journal.kinds import entry_kind, label_of

# Who answers for a building
PUT_IN_CHARGE = entry_kind(
    "dormitory.put_in_charge", _("Put in charge of a dormitory"), _("{name}: {building}, from {starts_on} {ends_on}")
)
CHARGE_ENDED = entry_kind(
    "dormitory.charge_ended", _("Charge of a dormitory ended"), _("{name}: {building}, last day {ends_on}")
)

# Roll call
ROLL = {"roll": label_of(RollKind)}
ROOMS_COUNTED = entry_kind(
    "dormitory.rooms_counted",
    _("Rooms counted"),
    _("{roll}: {rooms}; {present} in bed, {away} elsewhere, {odd} open"),
    ROLL,
)
ROLL_CLOSED = entry_kind(
    "dormitory.roll_closed", _("Roll closed"), _("{roll}: {present} in bed, {away} elsewhere, {empty} beds empty"), ROLL
)
# The search for a child
CHILD_MISSING = entry_kind("dormitory.child_missing", _("A child is missing"), _("{code}, {name}, bed {bed}"))
SEARCH_STEP = entry_kind(
    "dormitory.search_step", _("Search"), _("{code}: {step} {whom} {note}"), {"step": label_of(Step)}
)
CHILD_FOUND = entry_kind(
    "dormitory.child_found",
    _("The child is found"),
    _("{code}, {name}: {found} {where}, after {minutes} min"),
    {"found": label_of(FoundAs)},
)
# Evacuation
EMERGENCY_STARTED = entry_kind("dormitory.emergency_started", _("Evacuation"), _("{what}; {heads} should be here"))
HEADS_COUNTED = entry_kind("dormitory.heads_counted", _("Heads counted"), _("{group}: {safe} safe, {missing} missing"))
EMERGENCY_ENDED = entry_kind("dormitory.emergency_ended", _("Evacuation ended"), _("{heads} safe after {minutes} min"))
EMERGENCY_CALLED_OFF = entry_kind("dormitory.emergency_called_off", _("Evacuation called off"), _("{reason}"))
