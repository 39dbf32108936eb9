"""Verbs of the kitchen."""

from houqin.kitchen.actions.dishes import add_dish, change_dish, retire_dish, write_recipe
from houqin.kitchen.actions.menus import (
    add_menu_item,
    copy_last_week,
    publish_menu,
    replace_menu_item,
    start_menu,
    withdraw_menu_item,
)
from houqin.kitchen.actions.needs import draft_orders_from_menu

__all__ = [
    "add_dish",
    "add_menu_item",
    "change_dish",
    "copy_last_week",
    "draft_orders_from_menu",
    "publish_menu",
    "replace_menu_item",
    "retire_dish",
    "start_menu",
    "withdraw_menu_item",
    "write_recipe",
]
