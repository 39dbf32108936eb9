"""Verbs of food-safety management."""

from houqin.foodsafety.actions.days import Finding, sign_daily_control
from houqin.foodsafety.actions.heads import hand_over_heads
from houqin.foodsafety.actions.months import hold_dispatch
from houqin.foodsafety.actions.weeks import sign_weekly_report

__all__ = ["Finding", "hand_over_heads", "hold_dispatch", "sign_daily_control", "sign_weekly_report"]
