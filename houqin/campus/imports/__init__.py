"""What a school brings in about its equipment. Found at start-up by the import engine."""

from houqin.campus.imports import equipment

__all__ = ["equipment"]
