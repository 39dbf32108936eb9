"""What the journal writes about the kitchen."""

from django.utils.translation import gettext_lazy as _

from houqin.journal.kinds import entry_kind, label_of
from houqin.kitchen.models import Dish, Leftover, MealKind

# Earlier entries keep the title itself, in the language of whoever acted.
WHAT = {"what": label_of(Leftover.Kind)}
ON_MENU = {"meal": label_of(MealKind)}

# The meal
DAY_OPENED = entry_kind("kitchen.day_opened", _("Canteen day opened"), _("Responsible: {responsible}"))
MEAL_PLANNED = entry_kind("kitchen.meal_planned", _("Meal planned"), _("{heads} heads: {dishes}"))
HEADS_CHANGED = entry_kind("kitchen.heads_changed", _("Heads changed"), _("{before} → {after}"))
MEAL_CALLED_OFF = entry_kind("kitchen.meal_called_off", _("Meal called off"), _("{reason}"))
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
TASTING_FAILED_AFTER_CLOSE = entry_kind(
    "kitchen.tasting_failed_after_close", _("Found not passed after the meal was closed"), _("{dish} {remark}")
)
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
LEFTOVER_WEIGHED = entry_kind("kitchen.leftover_weighed", _("Leftovers weighed"), _("{what} {dish} {quantity}"), WHAT)
LEFTOVER_CORRECTED = entry_kind(
    "kitchen.leftover_corrected",
    _("Leftovers corrected"),
    _("{what} {dish}: {before} → {quantity}, {reason}"),
    WHAT,
)
LEFTOVERS_DISPOSED = entry_kind(
    "kitchen.leftovers_disposed", _("Leftovers disposed of"), _("{quantity}, {collector} {vehicle}")
)
# What each was disinfected with is kept in every language.
DISINFECTED = entry_kind("kitchen.disinfected", _("Disinfected"), _("{things}"))
DISINFECTION_FAILED = entry_kind(
    "kitchen.disinfection_failed", _("Disinfection not enough"), _("{things}. To be done again.")
)
DISINFECTION_CORRECTED = entry_kind(
    "kitchen.disinfection_corrected", _("Disinfection corrected"), _("{before} → {things}, {reason}")
)
MEAL_CLOSED = entry_kind("kitchen.meal_closed", _("Meal closed"), _("{heads} heads, {quantity} left over"))

# Dishes and menus
DISH_ADDED = entry_kind(
    "kitchen.dish_added", _("Dish added"), _("{name}, {dish_kind}"), {"dish_kind": label_of(Dish.Kind)}
)
DISH_CHANGED = entry_kind("kitchen.dish_changed", _("Dish changed"), _("{name}: {changes}"))
DISH_RETIRED = entry_kind("kitchen.dish_retired", _("Dish retired"), _("{name}"))
RECIPE_WRITTEN = entry_kind("kitchen.recipe_written", _("Recipe written"), _("{dish}, version {version}: {lines}"))
MENU_STARTED = entry_kind("kitchen.menu_started", _("Menu begun"), _("week from {week_starts_on}"))
MENU_ITEM_ADDED = entry_kind(
    "kitchen.menu_item_added", _("Dish put on the menu"), _("{on} {meal}: {dish} {reason}"), ON_MENU
)
MENU_ITEM_REMOVED = entry_kind(
    "kitchen.menu_item_removed", _("Dish taken off the draft"), _("{on} {meal}: {dish}"), ON_MENU
)
MENU_ITEM_WITHDRAWN = entry_kind(
    "kitchen.menu_item_withdrawn",
    _("Dish withdrawn from the menu"),
    _("{on} {meal}: {dish}, because {reason}"),
    ON_MENU,
)
MENU_ITEM_REPLACED = entry_kind(
    "kitchen.menu_item_replaced", _("Dish replaced on the menu"), _("{on} {meal}: {before} → {dish} {reason}"), ON_MENU
)
MENU_COPIED = entry_kind(
    "kitchen.menu_copied", _("Menu copied"), _("{number} dishes from the week of {source}; left out: {left_out}")
)
MENU_PUBLISHED = entry_kind(
    "kitchen.menu_published", _("Menu published"), _("week from {week_starts_on}, {number} dishes")
)
ORDERS_DRAFTED = entry_kind(
    "kitchen.orders_drafted",
    _("Orders drafted from the menu"),
    _("{from_on} to {to_on}: {orders}; nobody may supply: {unsupplied}"),
)
