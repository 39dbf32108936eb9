"""Answers of the kitchen that need more than one queryset."""

# The meal
from houqin.kitchen.selectors.ingredients import Need, ingredients_needed
from houqin.kitchen.selectors.samples import Touched, touched_by

# Dishes and menus

__all__ = ["Need", "Touched", "ingredients_needed", "touched_by"]
