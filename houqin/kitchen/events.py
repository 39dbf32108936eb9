"""What the journal writes about the kitchen."""

from django.utils.translation import gettext_lazy as _

from houqin.journal.kinds import entry_kind

# Dishes and menus
DISH_ADDED = entry_kind("kitchen.dish_added", _("Dish added"), _("{name}, {dish_kind}"))
DISH_CHANGED = entry_kind("kitchen.dish_changed", _("Dish changed"), _("{name}: {changes}"))
DISH_RETIRED = entry_kind("kitchen.dish_retired", _("Dish retired"), _("{name}"))
RECIPE_WRITTEN = entry_kind("kitchen.recipe_written", _("Recipe written"), _("{dish}, version {version}: {lines}"))
MENU_STARTED = entry_kind("kitchen.menu_started", _("Menu begun"), _("week from {week_starts_on}"))
MENU_ITEM_ADDED = entry_kind("kitchen.menu_item_added", _("Dish put on the menu"), _("{on} {meal}: {dish} {reason}"))
MENU_ITEM_REMOVED = entry_kind("kitchen.menu_item_removed", _("Dish taken off the draft"), _("{on} {meal}: {dish}"))
MENU_ITEM_WITHDRAWN = entry_kind(
    "kitchen.menu_item_withdrawn", _("Dish withdrawn from the menu"), _("{on} {meal}: {dish}, because {reason}")
)
MENU_ITEM_REPLACED = entry_kind(
    "kitchen.menu_item_replaced", _("Dish replaced on the menu"), _("{on} {meal}: {before} → {dish} {reason}")
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
