"""Nouns of the dormitory: rooms and beds, who slept where, who answers for it, and moves."""

from houqin.dormitory.models.beds import Bed, BedStay, DormRoom, Gender, Section
from houqin.dormitory.models.charges import Charge
from houqin.dormitory.models.moves import Move, MoveDecision

__all__ = ["Bed", "BedStay", "Charge", "DormRoom", "Gender", "Move", "MoveDecision", "Section"]
