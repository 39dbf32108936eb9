"""Verbs of the kitchen: the only code that changes its rows."""

# The meal
from houqin.kitchen.actions.cooking import (
    finish_batch,
    issue_to_batch,
    record_temperature,
    return_from_batch,
    start_cooking,
)
from houqin.kitchen.actions.days import add_batch, change_heads, open_canteen_day, plan_meal, remove_planned_batch
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
    count_classes,
    count_heads,
    dispose_leftovers,
    release_meal,
    weigh_leftover,
    weigh_leftovers,
)
from houqin.kitchen.actions.tasting import isolate_batch, taste_batch, taste_meal

# Dishes and menus

__all__ = [
    "add_batch",
    "change_heads",
    "close_meal",
    "correct_sample",
    "count_classes",
    "count_heads",
    "dispose_leftovers",
    "dispose_sample",
    "finish_batch",
    "isolate_batch",
    "issue_to_batch",
    "lock_sample",
    "open_canteen_day",
    "plan_meal",
    "record_temperature",
    "release_meal",
    "remove_planned_batch",
    "return_from_batch",
    "sample_meal",
    "start_cooking",
    "take_sample",
    "taste_batch",
    "taste_meal",
    "unlock_sample",
    "weigh_leftover",
    "weigh_leftovers",
]
