"""Verbs of whereabouts: the only code that says where a child is."""

from houqin.whereabouts.actions.away import end_away, end_many, note_away, note_many_away

__all__ = ["end_away", "end_many", "note_away", "note_many_away"]
