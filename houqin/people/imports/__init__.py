"""What a school brings in about people. Found at start-up by the import engine."""

# In the order in which a school needs them: a class names its head teacher, a pupil the class.
from houqin.people.imports import staff, classes, pupils  # noqa: I001

__all__ = ["classes", "pupils", "staff"]
