"""Nouns of whereabouts: why a pupil is not where the others are, and who says so."""

from houqin.whereabouts.models.away import Away, AwayKind

__all__ = ["Away", "AwayKind"]
