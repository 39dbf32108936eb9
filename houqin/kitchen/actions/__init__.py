"""Verbs of the kitchen: the only code that changes its rows."""

# The meal
from houqin.kitchen.actions.cooking import (
    PotReading,
    finish_batch,
    issue_to_batch,
    measure_meal,
    record_temperature,
    return_from_batch,
    start_cooking,
)
from houqin.kitchen.actions.days import (
    add_batch,
    call_off_meal,
    change_heads,
    open_canteen_day,
    plan_meal,
    remove_planned_batch,
)

# Dishes and menus
from houqin.kitchen.actions.dishes import add_dish, change_dish, retire_dish, write_recipe
from houqin.kitchen.actions.disinfecting import Disinfected, correct_disinfection, disinfect
from houqin.kitchen.actions.menus import (
    add_menu_item,
    copy_last_week,
    publish_menu,
    replace_menu_item,
    start_menu,
    withdraw_menu_item,
)
from houqin.kitchen.actions.needs import draft_orders_from_menu
from houqin.kitchen.actions.samples import (
    correct_sample,
    dispose_sample,
    lock_sample,
    sample_meal,
    take_sample,
    unlock_sample,
)
from houqin.kitchen.actions.service import (
    close_meal,
    correct_leftover,
    count_classes,
    count_heads,
    dispose_leftovers,
    release_meal,
    weigh_leftover,
    weigh_leftovers,
)
from houqin.kitchen.actions.tasting import isolate_batch, taste_batch, taste_meal

__all__ = [
    "Disinfected",
    "PotReading",
    "add_batch",
    "add_dish",
    "add_menu_item",
    "call_off_meal",
    "change_dish",
    "change_heads",
    "close_meal",
    "copy_last_week",
    "correct_disinfection",
    "correct_leftover",
    "correct_sample",
    "count_classes",
    "count_heads",
    "disinfect",
    "dispose_leftovers",
    "dispose_sample",
    "draft_orders_from_menu",
    "finish_batch",
    "isolate_batch",
    "issue_to_batch",
    "lock_sample",
    "measure_meal",
    "open_canteen_day",
    "plan_meal",
    "publish_menu",
    "record_temperature",
    "release_meal",
    "remove_planned_batch",
    "replace_menu_item",
    "retire_dish",
    "return_from_batch",
    "sample_meal",
    "start_cooking",
    "start_menu",
    "take_sample",
    "taste_batch",
    "taste_meal",
    "unlock_sample",
    "weigh_leftover",
    "weigh_leftovers",
    "withdraw_menu_item",
    "write_recipe",
]
