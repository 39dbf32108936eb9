"""The registers of the dormitory. Importing them declares them."""

from houqin.dormitory.ledgers import nights

__all__ = ["nights"]
