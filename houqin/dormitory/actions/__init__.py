"""The verbs of the dormitory."""

from houqin.dormitory.actions.charges import end_charge, put_in_charge

__all__ = ["end_charge", "put_in_charge"]
