"""What a school brings in about its goods. Found at start-up by the import engine."""

# In the order in which a school needs them: stock names its article and its supplier.
from houqin.supply.imports import articles, suppliers, opening  # noqa: I001

__all__ = ["articles", "opening", "suppliers"]
