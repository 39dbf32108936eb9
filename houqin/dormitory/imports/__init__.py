"""What a school brings in about its dormitory. Found at start-up by the import engine."""

# In the order in which a school needs them: who sleeps in a room comes after the room.
from houqin.dormitory.imports import rooms, stays

__all__ = ["rooms", "stays"]
