"""Nouns of the kitchen. The dish batch is the unit that is cooked, tasted and sampled."""

from houqin.kitchen.models.dishes import Dish, Menu, MenuItem, Recipe, RecipeLine
from houqin.kitchen.models.disinfections import Disinfection
from houqin.kitchen.models.meals import BatchIssue, CanteenDay, DishBatch, Meal, MealKind
from houqin.kitchen.models.proofs import CookingTemperature, Leftover, RetainedSample, ServiceCount, Tasting

__all__ = [
    "BatchIssue",
    "CanteenDay",
    "CookingTemperature",
    "Dish",
    "DishBatch",
    "Disinfection",
    "Leftover",
    "Meal",
    "MealKind",
    "Menu",
    "MenuItem",
    "Recipe",
    "RecipeLine",
    "RetainedSample",
    "ServiceCount",
    "Tasting",
]
