"""The registers of the dormitory. Importing them declares them."""

from houqin.dormitory.ledgers import beds, nights

__all__ = ["beds", "nights"]
