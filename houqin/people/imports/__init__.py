"""What a school brings in about people. Found at start-up by the import engine."""

from houqin.people.imports import classes, pupils, staff

__all__ = ["classes", "pupils", "staff"]
