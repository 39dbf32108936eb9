"""Answers of supply that need more than one queryset."""

from houqin.supply.selectors.lots import (
    ancestor_lots,
    balances,
    descendant_lots,
    held_ancestors,
    lots_above,
    lots_around,
)
from houqin.supply.selectors.next_actions import next_actions
from houqin.supply.selectors.stock import Suggestion, stock_counts, stock_page, suggest_lots

__all__ = [
    "Suggestion",
    "ancestor_lots",
    "balances",
    "descendant_lots",
    "held_ancestors",
    "lots_above",
    "lots_around",
    "next_actions",
    "stock_counts",
    "stock_page",
    "suggest_lots",
]
