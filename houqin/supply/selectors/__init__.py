"""Answers of supply that need more than one queryset."""

from houqin.supply.selectors.lots import (
    ancestor_lots,
    balances,
    descendant_lots,
    held_ancestors,
    lots_above,
    lots_around,
)
from houqin.supply.selectors.next_actions import counts_store, next_actions
from houqin.supply.selectors.stock import Suggestion, stock_page, store_counts, suggest_lots

__all__ = [
    "Suggestion",
    "ancestor_lots",
    "balances",
    "counts_store",
    "descendant_lots",
    "held_ancestors",
    "lots_above",
    "lots_around",
    "next_actions",
    "stock_page",
    "store_counts",
    "suggest_lots",
]
