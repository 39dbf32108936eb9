"""What the journal writes about the kitchen."""

from django.utils.translation import gettext_lazy as _

from houqin.journal.kinds import entry_kind

# The meal
DAY_OPENED = entry_kind("kitchen.day_opened", _("Canteen day opened"), _("Responsible: {responsible}"))
MEAL_PLANNED = entry_kind("kitchen.meal_planned", _("Meal planned"), _("{heads} heads: {dishes}"))
HEADS_CHANGED = entry_kind("kitchen.heads_changed", _("Heads changed"), _("{before} → {after}"))
BATCH_ADDED = entry_kind("kitchen.batch_added", _("Pot added"), _("{dish}, pot {pot}, {heads} heads"))
BATCH_REMOVED = entry_kind("kitchen.batch_removed", _("Pot removed"), _("{dish}, {code}"))
ISSUED_TO_BATCH = entry_kind("kitchen.issued_to_batch", _("Issued to the dish"), _("{dish}: {goods}"))
RETURNED_FROM_BATCH = entry_kind("kitchen.returned_from_batch", _("Returned from the dish"), _("{dish}: {goods}"))
COOKING_STARTED = entry_kind("kitchen.cooking_started", _("Cooking started"), _("{dishes}"))
TEMPERATURE_RECORDED = entry_kind("kitchen.temperature_recorded", _("Core temperature"), _("{dish}: {temperature} ℃"))
TEMPERATURE_CORRECTED = entry_kind(
    "kitchen.temperature_corrected",
    _("Core temperature corrected"),
    _("{dish}: {before} ℃ → {temperature} ℃, {reason}"),
)
BATCH_FINISHED = entry_kind("kitchen.batch_finished", _("Dish finished"), _("{dish}"))
TASTING_PASSED = entry_kind("kitchen.tasting_passed", _("Tasting passed"), _("{dish} {remark}"))
TASTING_FAILED = entry_kind("kitchen.tasting_failed", _("Tasting not passed"), _("{dish} {remark}"))
TASTING_CORRECTED = entry_kind("kitchen.tasting_corrected", _("Tasting corrected"), _("{dish}: {reason}"))
BATCH_ISOLATED = entry_kind("kitchen.batch_isolated", _("Dish isolated"), _("{dish}: {reason}. Not to be served."))
SAMPLE_TAKEN = entry_kind("kitchen.sample_taken", _("Sample kept"), _("{dish}, {grams} g, until {keep_until}"))
SAMPLE_CORRECTED = entry_kind("kitchen.sample_corrected", _("Sample corrected"), _("{code}: {changes}, {reason}"))
SAMPLE_LOCKED = entry_kind("kitchen.sample_locked", _("Sample locked"), _("{code}: {reason}"))
SAMPLE_UNLOCKED = entry_kind("kitchen.sample_unlocked", _("Sample unlocked"), _("{code}: {reason}"))
SAMPLE_DISPOSED = entry_kind(
    "kitchen.sample_disposed", _("Sample disposed of"), _("{code}: {method}; taken by {taker}")
)
MEAL_RELEASED = entry_kind("kitchen.meal_released", _("Meal released"), _("{dishes}"))
HEADS_COUNTED = entry_kind("kitchen.heads_counted", _("Heads counted"), _("{total} in {groups} groups"))
LEFTOVER_WEIGHED = entry_kind("kitchen.leftover_weighed", _("Leftovers weighed"), _("{what} {dish} {quantity}"))
LEFTOVERS_DISPOSED = entry_kind(
    "kitchen.leftovers_disposed", _("Leftovers disposed of"), _("{quantity}, {collector} {vehicle}")
)
MEAL_CLOSED = entry_kind("kitchen.meal_closed", _("Meal closed"), _("{heads} heads, {quantity} left over"))

# Dishes and menus
