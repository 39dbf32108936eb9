"""What a school brings in about its goods. Found at start-up by the import engine."""

from houqin.supply.imports import articles, opening, suppliers

__all__ = ["articles", "opening", "suppliers"]
