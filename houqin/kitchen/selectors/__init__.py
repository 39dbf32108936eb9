"""Answers of the kitchen that need more than one queryset."""

# The meal
from houqin.kitchen.selectors.ingredients import Need, ingredients_needed
from houqin.kitchen.selectors.meals import Day, MealOnDay, Station, day, day_of, open_meals, stations
from houqin.kitchen.selectors.next_actions import Action, next_actions
from houqin.kitchen.selectors.samples import Touched, touched_by

# Dishes and menus

__all__ = [
    "Action",
    "Day",
    "MealOnDay",
    "Need",
    "Station",
    "Touched",
    "day",
    "day_of",
    "ingredients_needed",
    "next_actions",
    "open_meals",
    "stations",
    "touched_by",
]
