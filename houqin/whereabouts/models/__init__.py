"""Nouns of whereabouts: why a pupil is not where the others are, and who says so."""

from houqin.whereabouts.models.away import Away, AwayKind
from houqin.whereabouts.models.illness import Illness, IllnessStep
from houqin.whereabouts.models.leave import ConfirmedHow, Leave, ProofKind
from houqin.whereabouts.models.links import GuardianLink

__all__ = ["Away", "AwayKind", "ConfirmedHow", "GuardianLink", "Illness", "IllnessStep", "Leave", "ProofKind"]
