"""Answers about the dormitory."""

from houqin.dormitory.selectors.charges import in_charge

__all__ = ["in_charge"]
