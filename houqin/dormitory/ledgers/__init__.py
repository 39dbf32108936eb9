"""The registers of the dormitory."""

from houqin.dormitory.ledgers import beds

__all__ = ["beds"]
