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
CHILD_MISSING = entry_kind("dormitory.child_missing", _("A child is missing"), _("{code}, {number}, {bed}"))
SEARCH_STEP = entry_kind(
    "dormitory.search_step", _("Search"), _("{code}: {step} {whom} {note}"), {"step": label_of(Step)}
)
CHILD_FOUND = entry_kind(
    "dormitory.child_found",
    _("The child is found"),
    _("{code}, {number}: {found} {where}, after {minutes} min"),
    {"found": label_of(FoundAs)},
)
# Evacuation
EMERGENCY_STARTED = entry_kind("dormitory.emergency_started", _("Evacuation"), _("{what}; {heads} should be here"))
HEADS_COUNTED = entry_kind(
    "dormitory.heads_counted", _("Heads counted in an evacuation"), _("{group}: {safe} safe, {missing} missing")
)
EMERGENCY_ENDED = entry_kind("dormitory.emergency_ended", _("Evacuation ended"), _("{heads} safe after {minutes} min"))
EMERGENCY_CALLED_OFF = entry_kind("dormitory.emergency_called_off", _("Evacuation called off"), _("{reason}"))
# Rooms and beds
ROOM_FURNISHED = entry_kind(
    "dormitory.room_furnished", _("Dorm room furnished"), _("{room}, floor {floor}, {whose}: {beds} beds")
)
ROOM_CHANGED = entry_kind("dormitory.room_changed", _("Dorm room changed"), _("{room}: {changes}"))
BED_ADDED = entry_kind("dormitory.bed_added", _("Bed added"), _("{room}, bed {number}"))
BED_CLOSED = entry_kind("dormitory.bed_closed", _("Bed out of use"), _("{room}, bed {number}. {why}"))
BED_REOPENED = entry_kind("dormitory.bed_reopened", _("Bed in use again"), _("{room}, bed {number}"))
ROOMS_REMOVED = entry_kind("dormitory.rooms_removed", _("Dorm rooms taken back"), _("{rooms}"))

# Who sleeps where. Pupils by number: the entry names them, and only who may see them reads the names.
PLACED = entry_kind("dormitory.placed", _("Beds given"), _("{room}, from {starts_on}: {beds}"))
STAY_ENDED = entry_kind("dormitory.stay_ended", _("Bed given up"), _("{number}, last night {last_night}. {why}"))
STAYS_REMOVED = entry_kind("dormitory.stays_removed", _("Beds given by mistake, taken back"), _("{numbers}"))

MOVE_ASKED = entry_kind(
    "dormitory.move_asked", _("Change of bed asked for"), _("{number}: {from_bed} → {to_bed}, from {starts_on}. {why}")
)
MOVE_APPROVED = entry_kind(
    "dormitory.move_approved", _("Change of bed approved"), _("{number}: {from_bed} → {to_bed}, from {starts_on}")
)
MOVE_DECLINED = entry_kind("dormitory.move_declined", _("Change of bed declined"), _("{number}. {note}"))
MOVE_WITHDRAWN = entry_kind("dormitory.move_withdrawn", _("Change of bed taken back"), _("{number}"))
